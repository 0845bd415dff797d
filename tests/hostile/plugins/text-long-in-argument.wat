;; Gives its reason an argument of 60 KB.
;; due: fault output-too-large

(import "saring:plugin/answering@0.1.0" "[method]answers.given" (func $given (param i32 i32 i32 i32 i32 i64 i32)))

(func $tamper (param $answers i32) (param $creator i32)
  (memory.fill (i32.const 2048) (i32.const 0x78) (i32.const 60000))
  (call $reason (local.get $answers) (local.get $creator) (global.get $code) (global.get $code_len))
  (call $given
    (local.get $answers) (local.get $creator) (global.get $word) (global.get $word_len)
    (i32.const 1) (i64.const 2048) (i32.const 60000)))
