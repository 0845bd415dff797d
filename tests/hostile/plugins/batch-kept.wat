;; Keeps the batch instead of giving it back.
;; due: refused plugin-self-test-failed contract says

(func $evaluate (param $params i32) (param $len i32) (param $batch i32) (param $answers i32) (result i32)
  (block $done (loop $each
    (call $next (local.get $batch) (global.get $out))
    (br_if $done (i32.eqz (i32.load8_u (global.get $out))))
    (call $answer (local.get $batch) (local.get $answers) (i32.load offset=4 (global.get $out)))
    (br $each)))
  (call $drop_answers (local.get $answers))
  (call $ok))
