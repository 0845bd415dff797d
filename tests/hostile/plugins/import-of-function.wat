;; Imports a function that belongs to no interface.
;; due: refused plugin-foreign-import

(component
  (import "system" (func (param "command" string))))
