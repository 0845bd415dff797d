;; Answers that there is no telling, and then tells.
;; due: other-answers

(import "saring:plugin/answering@0.1.0" "[method]answers.unknown" (func $unknown (param i32 i32)))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $unknown (local.get $answers) (local.get $creator))
  (call $answer (local.get $batch) (local.get $answers) (local.get $creator)))
