;; Fills its memory with a hundred thousand segments of data.
;; due: refused plugin-too-many

(component
  (core module
    (memory 1)
    (;write 100000|(data (i32.const 0) "x");)))
