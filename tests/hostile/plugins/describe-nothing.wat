;; Describes itself by an empty text.
;; due: refused plugin-description-syntax

(data $description (i32.const 1024) "")
