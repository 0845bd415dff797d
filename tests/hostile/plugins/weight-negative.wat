;; Gives a part a weight below zero.
;; due: fault bad-answer

(func $tamper (param $answers i32) (param $creator i32)
  (f64.store (global.get $weight) (f64.const -1)))
