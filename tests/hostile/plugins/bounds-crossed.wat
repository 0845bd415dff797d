;; Says that the score lies above 90 and below 10.
;; due: fault bad-answer

(import "saring:plugin/answering@0.1.0" "[method]answers.bounds" (func $bounds (param i32 i32 f64 f64)))

(func $tamper (param $answers i32) (param $creator i32)
  (call $bounds (local.get $answers) (local.get $creator) (f64.const 90) (f64.const 10)))
