;; Gives a part a curve without a knot.
;; due: fault bad-answer

(func $tamper (param $answers i32) (param $creator i32)
  (i32.store8 (global.get $curve) (i32.const 2))
  (i64.store (global.get $curve_from) (i64.const 0)))
