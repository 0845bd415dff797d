;; Has a hundred thousand types of functions.
;; due: refused plugin-too-many

(component
  (core module
    (;write 100000|(type (func));)))
