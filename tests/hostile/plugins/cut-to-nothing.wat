;; Is an empty file.
;; due: refused plugin-not-wasm
;; cut: 0
