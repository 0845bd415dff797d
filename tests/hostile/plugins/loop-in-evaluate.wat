;; Loops for ever over a creator.
;; due: fault fuel-spent

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (loop $forever (br $forever)))
