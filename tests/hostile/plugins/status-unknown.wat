;; Tightens the status to one that does not exist.
;; due: fault trapped contract says

(import "saring:plugin/answering@0.1.0" "[method]answers.status" (func $status (param i32 i32 i32)))

(func $tamper (param $answers i32) (param $creator i32)
  (call $status (local.get $answers) (local.get $creator) (i32.const 7)))
