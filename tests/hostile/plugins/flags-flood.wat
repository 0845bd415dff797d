;; Raises flags without end.
;; due: fault output-too-large

(import "saring:plugin/answering@0.1.0" "[method]answers.flag" (func $flag (param i32 i32 i32 i32)))

(func $tamper (param $answers i32) (param $creator i32)
  (loop $forever
    (call $flag (local.get $answers) (local.get $creator) (global.get $word) (global.get $word_len))
    (br $forever)))
