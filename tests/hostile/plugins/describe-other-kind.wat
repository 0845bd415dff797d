;; Calls itself a tier rule where it is a check.
;; due: refused plugin-kind-mismatch
;; describe: {"kind": "tier"}
