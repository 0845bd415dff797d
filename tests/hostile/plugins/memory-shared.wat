;; Shares its memory between threads.
;; due: refused plugin-feature-refused

(component
  (core module
    (memory 1 1 shared)))
