;; Says that a part was measured from a field whose path has 900 KB.
;; due: fault output-too-large

(func $tamper (param $answers i32) (param $creator i32)
  (drop (memory.grow (i32.const 16)))
  (memory.fill (i32.const 65536) (i32.const 0x2e) (i32.const 900000))
  (i32.store offset=0 (global.get $field_list) (i32.const 65536))
  (i32.store offset=4 (global.get $field_list) (i32.const 900000)))
