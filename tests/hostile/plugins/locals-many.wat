;; Has the compiler keep forty-five thousand locals in each of forty functions.
;; due: answers

(;write 40|(func (local (;write 45000| i64;)));)
