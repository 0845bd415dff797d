;; Calls an element of a table that has none.
;; due: fault trapped called through a table

(table $functions 1 funcref)

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call_indirect $functions (i32.const 0)))
