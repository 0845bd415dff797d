;; Answers a creator that it has not taken.
;; due: fault trapped it asked for creator

(func $ambush (param $batch i32) (param $answers i32)
  (call $confidence (local.get $answers) (i32.const 0) (f64.const 0.5)))
