;; Looks at the next creator's facts.
;; due: fault trapped it asked for creator

(import "saring:plugin/facts@0.1.0" "[method]batch.profile" (func $profile (param i32 i32 i32)))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $profile (local.get $batch) (i32.add (local.get $creator) (i32.const 1)) (i32.const 8192)))
