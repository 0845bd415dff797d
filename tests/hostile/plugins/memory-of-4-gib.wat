;; Begins with a memory of 4 GiB.
;; due: refused plugin-memory-too-large

(component
  (core module
    (memory 65536)))
