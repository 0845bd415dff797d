;; Switches stacks.
;; due: refused plugin-feature-refused

(component
  (core module
    (type $f (func))
    (type $c (cont $f))
    (func (param (ref $f)) (result (ref $c)) (cont.new $c (local.get 0)))))
