;; Says of itself what nobody asked.
;; due: refused plugin-description /capabilities
;; describe: {"capabilities": ["network"]}
