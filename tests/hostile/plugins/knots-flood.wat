;; Gives a part a curve of fifty thousand knots.
;; due: fault output-too-large

(func $tamper (param $answers i32) (param $creator i32)
  (drop (memory.grow (i32.const 16)))
  (i32.store8 (global.get $curve) (i32.const 1))
  (i32.store offset=0 (global.get $curve_from) (i32.const 65536))
  (i32.store offset=4 (global.get $curve_from) (i32.const 50000)))
