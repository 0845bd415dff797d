;; Trusts creators by their place in the batch.
;; due: refused plugin-self-test-differs

(func $answer (param $batch i32) (param $answers i32) (param $creator i32)
  (call $confidence
    (local.get $answers) (local.get $creator)
    (f64.div (f64.const 1) (f64.convert_i32_u (i32.add (i32.const 1) (local.get $creator)))))
  (call $measure (local.get $batch) (local.get $creator))
  (i32.store (global.get $args) (local.get $answers))
  (call $part (global.get $args))
  (call $reason (local.get $answers) (local.get $creator) (global.get $code) (global.get $code_len)))
