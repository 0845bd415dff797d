;; Imports a function that our contract does not have.
;; due: refused plugin-type-mismatch
;; contract:   panic: func( => shell: func(command: string); panic: func(

(import "saring:plugin/log@0.1.0" "shell" (func $shell (param i32 i32)))
