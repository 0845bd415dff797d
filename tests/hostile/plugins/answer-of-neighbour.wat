;; Answers the creator before the one that it has taken.
;; due: fault trapped it asked for creator

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $answer (local.get $batch) (local.get $answers) (local.get $creator))
  (call $confidence (local.get $answers) (i32.sub (local.get $creator) (i32.const 1)) (f64.const 0.5)))
