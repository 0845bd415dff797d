;; Tells of a panic and answers all the same.
;; due: answers

(import "saring:plugin/log@0.1.0" "panic" (func $panic (param i32 i32 i32 i32 i32 i32)))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $panic
    (global.get $code) (global.get $code_len) (global.get $word) (global.get $word_len) (i32.const 7) (i32.const 9))
  (call $answer (local.get $batch) (local.get $answers) (local.get $creator)))
