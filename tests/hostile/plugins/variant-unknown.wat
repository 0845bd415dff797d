;; Gives a part a curve of a kind that does not exist.
;; due: fault trapped contract says

(func $tamper (param $answers i32) (param $creator i32)
  (i32.store8 (global.get $curve) (i32.const 9)))
