;; Has eighty memories.
;; due: refused plugin-too-many

(component
  (core module
    (;write 80|(memory 1);)))
