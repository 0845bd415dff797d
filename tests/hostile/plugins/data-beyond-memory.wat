;; Has data that its memory does not hold.
;; due: refused plugin-export-missing

(component
  (core module
    (memory 1)
    (data (i32.const 70000) "x")))
