;; Says that a part was measured from a field that does not exist.
;; due: fault trapped is the path of no field

(func $tamper (param $answers i32) (param $creator i32)
  (i32.store offset=4 (global.get $field_list) (i32.const 9)))
