;; Writes its texts in UTF-16.
;; due: refused plugin-string-encoding
;; strings: utf16
