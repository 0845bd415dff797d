;; Spins the host: nothing but calls of `len`, whose work is the host's.
;; due: fault fuel-spent

(import "saring:plugin/facts@0.1.0" "[method]batch.len" (func $len (param i32) (result i32)))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (loop $forever
    (drop (call $len (local.get $batch)))
    (br $forever)))
