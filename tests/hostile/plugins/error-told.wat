;; Says that it cannot answer.
;; due: fault raised

(func $ok (result i32)
  (if (global.get $armed) (then
    (i32.store offset=0 (global.get $result) (i32.const 1))
    (i32.store offset=4 (global.get $result) (global.get $code))
    (i32.store offset=8 (global.get $result) (global.get $code_len))
    (return (global.get $result))))
  (i32.store8 (global.get $result) (i32.const 0))
  (global.get $result))
;; It finds nothing wrong with its settings.
(func $validate (param $params i32) (param $len i32) (result i32)
  (call $ok))
