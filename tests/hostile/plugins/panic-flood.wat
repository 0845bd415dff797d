;; Tells of panics without end.
;; due: fault fuel-spent

(import "saring:plugin/log@0.1.0" "panic" (func $panic (param i32 i32 i32 i32 i32 i32)))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (loop $forever
    (call $panic
      (global.get $code) (global.get $code_len) (global.get $word) (global.get $word_len) (i32.const 7) (i32.const 9))
    (br $forever)))
