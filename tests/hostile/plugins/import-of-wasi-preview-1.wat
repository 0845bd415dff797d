;; Has a core module that asks for WASI's first version, whose functions it gives itself.
;; due: refused plugin-export-missing

(component
  (core module $fake
    (func (export "fd_write") (param i32 i32 i32 i32) (result i32) (i32.const 0)))
  (core module $m
    (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32))))
  (core instance $f (instantiate $fake))
  (core instance (instantiate $m (with "wasi_snapshot_preview1" (instance $f)))))
