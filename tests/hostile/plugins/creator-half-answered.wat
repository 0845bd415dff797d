;; Says how much its parts can be trusted and gives none.
;; due: fault bad-answer

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $confidence (local.get $answers) (local.get $creator) (f64.const 0.9)))
