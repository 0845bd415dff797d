;; Uses the batch after it gave it back.
;; due: fault trapped contract says

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $drop_batch (local.get $batch))
  (call $next (local.get $batch) (global.get $out)))
