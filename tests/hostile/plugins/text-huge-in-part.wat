;; Calls a part by a name of 4 MiB.
;; due: fault trapped contract says

(func $tamper (param $answers i32) (param $creator i32)
  (drop (memory.grow (i32.const 65)))
  (memory.fill (i32.const 65536) (i32.const 0x78) (i32.const 4194304))
  (i32.store (global.get $id) (i32.const 65536))
  (i32.store (global.get $id_len) (i32.const 4194304)))
