;; Goes on taking creators when there are none, for ever.
;; due: fault fuel-spent

(func $retreat (param $batch i32) (param $answers i32)
  (loop $forever
    (call $next (local.get $batch) (global.get $out))
    (br $forever)))
