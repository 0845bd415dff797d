;; Spends money on a move before it proposes one.
;; due: fault trapped before it said `holds`
;; world: trigger
;; contract: creator-check@0.1.0#evaluate => campaign-trigger@0.1.0#watch
;; describe: {"kind": "trigger"}

(import "saring:plugin/answering@0.1.0" "[method]answers.quiet" (func $quiet (param i32 i32)))
(import "saring:plugin/answering@0.1.0" "[method]answers.money" (func $money (param i32 i32 i32 i32 f64)))

(func $answer (param $batch i32) (param $answers i32) (param $target i32)
  (call $quiet (local.get $answers) (local.get $target)))

(func $attack (param $batch i32) (param $answers i32) (param $target i32)
  (call $money
    (local.get $answers) (local.get $target) (global.get $word) (global.get $word_len) (f64.const 1)))
