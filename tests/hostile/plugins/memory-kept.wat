;; Leaves a note in its memory, its globals and its table, and stops where a later batch finds one.
;; due: answers

(global $note (mut i32) (i32.const 0))
(table $functions 4 funcref)
(elem declare func $leave)
;; After the last creator, so that no other creator of this batch finds it.
(func $retreat (param $batch i32) (param $answers i32)
  (call $leave))
(func $leave
  (i32.store (i32.const 61440) (i32.const 1))
  (i32.store (i32.const 4000000) (i32.const 1))
  (global.set $note (i32.const 1))
  (table.set $functions (i32.const 3) (ref.func $leave)))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (drop (memory.grow (i32.const 64)))
  (if (i32.or
        (i32.or (i32.load (i32.const 61440)) (i32.load (i32.const 4000000)))
        (i32.or (global.get $note) (i32.eqz (ref.is_null (table.get $functions (i32.const 3))))))
    (then (unreachable)))
  (call $answer (local.get $batch) (local.get $answers) (local.get $creator)))
