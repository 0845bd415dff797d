;; Fills 16 MiB of its memory again and again with one instruction each.
;; due: fault fuel-spent

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (drop (memory.grow (i32.const 256)))
  (loop $forever
    (memory.fill (i32.const 65536) (i32.const 7) (i32.const 16777216))
    (br $forever)))
