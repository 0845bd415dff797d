;; Gives ten million parts.
;; due: fault output-too-large

(func $attack (param $batch i32) (param $answers i32) (param $creator i32) (local $n i32)
  (call $measure (local.get $batch) (local.get $creator))
  (i32.store (global.get $args) (local.get $answers))
  (loop $more
    (call $part (global.get $args))
    (local.set $n (i32.add (local.get $n) (i32.const 1)))
    (br_if $more (i32.lt_u (local.get $n) (i32.const 10000000)))))
