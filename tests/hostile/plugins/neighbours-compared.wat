;; Measures a creator's followers against those of the one before.
;; due: refused plugin-self-test-differs

(global $last (mut f64) (f64.const 0))
(global $passing (mut f64) (f64.const 0))

(func $answer (param $batch i32) (param $answers i32) (param $creator i32)
  (call $confidence (local.get $answers) (local.get $creator) (f64.const 0.9))
  (call $measure (local.get $batch) (local.get $creator))
  (i32.store (global.get $args) (local.get $answers))
  (if (i32.load8_u (global.get $known)) (then
    (global.set $passing (f64.load (global.get $value)))
    (f64.store (global.get $value) (f64.sub (global.get $passing) (global.get $last)))
    (global.set $last (global.get $passing))))
  (call $part (global.get $args))
  (call $reason (local.get $answers) (local.get $creator) (global.get $code) (global.get $code_len)))
