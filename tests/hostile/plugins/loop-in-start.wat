;; Loops for ever while it is instantiated.
;; due: refused plugin-failed starts: the rule used up

(func $spin
  (loop $forever (br $forever)))
(start $spin)
