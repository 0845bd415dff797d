;; Names what forbids to act again and again.
;; due: fault output-too-large
;; world: trigger
;; contract: creator-check@0.1.0#evaluate => campaign-trigger@0.1.0#watch
;; describe: {"kind": "trigger"}

(import "saring:plugin/answering@0.1.0" "[method]answers.quiet" (func $quiet (param i32 i32)))
(import "saring:plugin/answering@0.1.0" "[method]answers.blocked" (func $blocked (param i32 i32 i32 i32)))

(func $answer (param $batch i32) (param $answers i32) (param $target i32)
  (call $quiet (local.get $answers) (local.get $target)))

(func $attack (param $batch i32) (param $answers i32) (param $target i32)
  (loop $again
    (call $blocked (local.get $answers) (local.get $target) (global.get $code) (global.get $code_len))
    (br $again)))
