;; Is a plugin that was cut off while it was copied.
;; due: refused plugin-invalid
;; cut: 4000
