;; Answers as a trigger, as a check.
;; due: fault bad-answer a rule of another kind answered as a trigger

(import "saring:plugin/answering@0.1.0" "[method]answers.quiet" (func $quiet (param i32 i32)))

(func $tamper (param $answers i32) (param $creator i32)
  (call $quiet (local.get $answers) (local.get $creator)))
