;; Picks a row of a table by five thousand pairs of empty texts.
;; due: fault output-too-large

(import "saring:plugin/tables@0.1.0" "[static]table.open" (func $open (param i32 i32 i32)))
(import "saring:plugin/tables@0.1.0" "[method]table.pick" (func $pick (param i32 i32 i32 i32)))

(data $table (i32.const 800) "norms")
(global $table i32 (i32.const 800))
(data $column (i32.const 808) "source")
(global $column i32 (i32.const 808))
(data $rate (i32.const 816) "p10")
(global $rate i32 (i32.const 816))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32) (local $handle i32)
  (call $open (global.get $table) (i32.const 5) (global.get $out))
  (local.set $handle (i32.load offset=4 (global.get $out)))
  (drop (memory.grow (i32.const 32)))
  (call $pick (local.get $handle) (i32.const 65536) (i32.const 5000) (global.get $out)))
