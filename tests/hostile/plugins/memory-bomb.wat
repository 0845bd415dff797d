;; Grows its memory until there is none, and gives up as allocators do.
;; due: fault memory-spent

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (loop $more
    (if (i32.eq (memory.grow (i32.const 16)) (i32.const -1)) (then (unreachable)))
    (br $more)))
