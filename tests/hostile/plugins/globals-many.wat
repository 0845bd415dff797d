;; Has a hundred thousand globals.
;; due: refused plugin-too-many

(component
  (core module
    (;write 100000|(global i32 (i32.const 0));)))
