;; Reads behind the end of its memory.
;; due: fault trapped beyond its memory

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (drop (i32.load (i32.const -4))))
