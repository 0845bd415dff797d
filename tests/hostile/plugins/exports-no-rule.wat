;; Describes itself and is no rule.
;; due: refused plugin-no-rule

(component
  (core module $m
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
    (func (export "describe") (result i32) (i32.const 16))
    (func (export "validate") (param i32 i32) (result i32) (i32.const 16)))
  (core instance $i (instantiate $m))
  (func $describe (result string) (canon lift (core func $i "describe") (memory (core memory $i "memory"))))
  (func $validate (param "params" string) (result (result (error string)))
    (canon lift (core func $i "validate") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (instance $plugin
    (export "describe" (func $describe))
    (export "validate-settings" (func $validate)))
  (export "saring:plugin/plugin@0.1.0" (instance $plugin)))
