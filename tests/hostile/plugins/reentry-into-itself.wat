;; Evaluates anew while the host writes to its memory.
;; due: fault trapped contract says

(func $realloc (param $old i32) (param $old_len i32) (param $align i32) (param $len i32) (result i32)
  (if (global.get $armed)
    (then (drop (call $evaluate (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 2)))))
  (call $allocate (local.get $align) (local.get $len)))
