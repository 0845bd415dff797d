;; Gives a part a curve whose knots go back.
;; due: fault bad-answer

(func $tamper (param $answers i32) (param $creator i32)
  (i32.store8 (global.get $curve) (i32.const 1))
  (i32.store offset=0 (global.get $curve_from) (i32.const 800))
  (i32.store offset=4 (global.get $curve_from) (i32.const 2))
  (f64.store (i32.const 800) (f64.const 2))
  (f64.store (i32.const 808) (f64.const 0))
  (f64.store (i32.const 816) (f64.const 1))
  (f64.store (i32.const 824) (f64.const 100)))
