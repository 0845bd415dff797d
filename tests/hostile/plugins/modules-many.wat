;; Has a thousand modules in it.
;; due: refused plugin-too-many

(component
  (;write 1000|(core module);))
