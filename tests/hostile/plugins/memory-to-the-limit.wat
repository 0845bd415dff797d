;; Grows its memory until it is refused, and answers all the same.
;; due: answers

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (block $enough (loop $more
    (br_if $enough (i32.eq (memory.grow (i32.const 16)) (i32.const -1)))
    (br $more)))
  (call $answer (local.get $batch) (local.get $answers) (local.get $creator)))
