;; Asks for a column of numbers by a path of 4 MiB.
;; due: fault trapped

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (drop (memory.grow (i32.const 65)))
  (memory.fill (i32.const 65536) (i32.const 0x2e) (i32.const 4194304))
  (call $numbers (local.get $batch) (local.get $creator) (i32.const 65536) (i32.const 4194304) (global.get $out)))
