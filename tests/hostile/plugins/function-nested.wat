;; Has a function of three hundred thousand blocks in each other.
;; due: refused plugin-export-missing

(component
  (core module
    (func (;write 300000|(block;)(;write 300000|);))))
