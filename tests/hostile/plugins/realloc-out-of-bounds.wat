;; Has the host write behind the end of its memory.
;; due: fault trapped contract says

(func $realloc (param $old i32) (param $old_len i32) (param $align i32) (param $len i32) (result i32)
  (if (global.get $armed) (then (return (i32.const 0xfffffff0))))
  (call $allocate (local.get $align) (local.get $len)))
