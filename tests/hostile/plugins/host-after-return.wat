;; Calls the host after it has answered.
;; due: fault trapped contract says

(export "cabi_post_saring:plugin/creator-check@0.1.0#evaluate" (func $post))
(func $post (param $result i32)
  (if (global.get $armed) (then (call $confidence (i32.const 2) (i32.const 0) (f64.const 0.5)))))
