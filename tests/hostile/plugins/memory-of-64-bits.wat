;; Has a memory of 64-bit addresses.
;; due: refused plugin-feature-refused

(component
  (core module
    (memory i64 1)))
