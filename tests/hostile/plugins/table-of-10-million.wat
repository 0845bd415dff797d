;; Begins with a table of ten million functions.
;; due: refused plugin-table-too-large

(component
  (core module
    (table 10000000 funcref)))
