;; Has a reason whose text cannot be read.
;; due: refused plugin-description /reasons
;; describe: {"reasons": {"honest.followers": {"en": "{followers"}}}
