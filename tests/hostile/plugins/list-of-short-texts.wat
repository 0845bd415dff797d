;; Looks up the same 4 KiB twenty thousand times over in one call.
;; due: fault fuel-spent

(import "saring:plugin/tables@0.1.0" "[static]table.open" (func $open (param i32 i32 i32)))
(import "saring:plugin/tables@0.1.0" "[method]table.find" (func $find (param i32 i32 i32 i32 i32 i32)))

(data $table (i32.const 800) "norms")
(global $table i32 (i32.const 800))
(data $column (i32.const 808) "source")
(global $column i32 (i32.const 808))
(data $rate (i32.const 816) "p10")
(global $rate i32 (i32.const 816))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32) (local $handle i32) (local $n i32)
  (call $open (global.get $table) (i32.const 5) (global.get $out))
  (local.set $handle (i32.load offset=4 (global.get $out)))
  (drop (memory.grow (i32.const 16)))
  (memory.fill (i32.const 65536) (i32.const 0x78) (i32.const 4096))
  (loop $each
    (i32.store (i32.add (i32.const 131072) (i32.shl (local.get $n) (i32.const 3))) (i32.const 65536))
    (i32.store (i32.add (i32.const 131076) (i32.shl (local.get $n) (i32.const 3))) (i32.const 4096))
    (local.set $n (i32.add (local.get $n) (i32.const 1)))
    (br_if $each (i32.lt_u (local.get $n) (i32.const 20000))))
  (call $find
    (local.get $handle) (global.get $column) (i32.const 6) (i32.const 131072) (i32.const 20000) (global.get $out)))
