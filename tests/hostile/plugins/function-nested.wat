;; Has the compiler go through three hundred thousand blocks in each other.
;; due: refused plugin-too-many blocks

(func $nested (;write 300000|(block;)(;write 300000|);))
