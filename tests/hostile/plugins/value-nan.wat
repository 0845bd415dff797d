;; Measures what is not a number.
;; due: fault bad-answer

(func $tamper (param $answers i32) (param $creator i32)
  (i32.store8 (global.get $known) (i32.const 1))
  (f64.store (global.get $value) (f64.const nan)))
