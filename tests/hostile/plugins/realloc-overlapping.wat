;; Has the host write everything to the same place.
;; due: answers

(func $realloc (param $old i32) (param $old_len i32) (param $align i32) (param $len i32) (result i32)
  (call $allocate (local.get $align) (local.get $len))
  (global.set $heap (i32.const 32768)))
