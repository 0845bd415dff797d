;; Loops for ever instead of describing itself.
;; due: refused plugin-failed describes itself: the rule used up

(func $describe (result i32)
  (loop $forever (br $forever))
  (unreachable))
