;; Is a component without a single export.
;; due: refused plugin-export-missing

(component)
