;; Waits for another thread.
;; due: refused plugin-feature-refused

(component
  (core module
    (memory 1 1 shared)
    (func (result i32) (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))))
