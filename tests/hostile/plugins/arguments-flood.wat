;; Gives a reason arguments without end.
;; due: fault output-too-large

(import "saring:plugin/answering@0.1.0" "[method]answers.given" (func $given (param i32 i32 i32 i32 i32 i64 i32)))

(func $tamper (param $answers i32) (param $creator i32)
  (call $reason (local.get $answers) (local.get $creator) (global.get $code) (global.get $code_len))
  (loop $forever
    (call $given
      (local.get $answers) (local.get $creator) (global.get $word) (global.get $word_len)
      (i32.const 2) (i64.const 0) (i32.const 0))
    (br $forever)))
