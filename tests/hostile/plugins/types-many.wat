;; Has a hundred thousand types.
;; due: refused plugin-too-many

(component
  (;write 100000|(type u8);))
