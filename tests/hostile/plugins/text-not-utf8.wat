;; Calls a part by bytes that are no text.
;; due: fault trapped contract says

(data $bytes (i32.const 800) "\ff\fe\80\c0\af\ed\a0\80\f5")

(func $tamper (param $answers i32) (param $creator i32)
  (i32.store (global.get $id) (i32.const 800)))
