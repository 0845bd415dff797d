;; Writes to its log at a level that does not exist.
;; due: fault trapped contract says

(import "saring:plugin/log@0.1.0" "log" (func $log (param i32 i32 i32)))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $log (i32.const 3) (global.get $code) (global.get $code_len)))
