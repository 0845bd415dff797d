;; Gives a tier that the pack does not have, which the engine takes for no answer.
;; due: other-answers
;; world: tier
;; contract: creator-check@0.1.0#evaluate => creator-tier@0.1.0#classify
;; describe: {"kind": "tier"}

(import "saring:plugin/answering@0.1.0" "[method]answers.no-tier" (func $no_tier (param i32 i32 i32 i32 i32 f64 i32 i32 i32 i32 i64 i32)))
(import "saring:plugin/answering@0.1.0" "[method]answers.tier" (func $tier (param i32 i32 i32 i32 i32 i32 i32 f64 i32 i32 i32 i32 i64 i32)))

(func $answer (param $batch i32) (param $answers i32) (param $creator i32)
  (call $measure (local.get $batch) (local.get $creator))
  (call $no_tier
    (local.get $answers) (local.get $creator)
    (global.get $word) (global.get $word_len) (i32.const 1) (f64.const 5000) (i32.const 1)
    (global.get $field_list) (i32.const 1) (i32.const 0) (i64.const 0) (i32.const 0))
  (call $reason (local.get $answers) (local.get $creator) (global.get $code) (global.get $code_len)))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $measure (local.get $batch) (local.get $creator))
  (call $tier
    (local.get $answers) (local.get $creator) (global.get $word) (global.get $word_len)
    (global.get $word) (global.get $word_len) (i32.const 1) (f64.const 5000) (i32.const 1)
    (global.get $field_list) (i32.const 1) (i32.const 0) (i64.const 0) (i32.const 0))
  (call $reason (local.get $answers) (local.get $creator) (global.get $code) (global.get $code_len)))
