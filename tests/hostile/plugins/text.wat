;; Is the text of a plugin instead of its bytes.
;; due: refused plugin-not-wasm
;; raw: yes

(component)
