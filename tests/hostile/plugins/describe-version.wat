;; Has a version that is none.
;; due: refused plugin-description /version
;; describe: {"version": "latest"}
