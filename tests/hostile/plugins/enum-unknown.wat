;; Gives a quantity a unit that does not exist.
;; due: fault trapped contract says

(func $tamper (param $answers i32) (param $creator i32)
  (i32.store8 (global.get $unit) (i32.const 200)))
