;; Makes a hundred thousand instances of a module.
;; due: refused plugin-too-many

(component
  (core module $m (memory 1))
  (;write 100000|(core instance (instantiate $m));))
