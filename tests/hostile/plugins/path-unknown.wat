;; Asks for a column of numbers that facts do not have.
;; due: fault trapped

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $numbers (local.get $batch) (local.get $creator) (global.get $code) (global.get $code_len) (global.get $out)))
