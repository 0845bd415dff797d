;; Goes by an id that clears the reader's screen.
;; due: refused plugin-description /id
;; describe: {"id": "a\u001b[2J"}
