;; Describes itself by fifty thousand lists in each other.
;; due: refused plugin-description-syntax

(func $describe (result i32)
  (memory.fill (i32.const 1024) (i32.const 0x5b) (i32.const 50000))
  (call $text (i32.const 1024) (i32.const 50000)))
