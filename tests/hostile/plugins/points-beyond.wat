;; Gives a part a thousand points.
;; due: fault bad-answer

(func $tamper (param $answers i32) (param $creator i32)
  (i32.store8 (global.get $curve) (i32.const 3))
  (f64.store (global.get $curve_from) (f64.const 1000)))
