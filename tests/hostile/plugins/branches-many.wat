;; Has a branch to four hundred thousand targets.
;; due: refused plugin-function-too-large

(component
  (core module
    (func (param i32) (br_table(;write 1200000| 0;) (local.get 0)))))
