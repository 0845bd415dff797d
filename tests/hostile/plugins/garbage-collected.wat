;; Uses objects that the host would have to collect.
;; due: refused plugin-feature-refused

(component
  (core module
    (type $node (struct (field (ref null 0))))
    (func (result (ref 0)) (struct.new_default 0))))
