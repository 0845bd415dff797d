;; Has a thousand components in it.
;; due: refused plugin-too-many

(component
  (;write 1000|(component);))
