;; Calls a part by a text behind the end of its memory.
;; due: fault trapped contract says

(func $tamper (param $answers i32) (param $creator i32)
  (i32.store (global.get $id) (i32.const -9)))
