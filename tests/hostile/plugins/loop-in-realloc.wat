;; Loops for ever when the host asks it for memory.
;; due: fault fuel-spent

(func $realloc (param $old i32) (param $old_len i32) (param $align i32) (param $len i32) (result i32)
  (if (global.get $armed) (then (loop $forever (br $forever))))
  (call $allocate (local.get $align) (local.get $len)))
