;; Looks at the first creator's facts whichever it has taken.
;; due: fault trapped it asked for creator

(import "saring:plugin/facts@0.1.0" "[method]batch.profile" (func $profile (param i32 i32 i32)))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $profile (local.get $batch) (i32.const 0) (i32.const 8192))
  (call $answer (local.get $batch) (local.get $answers) (local.get $creator)))
