;; Trusts each creator less than the one before: its answers depend on the neighbours.
;; due: refused plugin-self-test-differs

(global $count (mut i32) (i32.const 0))

(func $answer (param $batch i32) (param $answers i32) (param $creator i32)
  (global.set $count (i32.add (global.get $count) (i32.const 1)))
  (call $confidence
    (local.get $answers) (local.get $creator) (f64.div (f64.const 1) (f64.convert_i32_u (global.get $count))))
  (call $measure (local.get $batch) (local.get $creator))
  (i32.store (global.get $args) (local.get $answers))
  (call $part (global.get $args))
  (call $reason (local.get $answers) (local.get $creator) (global.get $code) (global.get $code_len)))
