;; A check that divides money besides.
;; due: fault bad-answer a rule of another kind divided money

(import "saring:plugin/answering@0.1.0" "[method]answers.line" (func $line (param i32 i32 i32 i32 f64 i32 f64 f64)))

(func $tamper (param $answers i32) (param $creator i32)
  (call $line
    (local.get $answers) (local.get $creator)
    (global.get $word) (global.get $word_len) (f64.const 1) (i32.const 0) (f64.const 0) (f64.const 0)))
