;; Exports a name that clears the reader's screen.
;; due: refused plugin-invalid

(component
  (import "a\1b[2J" (func)))
