;; Is a core module, and no component.
;; due: refused plugin-core-module

(module (memory 1) (func (export "_start") (loop $forever (br $forever))))
