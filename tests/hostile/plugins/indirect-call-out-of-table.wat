;; Calls an element behind the end of a table.
;; due: fault trapped beyond one of its tables

(table $functions 1 funcref)

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call_indirect $functions (i32.const 70000)))
