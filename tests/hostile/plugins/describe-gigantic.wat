;; Describes itself in a text of 1 GiB that its memory does not hold.
;; due: refused plugin-failed describes itself

(func $describe (result i32)
  (call $text (i32.const 1024) (i32.const 0x40000000)))
