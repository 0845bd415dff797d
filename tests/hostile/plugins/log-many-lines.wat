;; Writes a thousand lines to its log.
;; due: answers

(import "saring:plugin/log@0.1.0" "log" (func $log (param i32 i32 i32)))

(func $attack (param $batch i32) (param $answers i32) (param $creator i32) (local $n i32)
  (loop $more
    (call $log (i32.const 1) (global.get $code) (global.get $code_len))
    (local.set $n (i32.add (local.get $n) (i32.const 1)))
    (br_if $more (i32.lt_u (local.get $n) (i32.const 1000))))
  (call $answer (local.get $batch) (local.get $answers) (local.get $creator)))
