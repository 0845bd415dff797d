;; Loops for ever after it has taken the last creator.
;; due: fault fuel-spent

(func $retreat (param $batch i32) (param $answers i32)
  (loop $forever (br $forever)))
