;; Says at a length of 8 MiB that it cannot answer.
;; due: fault trapped contract says

(func $ok (result i32)
  (if (global.get $armed) (then
    (drop (memory.grow (i32.const 130)))
    (memory.fill (i32.const 65536) (i32.const 0x78) (i32.const 8388608))
    (i32.store offset=0 (global.get $result) (i32.const 1))
    (i32.store offset=4 (global.get $result) (i32.const 65536))
    (i32.store offset=8 (global.get $result) (i32.const 8388608))
    (return (global.get $result))))
  (i32.store8 (global.get $result) (i32.const 0))
  (global.get $result))
;; It finds nothing wrong with its settings.
(func $validate (param $params i32) (param $len i32) (result i32)
  (call $ok))
