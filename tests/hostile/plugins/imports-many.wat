;; Imports a hundred thousand functions.
;; due: refused plugin-too-many

(component
  (core module
    (;write 100000|(import "m" "f{n}" (func));)))
