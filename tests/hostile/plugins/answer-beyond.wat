;; Answers a creator that does not exist.
;; due: fault trapped it asked for creator

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $confidence (local.get $answers) (i32.const -1) (f64.const 0.5)))
