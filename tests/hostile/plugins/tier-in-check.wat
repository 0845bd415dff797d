;; Answers a check with a tier.
;; due: fault bad-answer

(import "saring:plugin/answering@0.1.0" "[method]answers.tier" (func $tier (param i32 i32 i32 i32 i32 i32 i32 f64 i32 i32 i32 i32 i64 i32)))

(func $tamper (param $answers i32) (param $creator i32)
  (call $tier
    (local.get $answers) (local.get $creator) (global.get $word) (global.get $word_len)
    (global.get $word) (global.get $word_len) (i32.const 1) (f64.const 5) (i32.const 1)
    (global.get $field_list) (i32.const 1) (i32.const 0) (i64.const 0) (i32.const 0)))
