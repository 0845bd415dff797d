;; Claims what nobody gives it.
;; due: answers
;; describe: {"capabilities": ["network"]}
