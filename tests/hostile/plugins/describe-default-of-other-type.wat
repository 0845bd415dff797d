;; Has a param whose default is of another type.
;; due: refused plugin-description /params/floor
;; describe: {"params": {"floor": {"type": "number", "default": "five", "doc": "A floor.", "source": "Tests."}}}
