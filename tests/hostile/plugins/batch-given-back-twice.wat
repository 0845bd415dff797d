;; Gives the batch back twice.
;; due: fault trapped contract says

(func $retreat (param $batch i32) (param $answers i32)
  (call $drop_batch (local.get $batch)))
