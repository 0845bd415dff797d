;; Uses arithmetic whose result is the machine's choice.
;; due: refused plugin-feature-refused

(component
  (core module
    (func (param v128 v128 v128) (result v128)
      (f64x2.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))))
