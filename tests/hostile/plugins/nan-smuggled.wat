;; Answers by the bits of what is not a number, which differ between machines where nobody sees to it.
;; due: answers

(func $attack (param $batch i32) (param $answers i32) (param $creator i32) (local $zero f64)
  ;; The one pattern that every machine must give.
  (if (i64.ne (i64.reinterpret_f64 (f64.div (local.get $zero) (local.get $zero))) (i64.const 0x7ff8000000000000))
    (then (unreachable)))
  (if (i64.ne (i64.reinterpret_f64 (f64.add (f64.const -nan:0x4000000000001) (local.get $zero)))
        (i64.const 0x7ff8000000000000))
    (then (unreachable)))
  (call $answer (local.get $batch) (local.get $answers) (local.get $creator)))
