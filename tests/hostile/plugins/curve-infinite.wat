;; Gives a part a curve that ends at infinity.
;; due: fault bad-answer

(func $tamper (param $answers i32) (param $creator i32)
  (f64.store (global.get $curve_to) (f64.const -inf)))
