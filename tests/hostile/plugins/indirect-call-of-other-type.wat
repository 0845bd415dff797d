;; Calls a function as one of another type.
;; due: fault trapped called through a table

(table $functions funcref (elem $ok))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call_indirect $functions (i32.const 0)))
