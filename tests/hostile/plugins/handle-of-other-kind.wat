;; Uses the answers as if they were the batch.
;; due: fault trapped contract says

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $next (local.get $answers) (global.get $out)))
