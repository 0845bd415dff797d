;; Takes a creator and answers nothing.
;; due: fault bad-answer

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
)
