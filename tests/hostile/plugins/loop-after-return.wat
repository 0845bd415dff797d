;; Loops for ever when the host gives its result back.
;; due: fault fuel-spent

(export "cabi_post_saring:plugin/creator-check@0.1.0#evaluate" (func $post))
(func $post (param $result i32)
  (if (global.get $armed) (then (loop $forever (br $forever)))))
