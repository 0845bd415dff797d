;; Proposes what has lapsed already.
;; due: fault bad-answer `expires` is -48, outside 0 to
;; world: trigger
;; contract: creator-check@0.1.0#evaluate => campaign-trigger@0.1.0#watch
;; describe: {"kind": "trigger"}

(import "saring:plugin/answering@0.1.0" "[method]answers.quiet" (func $quiet (param i32 i32)))
(import "saring:plugin/answering@0.1.0" "[method]answers.holds" (func $holds (param i32 i32 i32 i32 i32 i32)))
(import "saring:plugin/answering@0.1.0" "[method]answers.expires" (func $expires (param i32 i32 f64)))

(data $move (i32.const 800) "expandlow")

(func $answer (param $batch i32) (param $answers i32) (param $target i32)
  (call $quiet (local.get $answers) (local.get $target)))

(func $attack (param $batch i32) (param $answers i32) (param $target i32)
  (call $holds (local.get $answers) (local.get $target) (i32.const 800) (i32.const 6) (i32.const 806) (i32.const 3))
  (call $expires (local.get $answers) (local.get $target) (f64.const -48)))
