;; Stops while it is instantiated.
;; due: refused plugin-failed starts: the rule was stopped

(func $stop (unreachable))
(start $stop)
