;; Describes itself in words.
;; due: refused plugin-description-syntax

(data $description (i32.const 1024) "a check of followers")
