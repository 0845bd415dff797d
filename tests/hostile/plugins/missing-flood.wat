;; Names missing fields without end.
;; due: fault fuel-spent

(import "saring:plugin/answering@0.1.0" "[method]answers.missing" (func $missing (param i32 i32 i32 i32)))

(func $tamper (param $answers i32) (param $creator i32)
  (loop $forever
    (call $missing (local.get $answers) (local.get $creator) (global.get $path) (global.get $path_len))
    (br $forever)))
