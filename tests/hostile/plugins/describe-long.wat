;; Describes itself in 200 KiB.
;; due: refused plugin-description-too-large

(func $describe (result i32)
  (drop (memory.grow (i32.const 4)))
  (memory.fill (i32.const 1024) (i32.const 0x20) (i32.const 204800))
  (call $text (i32.const 1024) (i32.const 204800)))
