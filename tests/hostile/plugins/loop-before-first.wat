;; Loops for ever before it takes the first creator.
;; due: fault fuel-spent

(func $ambush (param $batch i32) (param $answers i32)
  (loop $forever (br $forever)))
