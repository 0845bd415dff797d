;; Has a list of lists of lists, five hundred deep.
;; due: refused plugin-invalid

(component
  (type $t0 u8)
  (;write 500|(type $t{next} (list $t{n}));))
