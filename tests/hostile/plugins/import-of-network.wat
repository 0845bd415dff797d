;; Asks for a stranger's network.
;; due: refused plugin-foreign-import

(component
  (import "acme:net/http@1.0.0" (instance
    (export "get" (func (param "url" string) (result string))))))
