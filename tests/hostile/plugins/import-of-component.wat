;; Imports a component.
;; due: refused plugin-foreign-import

(component
  (import "code" (component (export "run" (func)))))
