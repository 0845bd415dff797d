;; Imports the facts of a version that does not exist.
;; due: refused plugin-contract-version

(component
  (import "saring:plugin/facts@9.9.9" (instance)))
