;; Fills its table with a hundred thousand segments of functions.
;; due: refused plugin-too-many

(component
  (core module
    (table 1 funcref)
    (func $f)
    (;write 100000|(elem (i32.const 0) func $f);)))
