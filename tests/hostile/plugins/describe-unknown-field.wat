;; Reads a field that facts do not have.
;; due: refused plugin-field-unknown
;; describe: {"fields": ["creator.bank_account"]}
