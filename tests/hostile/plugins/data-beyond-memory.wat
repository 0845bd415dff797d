;; Has data that its memory does not hold.
;; due: refused plugin-failed starts

(data $beyond (i32.const 70000) "x")
