;; An honest check: as many points as a creator has thousands of followers. Every guest in this folder is this module with
;; some of its forms replaced: a form of the same kind and name takes the place of the one here. What the host makes of
;; it stands in the first lines of each.
;; due: answers
;; describe: {"id": "honest", "version": "1.0.0", "kind": "check", "title": "Followers"}
;; describe: {"fields": ["creator.accounts[].followers"]}
;; describe: {"reasons": {"honest.followers": {"en": "{followers} followers"}}}
;; describe: {"params": {"armed": {"type": "boolean", "default": false, "doc": "Whether to attack.", "source": "Tests."}}}

(import "saring:plugin/facts@0.1.0" "[method]batch.next" (func $next (param i32 i32)))
(import "saring:plugin/facts@0.1.0" "[method]batch.numbers" (func $numbers (param i32 i32 i32 i32 i32)))
(import "saring:plugin/facts@0.1.0" "[resource-drop]batch" (func $drop_batch (param i32)))
(import "saring:plugin/answering@0.1.0" "[method]answers.confidence" (func $confidence (param i32 i32 f64)))
(import "saring:plugin/answering@0.1.0" "[method]answers.part" (func $part (param i32)))
(import "saring:plugin/answering@0.1.0" "[method]answers.reason" (func $reason (param i32 i32 i32 i32)))
(import "saring:plugin/answering@0.1.0" "[resource-drop]answers" (func $drop_answers (param i32)))

(memory $memory 1)
(export "memory" (memory $memory))

;; Where a call's result is written, and where the result of an export is.
(global $out i32 (i32.const 16))
(global $result i32 (i32.const 64))
;; The arguments of `answers.part`, which are too many for the stack.
(global $args i32 (i32.const 512))
(global $creator_at i32 (i32.const 516))
(global $id i32 (i32.const 520))
(global $id_len i32 (i32.const 524))
(global $name i32 (i32.const 528))
(global $name_len i32 (i32.const 532))
(global $known i32 (i32.const 536))
(global $value i32 (i32.const 544))
(global $unit i32 (i32.const 552))
(global $fields i32 (i32.const 556))
(global $fields_len i32 (i32.const 560))
(global $sampled i32 (i32.const 568))
(global $actor i32 (i32.const 584))
(global $curve i32 (i32.const 592))
(global $curve_from i32 (i32.const 600))
(global $curve_to i32 (i32.const 608))
(global $weight i32 (i32.const 616))
;; Texts.
(global $field_list i32 (i32.const 640))
(data $word (i32.const 704) "followers")
(global $word i32 (i32.const 704))
(global $word_len i32 (i32.const 9))
(data $code (i32.const 720) "honest.followers")
(global $code i32 (i32.const 720))
(global $code_len i32 (i32.const 16))
(data $path (i32.const 744) "creator.accounts[].followers")
(global $path i32 (i32.const 744))
(global $path_len i32 (i32.const 28))
;; The lines `describe` above, as one text that ends in a zero.
(global $description i32 (i32.const 1024))
(global $heap (mut i32) (i32.const 32768))
;; Whether the params say so. A plugin that attacks whenever it is asked does not pass its installation.
(global $armed (mut i32) (i32.const 0))

(export "saring:plugin/plugin@0.1.0#describe" (func $describe))
(func $describe (result i32)
  (local $at i32)
  (local.set $at (global.get $description))
  (block $end (loop $more
    (br_if $end (i32.eqz (i32.load8_u (local.get $at))))
    (local.set $at (i32.add (local.get $at) (i32.const 1)))
    (br $more)))
  (call $text (global.get $description) (i32.sub (local.get $at) (global.get $description))))

;; The result of an export that is a text.
(func $text (param $at i32) (param $len i32) (result i32)
  (i32.store offset=0 (global.get $result) (local.get $at))
  (i32.store offset=4 (global.get $result) (local.get $len))
  (global.get $result))

(export "saring:plugin/plugin@0.1.0#validate-settings" (func $validate))
(func $validate (param $params i32) (param $len i32) (result i32)
  (call $read_params (local.get $params) (local.get $len))
  (call $ok))

;; The result of an export that succeeded.
(func $ok (result i32)
  (i32.store8 (global.get $result) (i32.const 0))
  (global.get $result))

;; `{"armed":true}` has a `t`, and `{"armed":false}` has none.
(func $read_params (param $at i32) (param $len i32)
  (local $end i32)
  (local.set $end (i32.add (local.get $at) (local.get $len)))
  (block $done (loop $more
    (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x74)) (then (global.set $armed (i32.const 1))))
    (local.set $at (i32.add (local.get $at) (i32.const 1)))
    (br $more))))

