;; Has functions of fifty thousand locals each.
;; due: refused plugin-export-missing

(component
  (core module
    (;write 200|(func (local (;write 45000| i64;)));)))
