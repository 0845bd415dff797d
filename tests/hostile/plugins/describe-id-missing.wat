;; Goes by no id.
;; due: refused plugin-description /id
;; describe: {"id": null}
