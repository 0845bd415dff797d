;; Goes by an id that leads out of its folder.
;; due: refused plugin-description /id
;; describe: {"id": "../../etc/passwd"}
