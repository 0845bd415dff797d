;; Has three hundred thousand functions.
;; due: refused plugin-too-many

(component
  (core module
    (;write 300000|(func);)))
