;; Proposes a move that there is not.
;; due: fault trapped is no move
;; world: trigger
;; contract: creator-check@0.1.0#evaluate => campaign-trigger@0.1.0#watch
;; describe: {"kind": "trigger"}

(import "saring:plugin/answering@0.1.0" "[method]answers.quiet" (func $quiet (param i32 i32)))
(import "saring:plugin/answering@0.1.0" "[method]answers.holds" (func $holds (param i32 i32 i32 i32 i32 i32)))

(func $answer (param $batch i32) (param $answers i32) (param $target i32)
  (call $quiet (local.get $answers) (local.get $target)))

(func $attack (param $batch i32) (param $answers i32) (param $target i32)
  (call $holds
    (local.get $answers) (local.get $target) (global.get $word) (global.get $word_len)
    (global.get $word) (global.get $word_len)))
