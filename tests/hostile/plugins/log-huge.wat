;; Writes a line of 4 MiB to its log.
;; due: fault trapped contract says

(import "saring:plugin/log@0.1.0" "log" (func $log (param i32 i32 i32)))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (drop (memory.grow (i32.const 65)))
  (memory.fill (i32.const 65536) (i32.const 0x78) (i32.const 4194304))
  (call $log (i32.const 1) (i32.const 65536) (i32.const 4194304)))
