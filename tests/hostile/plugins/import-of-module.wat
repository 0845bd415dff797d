;; Imports a core module.
;; due: refused plugin-foreign-import

(component
  (import "code" (core module (export "run" (func)))))
