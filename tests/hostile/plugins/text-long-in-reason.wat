;; Gives a reason by a code of 60 KB.
;; due: fault output-too-large

(func $tamper (param $answers i32) (param $creator i32)
  (memory.fill (i32.const 2048) (i32.const 0x78) (i32.const 60000))
  (call $reason (local.get $answers) (local.get $creator) (i32.const 2048) (i32.const 60000)))
