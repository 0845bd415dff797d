;; Is the first eight bytes of a plugin.
;; due: refused plugin-export-missing
;; cut: 8
