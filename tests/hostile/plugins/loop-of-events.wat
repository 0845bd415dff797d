;; Reads the same events again and again.
;; due: fault fuel-spent
;; world: trigger
;; contract: creator-check@0.1.0#evaluate => campaign-trigger@0.1.0#watch
;; describe: {"kind": "trigger"}

(import "saring:plugin/answering@0.1.0" "[method]answers.quiet" (func $quiet (param i32 i32)))
(import "saring:plugin/running@0.1.0" "numbers" (func $happened (param i32 i32 i32 i32 i32 i32 f64 f64 i32)))

(data $kind (i32.const 800) "mention_countswhat.total")

(func $answer (param $batch i32) (param $answers i32) (param $target i32)
  (call $quiet (local.get $answers) (local.get $target)))

(func $attack (param $batch i32) (param $answers i32) (param $target i32)
  (loop $again
    (call $happened
      (i32.const 0) (i32.const 0) (i32.const 800) (i32.const 14) (i32.const 814) (i32.const 10)
      (f64.const inf) (f64.const 0) (global.get $out))
    (br $again)))
