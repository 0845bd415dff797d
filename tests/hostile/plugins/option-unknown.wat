;; Gives a quantity a value that is neither there nor absent.
;; due: fault trapped contract says

(func $tamper (param $answers i32) (param $creator i32)
  (i32.store8 (global.get $known) (i32.const 2)))
