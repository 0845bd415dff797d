;; Has types that are twice as large as the ones before, thirty-two times over.
;; due: refused plugin-invalid

(component
  (type $t0 u64)
  (;write 32|(type $t{next} (tuple $t{n} $t{n}));))
