;; Calls a part by signs that show as another name.
;; due: fault bad-answer

(data $name (i32.const 800) "\e2\80\aeabcde")

(func $tamper (param $answers i32) (param $creator i32)
  (i32.store (global.get $id) (i32.const 800))
  (i32.store (global.get $id_len) (i32.const 8)))
