;; Grows its memory without end while it is instantiated.
;; due: refused plugin-failed starts: the rule went past its memory

(func $bomb
  (loop $more
    (if (i32.eq (memory.grow (i32.const 16)) (i32.const -1)) (then (unreachable)))
    (br $more)))
(start $bomb)
