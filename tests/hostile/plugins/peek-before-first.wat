;; Looks at a creator before it has taken one.
;; due: fault trapped it asked for creator

(func $ambush (param $batch i32) (param $answers i32)
  (call $numbers (local.get $batch) (i32.const 0) (global.get $path) (global.get $path_len) (global.get $out)))
