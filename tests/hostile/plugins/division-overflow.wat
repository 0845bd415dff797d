;; Divides the smallest integer by minus one.
;; due: fault trapped made an integer

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (drop (i32.div_s (i32.const 0x80000000) (i32.sub (i32.const 0) (global.get $armed)))))
