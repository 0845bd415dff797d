;; Gives a figure no name.
;; due: fault bad-answer has no name of its own
;; world: metric
;; contract: creator-check@0.1.0#evaluate => campaign-metric@0.1.0#measure
;; describe: {"kind": "metric"}

(import "saring:plugin/answering@0.1.0" "[method]answers.figure"
  (func $figure (param i32 i32 i32 i32 i32 f64 i32 i32 i32 i32 i64 i32)))

(func $answer (param $batch i32) (param $answers i32) (param $scope i32)
  (call $figure
    (local.get $answers) (local.get $scope) (global.get $word) (global.get $word_len) (i32.const 1) (f64.const 3)
    (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0) (i64.const 0) (i32.const 3)))

(func $attack (param $batch i32) (param $answers i32) (param $scope i32)
  (call $figure
    (local.get $answers) (local.get $scope) (global.get $word) (i32.const 0) (i32.const 1) (f64.const 5)
    (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0) (i64.const 0) (i32.const 3)))
