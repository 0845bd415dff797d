;; Looks at what happens in a campaign, as a check.
;; due: fault trapped it asked for what happens in a campaign
;; contract: world check { => world check { import running;

(import "saring:plugin/running@0.1.0" "numbers" (func $happened (param i32 i32 i32 i32 i32 i32 f64 f64 i32)))

(data $kind (i32.const 800) "mention_countswhat.total")

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
    (call $happened
      (i32.const 0) (i32.const 0) (i32.const 800) (i32.const 14) (i32.const 814) (i32.const 10)
      (f64.const inf) (f64.const 0) (global.get $out)))
