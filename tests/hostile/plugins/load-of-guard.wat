;; Reads at the largest address that an instruction can name.
;; due: fault trapped beyond its memory

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (drop (i64.load offset=0xffffffff (i32.const -1))))
