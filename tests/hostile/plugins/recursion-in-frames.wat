;; Calls itself without end.
;; due: fault trapped its stack is full

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $attack (local.get $batch) (local.get $answers) (local.get $creator)))
