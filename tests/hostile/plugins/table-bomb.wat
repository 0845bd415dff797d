;; Grows a table of functions without end.
;; due: fault memory-spent

(table $functions 1 funcref)

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (loop $more
    (if (i32.eq (table.grow $functions (ref.null func) (i32.const 50000)) (i32.const -1)) (then (unreachable)))
    (br $more)))
