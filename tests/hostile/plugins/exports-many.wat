;; Exports a function under a hundred thousand names.
;; due: refused plugin-too-many

(component
  (core module
    (func $f)
    (;write 100000|(export "f{n}" (func $f));)))
