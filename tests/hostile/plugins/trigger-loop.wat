;; Loops for ever over a target.
;; due: fault fuel-spent
;; world: trigger
;; contract: creator-check@0.1.0#evaluate => campaign-trigger@0.1.0#watch
;; describe: {"kind": "trigger"}

(import "saring:plugin/answering@0.1.0" "[method]answers.quiet" (func $quiet (param i32 i32)))
(import "saring:plugin/answering@0.1.0" "[method]answers.holds" (func $holds (param i32 i32 i32 i32 i32 i32)))

(data $move (i32.const 800) "expandlow")

(func $answer (param $batch i32) (param $answers i32) (param $target i32)
  (call $quiet (local.get $answers) (local.get $target)))

(func $attack (param $batch i32) (param $answers i32) (param $target i32)
  (loop $forever (br $forever)))
