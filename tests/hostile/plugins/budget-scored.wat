;; Scores the campaign as if it were a creator.
;; due: fault bad-answer
;; world: budget
;; contract: creator-check@0.1.0#evaluate => campaign-budget@0.1.0#divide
;; describe: {"kind": "budget"}

(import "saring:plugin/answering@0.1.0" "[method]answers.line" (func $line (param i32 i32 i32 i32 f64 i32 f64 f64)))

(func $answer (param $batch i32) (param $answers i32) (param $campaign i32)
  (call $line
    (local.get $answers) (local.get $campaign)
    (global.get $word) (global.get $word_len) (f64.const 1) (i32.const 0) (f64.const 0) (f64.const 0)))

(func $attack (param $batch i32) (param $answers i32) (param $campaign i32)
  (call $answer (local.get $batch) (local.get $answers) (local.get $campaign))
  (call $confidence (local.get $answers) (local.get $campaign) (f64.const 1)))
