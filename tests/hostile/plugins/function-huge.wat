;; Has a function of two million instructions.
;; due: refused plugin-function-too-large

(component
  (core module
    (func (;write 2000000|(nop);))))
