;; Is built for a contract in which the log has no levels.
;; due: refused plugin-type-mismatch
;; contract: log: func(level: level, message: string); => log: func(message: string);

(import "saring:plugin/log@0.1.0" "log" (func $log (param i32 i32)))
