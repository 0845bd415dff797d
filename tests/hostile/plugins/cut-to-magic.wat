;; Is the first four bytes of a plugin.
;; due: refused plugin-invalid
;; cut: 4
