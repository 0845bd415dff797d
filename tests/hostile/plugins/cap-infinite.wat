;; Caps the score at infinity.
;; due: fault bad-answer

(import "saring:plugin/answering@0.1.0" "[method]answers.cap" (func $cap (param i32 i32 i32 i32 f64)))

(func $tamper (param $answers i32) (param $creator i32)
  (call $cap (local.get $answers) (local.get $creator) (global.get $word) (global.get $word_len) (f64.const inf)))
