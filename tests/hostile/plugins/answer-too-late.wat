;; Answers the first creator once more when it has taken the last.
;; due: fault trapped it asked for creator

(func $retreat (param $batch i32) (param $answers i32)
  (call $confidence (local.get $answers) (i32.const 0) (f64.const 0.5)))
