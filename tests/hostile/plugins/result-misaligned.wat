;; Returns an address that the contract's alignment forbids.
;; due: fault trapped contract says

(func $ok (result i32)
  (if (global.get $armed) (then
    (return (i32.const 65))))
  (i32.store8 (global.get $result) (i32.const 0))
  (global.get $result))
;; It finds nothing wrong with its settings.
(func $validate (param $params i32) (param $len i32) (result i32)
  (call $ok))
