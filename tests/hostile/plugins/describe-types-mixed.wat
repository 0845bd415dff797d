;; Describes itself by numbers where texts are due.
;; due: refused plugin-description /id
;; describe: {"id": 7, "fields": {}}
