;; Asks for columns by paths of 1 MB, over and over.
;; due: fault output-too-large

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (drop (memory.grow (i32.const 17)))
  (memory.fill (i32.const 65536) (i32.const 0x2e) (i32.const 1000000))
  (loop $forever
    (call $numbers (local.get $batch) (local.get $creator) (i32.const 65536) (i32.const 1000000) (global.get $out))
    (br $forever)))
