;; Calls itself a kind of rule that does not exist.
;; due: refused plugin-description
;; describe: {"kind": "oracle"}
