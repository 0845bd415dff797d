;; Writes lines to its log without end.
;; due: fault fuel-spent

(import "saring:plugin/log@0.1.0" "log" (func $log (param i32 i32 i32)))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (loop $forever
    (call $log (i32.const 1) (global.get $code) (global.get $code_len))
    (br $forever)))
