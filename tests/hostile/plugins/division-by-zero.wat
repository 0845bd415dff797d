;; Divides by zero.
;; due: fault trapped divided an integer by zero

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (drop (i32.div_s (i32.const 1) (i32.eqz (global.get $armed)))))
