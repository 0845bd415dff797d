;; Is 40 MiB of nothing in a section that nobody reads.
;; due: refused plugin-file-too-large

(component
  (@custom "nothing" "(;write 4000000|nothing...;)")
)
