;; Imports an interface that the contract does not have.
;; due: refused plugin-foreign-import

(component
  (import "saring:plugin/shell@0.1.0" (instance
    (export "run" (func (param "command" string))))))
