;; Is a component in a component in a component, ninety-nine deep.
;; due: refused plugin-export-missing

(component
  (;write 98|(component;)(;write 98|);))
