;; Writes to the standard output of WASI.
;; due: refused plugin-wasi-import

(component
  (import "wasi:cli/stdout@0.2.0" (instance
    (export "get-stdout" (func (result u32))))))
