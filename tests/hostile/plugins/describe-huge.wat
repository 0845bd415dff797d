;; Describes itself in 60 MiB.
;; due: refused plugin-failed describes itself

(func $describe (result i32)
  (drop (memory.grow (i32.const 1000)))
  (memory.fill (i32.const 1024) (i32.const 0x20) (i32.const 62914560))
  (call $text (i32.const 1024) (i32.const 62914560)))
