;; Reads the same column of numbers again and again.
;; due: fault fuel-spent

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (loop $forever
    (global.set $heap (i32.const 32768))
    (call $measure (local.get $batch) (local.get $creator))
    (br $forever)))
