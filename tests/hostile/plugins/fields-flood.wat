;; Says that a part was measured from ten thousand fields.
;; due: fault output-too-large

(func $tamper (param $answers i32) (param $creator i32)
  (drop (memory.grow (i32.const 16)))
  (i32.store (global.get $fields) (i32.const 65536))
  (i32.store (global.get $fields_len) (i32.const 10000)))
