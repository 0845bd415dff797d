;; Has a hundred thousand sections that nobody reads.
;; due: refused plugin-too-many

(component
  (;write 100000|(@custom "nothing" "x");)
)
