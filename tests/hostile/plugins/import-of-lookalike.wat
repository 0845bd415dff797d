;; Imports an interface whose name is nearly ours.
;; due: refused plugin-foreign-import

(component
  (import "saring:plugln/facts@0.1.0" (instance)))
