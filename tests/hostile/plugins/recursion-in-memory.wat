;; Calls itself without end, with frames in its own memory as compilers of C and Rust lay them out.
;; due: fault trapped beyond its memory

(global $stack (mut i32) (i32.const 32768))
(func $deeper
  (global.set $stack (i32.sub (global.get $stack) (i32.const 4096)))
  (i64.store (global.get $stack) (i64.const 1))
  (call $deeper))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $deeper))
