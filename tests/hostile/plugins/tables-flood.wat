;; Opens a table ten million times and closes none.
;; due: fault trapped tables open

(import "saring:plugin/tables@0.1.0" "[static]table.open" (func $open (param i32 i32 i32)))

(data $table (i32.const 800) "norms")
(global $table i32 (i32.const 800))
(data $column (i32.const 808) "source")
(global $column i32 (i32.const 808))
(data $rate (i32.const 816) "p10")
(global $rate i32 (i32.const 816))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32) (local $n i32)
  (loop $more
    (call $open (global.get $table) (i32.const 5) (global.get $out))
    (local.set $n (i32.add (local.get $n) (i32.const 1)))
    (br_if $more (i32.lt_u (local.get $n) (i32.const 10000000)))))
