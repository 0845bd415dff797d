;; Answers a creator twice: two parts have the same name.
;; due: fault bad-answer

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $answer (local.get $batch) (local.get $answers) (local.get $creator))
  (call $answer (local.get $batch) (local.get $answers) (local.get $creator)))
