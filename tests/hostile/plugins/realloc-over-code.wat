;; Has the host write over its own texts and arguments.
;; due: fault trapped contract says

(func $realloc (param $old i32) (param $old_len i32) (param $align i32) (param $len i32) (result i32)
  (if (global.get $armed) (then (return (i32.const 520))))
  (call $allocate (local.get $align) (local.get $len)))