(export "saring:plugin/creator-check@0.1.0#evaluate" (func $evaluate))
(func $evaluate (param $params i32) (param $len i32) (param $batch i32) (param $answers i32) (result i32)
  (call $read_params (local.get $params) (local.get $len))
  (if (global.get $armed) (then (call $ambush (local.get $batch) (local.get $answers))))
  (block $done (loop $each
    (call $next (local.get $batch) (global.get $out))
    (br_if $done (i32.eqz (i32.load8_u (global.get $out))))
    (if (global.get $armed)
      (then (call $attack (local.get $batch) (local.get $answers) (i32.load offset=4 (global.get $out))))
      (else (call $answer (local.get $batch) (local.get $answers) (i32.load offset=4 (global.get $out)))))
    (br $each)))
  (if (global.get $armed) (then (call $retreat (local.get $batch) (local.get $answers))))
  (call $drop_batch (local.get $batch))
  (call $drop_answers (local.get $answers))
  (call $ok))

;; What an armed guest does before it takes the first creator, for each creator, to each part, and after the last.
(func $ambush (param $batch i32) (param $answers i32))
(func $attack (param $batch i32) (param $answers i32) (param $creator i32)
  (call $answer (local.get $batch) (local.get $answers) (local.get $creator)))
(func $tamper (param $answers i32) (param $creator i32))
(func $retreat (param $batch i32) (param $answers i32))

(func $answer (param $batch i32) (param $answers i32) (param $creator i32)
  (call $confidence (local.get $answers) (local.get $creator) (f64.const 0.9))
  (call $measure (local.get $batch) (local.get $creator))
  (i32.store (global.get $args) (local.get $answers))
  (if (global.get $armed) (then (call $tamper (local.get $answers) (local.get $creator))))
  (call $part (global.get $args))
  (call $reason (local.get $answers) (local.get $creator) (global.get $code) (global.get $code_len)))

;; Writes the arguments of `answers.part`, all but the handle.
(func $measure (param $batch i32) (param $creator i32)
  (call $numbers
    (local.get $batch) (local.get $creator) (global.get $path) (global.get $path_len) (global.get $out))
  (i32.store (global.get $creator_at) (local.get $creator))
  (i32.store (global.get $id) (global.get $word))
  (i32.store (global.get $id_len) (global.get $word_len))
  (i32.store (global.get $name) (global.get $word))
  (i32.store (global.get $name_len) (global.get $word_len))
  (i32.store8 (global.get $known) (i32.const 0))
  ;; The first of the numbers, where there is one: a tag, and eight bytes further on its value.
  (if (i32.load offset=4 (global.get $out)) (then
    (i32.store8 (global.get $known) (i32.load8_u (i32.load (global.get $out))))
    (f64.store (global.get $value) (f64.load offset=8 (i32.load (global.get $out))))))
  (i32.store8 (global.get $unit) (i32.const 1)) ;; count
  (i32.store (global.get $field_list) (global.get $path))
  (i32.store offset=4 (global.get $field_list) (global.get $path_len))
  (i32.store (global.get $fields) (global.get $field_list))
  (i32.store (global.get $fields_len) (i32.const 1))
  (i32.store8 (global.get $sampled) (i32.const 0))
  (i32.store8 (global.get $actor) (i32.const 0)) ;; creator
  (i32.store8 (global.get $curve) (i32.const 0)) ;; ramp
  (f64.store (global.get $curve_from) (f64.const 0))
  (f64.store (global.get $curve_to) (f64.const 100000))
  (f64.store (global.get $weight) (f64.const 1)))

(export "cabi_realloc" (func $realloc))
(func $realloc (param $old i32) (param $old_len i32) (param $align i32) (param $len i32) (result i32)
  (call $allocate (local.get $align) (local.get $len)))

(func $allocate (param $align i32) (param $len i32) (result i32)
  (local $at i32)
  (local.set $at (i32.and
    (i32.add (global.get $heap) (i32.sub (local.get $align) (i32.const 1)))
    (i32.sub (i32.const 0) (local.get $align))))
  (global.set $heap (i32.add (local.get $at) (local.get $len)))
  (if (i32.gt_u (global.get $heap) (i32.shl (memory.size) (i32.const 16))) (then
    (if (i32.eq (i32.const -1) (memory.grow (i32.add (i32.const 1) (i32.shr_u (local.get $len) (i32.const 16)))))
      (then (unreachable)))))
  (local.get $at))
