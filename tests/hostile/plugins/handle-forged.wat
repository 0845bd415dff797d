;; Uses a batch that nobody gave it.
;; due: fault trapped contract says

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $next (i32.const 77) (global.get $out)))
