;; Exchanges texts in the encoding that changes as it goes.
;; due: refused plugin-string-encoding

(component
  (core module $m
    (memory (export "memory") 1)
    (func (export "describe") (result i32) (i32.const 16)))
  (core instance $i (instantiate $m))
  (func (export "describe") (result string)
    (canon lift (core func $i "describe") (memory (core memory $i "memory")) string-encoding=latin1+utf16)))
