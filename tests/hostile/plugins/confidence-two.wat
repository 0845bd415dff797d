;; Trusts its parts twice over.
;; due: fault bad-answer

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $answer (local.get $batch) (local.get $answers) (local.get $creator))
  (call $confidence (local.get $answers) (local.get $creator) (f64.const 2)))
