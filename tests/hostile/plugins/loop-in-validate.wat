;; Loops for ever over its settings.
;; due: rejected plugin-refused

(func $validate (param $params i32) (param $len i32) (result i32)
  (call $read_params (local.get $params) (local.get $len))
  (if (global.get $armed) (then (loop $forever (br $forever))))
  (call $ok))
