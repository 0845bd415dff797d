;; Starts threads.
;; due: refused plugin-feature-refused

(component
  (core func $now (canon context.get i32 0))
  (core func $all (canon thread.yield)))
