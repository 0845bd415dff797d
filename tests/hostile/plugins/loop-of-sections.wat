;; Has the host write the same section as JSON again and again.
;; due: fault fuel-spent

(import "saring:plugin/facts@0.1.0" "[method]batch.section" (func $section (param i32 i32 i32 i32 i32)))

(data $section (i32.const 800) "posts")
(global $section i32 (i32.const 800))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (loop $forever
    (global.set $heap (i32.const 32768))
    (call $section
      (local.get $batch) (local.get $creator) (global.get $section) (i32.const 5) (global.get $out))
    (br $forever)))
