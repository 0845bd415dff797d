;; Proposes ten thousand moves, of which the last counts.
;; due: other-answers
;; world: trigger
;; contract: creator-check@0.1.0#evaluate => campaign-trigger@0.1.0#watch
;; describe: {"kind": "trigger"}

(import "saring:plugin/answering@0.1.0" "[method]answers.quiet" (func $quiet (param i32 i32)))
(import "saring:plugin/answering@0.1.0" "[method]answers.holds" (func $holds (param i32 i32 i32 i32 i32 i32)))

(data $move (i32.const 800) "expandlow")

(func $answer (param $batch i32) (param $answers i32) (param $target i32)
  (call $quiet (local.get $answers) (local.get $target)))

(func $attack (param $batch i32) (param $answers i32) (param $target i32)
  (local $left i32)
  (local.set $left (i32.const 10000))
  (loop $again
    (call $holds (local.get $answers) (local.get $target) (i32.const 800) (i32.const 6) (i32.const 806) (i32.const 3))
    (local.set $left (i32.sub (local.get $left) (i32.const 1)))
    (br_if $again (local.get $left))))
