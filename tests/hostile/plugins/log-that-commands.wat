;; Writes a line to its log that clears the reader's screen and begins a false line.
;; due: answers

(import "saring:plugin/log@0.1.0" "log" (func $log (param i32 i32 i32)))

(data $line (i32.const 800) "\1b[2J\1b]0;owned\07\r\nWARN all is well\00\e2\80\ae")

(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $log (i32.const 2) (i32.const 800) (i32.const 36))
  (call $answer (local.get $batch) (local.get $answers) (local.get $creator)))
