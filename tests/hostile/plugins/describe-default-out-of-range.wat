;; Has a param whose default is out of its own range.
;; due: refused plugin-description /params/floor
;; describe: {"params": {"floor": {"type": "number", "default": 5, "min": 10, "max": 1, "doc": "A floor.", "source": "Tests."}}}
