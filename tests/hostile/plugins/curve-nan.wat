;; Gives a part a curve that begins nowhere.
;; due: fault bad-answer

(func $tamper (param $answers i32) (param $creator i32)
  (f64.store (global.get $curve_from) (f64.const nan)))
