;; Throws an exception that nobody catches.
;; due: refused plugin-feature-refused

(tag $thrown)

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (throw $thrown))
