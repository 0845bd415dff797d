;; Cites a row of a table that the table does not have.
;; due: fault trapped is beyond the

(import "saring:plugin/answering@0.1.0" "[method]answers.cite" (func $cite (param i32 i32 i32 i32 i32 i32)))

(data $table (i32.const 800) "norms")
(global $table i32 (i32.const 800))
(data $column (i32.const 808) "source")
(global $column i32 (i32.const 808))
(data $rate (i32.const 816) "p10")
(global $rate i32 (i32.const 816))

(func $tamper (param $answers i32) (param $creator i32)
  (call $part (global.get $args))
  (i32.store (global.get $id) (global.get $code))
  (call $cite
    (local.get $answers) (local.get $creator) (global.get $table) (i32.const 5) (i32.const 99999) (i32.const 2)))
