;; Describes itself by bytes that are no text.
;; due: refused plugin-failed describes itself

(data $description (i32.const 1024) "{\ff\fe}")
