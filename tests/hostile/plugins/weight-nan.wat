;; Gives a part a weight that is not a number.
;; due: fault bad-answer

(func $tamper (param $answers i32) (param $creator i32)
  (f64.store (global.get $weight) (f64.const -nan:0x8000000000001)))
