;; Has eighty tables.
;; due: refused plugin-too-many

(component
  (core module
    (;write 80|(table 1 funcref);)))
