;; Is built for a contract in which amounts have another type.
;; due: refused plugin-type-mismatch
;; contract: fields: list<string>, => fields: string,
