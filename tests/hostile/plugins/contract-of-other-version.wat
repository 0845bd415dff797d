;; Is built for a version of the contract that does not exist.
;; due: refused plugin-contract-version
;; contract: @0.1.0 => @9.9.9
