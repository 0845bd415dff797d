;; Has a title that clears the reader's screen.
;; due: refused plugin-description /title
;; describe: {"title": "\u001b[2J\u202eall is well"}
