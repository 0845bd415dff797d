;; A plugin that was built for saring:plugin@0.1.0, printed: a trigger: it holds where mentions were counted.
;; It is never built anew: every later host has to take it, and to hear from it what it says here.
(component
  (type $ty-saring:plugin/facts@0.1.0 (;0;)
    (instance
      (export (;0;) "batch" (type (sub resource)))
      (type (;1;) (borrow 0))
      (type (;2;) (option u32))
      (type (;3;) (func (param "self" 1) (result 2)))
      (export (;0;) "[method]batch.next" (func (type 3)))
      (type (;4;) (option f64))
      (type (;5;) (list 4))
      (type (;6;) (func (param "self" 1) (param "creator" u32) (param "path" string) (result 5)))
      (export (;1;) "[method]batch.numbers" (func (type 6)))
    )
  )
  (import "saring:plugin/facts@0.1.0" (instance $saring:plugin/facts@0.1.0 (;0;) (type $ty-saring:plugin/facts@0.1.0)))
  (type $ty-saring:plugin/answering@0.1.0 (;1;)
    (instance
      (export (;0;) "answers" (type (sub resource)))
      (type (;1;) (enum "number" "count" "fraction" "points" "days" "hours" "ratio" "money"))
      (export (;2;) "unit" (type (eq 1)))
      (type (;3;) (enum "creator" "agency" "data" "nobody"))
      (export (;4;) "actor" (type (eq 3)))
      (type (;5;) (option f64))
      (type (;6;) (list string))
      (type (;7;) (option u64))
      (type (;8;) (record (field "name" string) (field "value" 5) (field "unit" 2) (field "fields" 6) (field "sample" 7) (field "actor" 4)))
      (export (;9;) "quantity" (type (eq 8)))
      (type (;10;) (tuple f64 f64))
      (type (;11;) (list 10))
      (type (;12;) (variant (case "ramp" 10) (case "table" 11) (case "step" 11) (case "opaque" f64)))
      (export (;13;) "curve" (type (eq 12)))
      (type (;14;) (borrow 0))
      (type (;15;) (func (param "self" 14) (param "creator" u32) (param "value" f64)))
      (export (;0;) "[method]answers.confidence" (func (type 15)))
      (type (;16;) (func (param "self" 14) (param "creator" u32) (param "id" string) (param "quantity" 9) (param "curve" 13) (param "weight" f64)))
      (export (;1;) "[method]answers.part" (func (type 16)))
      (type (;17;) (func (param "self" 14) (param "creator" u32) (param "code" string)))
      (export (;2;) "[method]answers.reason" (func (type 17)))
      (type (;18;) (func (param "self" 14) (param "target" u32) (param "move" string) (param "urgency" string)))
      (export (;3;) "[method]answers.holds" (func (type 18)))
      (type (;19;) (func (param "self" 14) (param "target" u32)))
      (export (;4;) "[method]answers.quiet" (func (type 19)))
    )
  )
  (import "saring:plugin/answering@0.1.0" (instance $saring:plugin/answering@0.1.0 (;1;) (type $ty-saring:plugin/answering@0.1.0)))
  (type $ty-saring:plugin/running@0.1.0 (;2;)
    (instance
      (type (;0;) (option u32))
      (type (;1;) (option f64))
      (type (;2;) (list 1))
      (type (;3;) (func (param "of" 0) (param "kind" string) (param "path" string) (param "since" f64) (param "until" f64) (result 2)))
      (export (;0;) "numbers" (func (type 3)))
    )
  )
  (import "saring:plugin/running@0.1.0" (instance $saring:plugin/running@0.1.0 (;2;) (type $ty-saring:plugin/running@0.1.0)))
  (core module $main (;0;)
    (type (;0;) (func (param i32 i32)))
    (type (;1;) (func (param i32 i32 i32 i32 i32)))
    (type (;2;) (func (param i32)))
    (type (;3;) (func (param i32 i32 f64)))
    (type (;4;) (func (param i32 i32 i32 i32)))
    (type (;5;) (func (param i32 i32 i32 i32 i32 i32)))
    (type (;6;) (func (param i32 i32 i32 i32 i32 i32 f64 f64 i32)))
    (type (;7;) (func (result i32)))
    (type (;8;) (func (param i32 i32) (result i32)))
    (type (;9;) (func (param i32 i32 i32 i32) (result i32)))
    (type (;10;) (func (param i32 i32 i32)))
    (import "saring:plugin/facts@0.1.0" "[method]batch.next" (func $next (;0;) (type 0)))
    (import "saring:plugin/facts@0.1.0" "[method]batch.numbers" (func $numbers (;1;) (type 1)))
    (import "saring:plugin/facts@0.1.0" "[resource-drop]batch" (func $drop_batch (;2;) (type 2)))
    (import "saring:plugin/answering@0.1.0" "[method]answers.confidence" (func $confidence (;3;) (type 3)))
    (import "saring:plugin/answering@0.1.0" "[method]answers.part" (func $part (;4;) (type 2)))
    (import "saring:plugin/answering@0.1.0" "[method]answers.reason" (func $reason (;5;) (type 4)))
    (import "saring:plugin/answering@0.1.0" "[resource-drop]answers" (func $drop_answers (;6;) (type 2)))
    (import "saring:plugin/answering@0.1.0" "[method]answers.quiet" (func $quiet (;7;) (type 0)))
    (import "saring:plugin/answering@0.1.0" "[method]answers.holds" (func $holds (;8;) (type 5)))
    (import "saring:plugin/running@0.1.0" "numbers" (func $happened (;9;) (type 6)))
    (memory $memory (;0;) 1)
    (global $out (;0;) i32 i32.const 16)
    (global $result (;1;) i32 i32.const 64)
    (global $args (;2;) i32 i32.const 512)
    (global $creator_at (;3;) i32 i32.const 516)
    (global $id (;4;) i32 i32.const 520)
    (global $id_len (;5;) i32 i32.const 524)
    (global $name (;6;) i32 i32.const 528)
    (global $name_len (;7;) i32 i32.const 532)
    (global $known (;8;) i32 i32.const 536)
    (global $value (;9;) i32 i32.const 544)
    (global $unit (;10;) i32 i32.const 552)
    (global $fields (;11;) i32 i32.const 556)
    (global $fields_len (;12;) i32 i32.const 560)
    (global $sampled (;13;) i32 i32.const 568)
    (global $actor (;14;) i32 i32.const 584)
    (global $curve (;15;) i32 i32.const 592)
    (global $curve_from (;16;) i32 i32.const 600)
    (global $curve_to (;17;) i32 i32.const 608)
    (global $weight (;18;) i32 i32.const 616)
    (global $field_list (;19;) i32 i32.const 640)
    (global $word (;20;) i32 i32.const 704)
    (global $word_len (;21;) i32 i32.const 9)
    (global $path (;22;) i32 i32.const 744)
    (global $path_len (;23;) i32 i32.const 28)
    (global $description (;24;) i32 i32.const 1024)
    (global $heap (;25;) (mut i32) i32.const 32768)
    (global $armed (;26;) (mut i32) i32.const 0)
    (global $code (;27;) i32 i32.const 848)
    (global $code_len (;28;) i32 i32.const 16)
    (export "memory" (memory $memory))
    (export "saring:plugin/plugin@0.1.0#describe" (func $describe))
    (export "saring:plugin/plugin@0.1.0#validate-settings" (func $validate))
    (export "saring:plugin/campaign-trigger@0.1.0#watch" (func $evaluate))
    (export "cabi_realloc" (func $realloc))
    (func $describe (;10;) (type 7) (result i32)
      (local $at i32)
      global.get $description
      local.set $at
      block $end
        loop $more
          local.get $at
          i32.load8_u
          i32.eqz
          br_if $end
          local.get $at
          i32.const 1
          i32.add
          local.set $at
          br $more
        end
      end
      global.get $description
      local.get $at
      global.get $description
      i32.sub
      call $text
    )
    (func $text (;11;) (type 8) (param $at i32) (param $len i32) (result i32)
      global.get $result
      local.get $at
      i32.store
      global.get $result
      local.get $len
      i32.store offset=4
      global.get $result
    )
    (func $validate (;12;) (type 8) (param $params i32) (param $len i32) (result i32)
      local.get $params
      local.get $len
      call $read_params
      call $ok
    )
    (func $ok (;13;) (type 7) (result i32)
      global.get $result
      i32.const 0
      i32.store8
      global.get $result
    )
    (func $read_params (;14;) (type 0) (param $at i32) (param $len i32)
      (local $end i32)
      local.get $at
      local.get $len
      i32.add
      local.set $end
      block $done
        loop $more
          local.get $at
          local.get $end
          i32.ge_u
          br_if $done
          local.get $at
          i32.load8_u
          i32.const 116
          i32.eq
          if ;; label = @3
            i32.const 1
            global.set $armed
          end
          local.get $at
          i32.const 1
          i32.add
          local.set $at
          br $more
        end
      end
    )
    (func $evaluate (;15;) (type 9) (param $params i32) (param $len i32) (param $batch i32) (param $answers i32) (result i32)
      local.get $params
      local.get $len
      call $read_params
      global.get $armed
      if ;; label = @1
        local.get $batch
        local.get $answers
        call $ambush
      end
      block $done
        loop $each
          local.get $batch
          global.get $out
          call $next
          global.get $out
          i32.load8_u
          i32.eqz
          br_if $done
          global.get $armed
          if ;; label = @3
            local.get $batch
            local.get $answers
            global.get $out
            i32.load offset=4
            call $attack
          else
            local.get $batch
            local.get $answers
            global.get $out
            i32.load offset=4
            call $answer
          end
          br $each
        end
      end
      global.get $armed
      if ;; label = @1
        local.get $batch
        local.get $answers
        call $retreat
      end
      local.get $batch
      call $drop_batch
      local.get $answers
      call $drop_answers
      call $ok
    )
    (func $ambush (;16;) (type 0) (param $batch i32) (param $answers i32))
    (func $attack (;17;) (type 10) (param $batch i32) (param $answers i32) (param $creator i32)
      local.get $batch
      local.get $answers
      local.get $creator
      call $answer
    )
    (func $tamper (;18;) (type 0) (param $answers i32) (param $creator i32))
    (func $retreat (;19;) (type 0) (param $batch i32) (param $answers i32))
    (func $measure (;20;) (type 0) (param $batch i32) (param $creator i32)
      local.get $batch
      local.get $creator
      global.get $path
      global.get $path_len
      global.get $out
      call $numbers
      global.get $creator_at
      local.get $creator
      i32.store
      global.get $id
      global.get $word
      i32.store
      global.get $id_len
      global.get $word_len
      i32.store
      global.get $name
      global.get $word
      i32.store
      global.get $name_len
      global.get $word_len
      i32.store
      global.get $known
      i32.const 0
      i32.store8
      global.get $out
      i32.load offset=4
      if ;; label = @1
        global.get $known
        global.get $out
        i32.load
        i32.load8_u
        i32.store8
        global.get $value
        global.get $out
        i32.load
        f64.load offset=8
        f64.store
      end
      global.get $unit
      i32.const 1
      i32.store8
      global.get $field_list
      global.get $path
      i32.store
      global.get $field_list
      global.get $path_len
      i32.store offset=4
      global.get $fields
      global.get $field_list
      i32.store
      global.get $fields_len
      i32.const 1
      i32.store
      global.get $sampled
      i32.const 0
      i32.store8
      global.get $actor
      i32.const 0
      i32.store8
      global.get $curve
      i32.const 0
      i32.store8
      global.get $curve_from
      f64.const 0x0p+0 (;=0;)
      f64.store
      global.get $curve_to
      f64.const 0x1.86ap+16 (;=100000;)
      f64.store
      global.get $weight
      f64.const 0x1p+0 (;=1;)
      f64.store
    )
    (func $realloc (;21;) (type 9) (param $old i32) (param $old_len i32) (param $align i32) (param $len i32) (result i32)
      local.get $align
      local.get $len
      call $allocate
    )
    (func $allocate (;22;) (type 8) (param $align i32) (param $len i32) (result i32)
      (local $at i32)
      global.get $heap
      local.get $align
      i32.const 1
      i32.sub
      i32.add
      i32.const 0
      local.get $align
      i32.sub
      i32.and
      local.set $at
      local.get $at
      local.get $len
      i32.add
      global.set $heap
      global.get $heap
      memory.size
      i32.const 16
      i32.shl
      i32.gt_u
      if ;; label = @1
        i32.const -1
        i32.const 1
        local.get $len
        i32.const 16
        i32.shr_u
        i32.add
        memory.grow
        i32.eq
        if ;; label = @2
          unreachable
        end
      end
      local.get $at
    )
    (func $answer (;23;) (type 10) (param $batch i32) (param $answers i32) (param $target i32)
      i32.const 0
      i32.const 0
      i32.const 800
      i32.const 14
      i32.const 814
      i32.const 10
      f64.const inf (;=inf;)
      f64.const 0x0p+0 (;=0;)
      global.get $out
      call $happened
      global.get $out
      i32.load offset=4
      if ;; label = @1
        local.get $answers
        local.get $target
        i32.const 832
        i32.const 6
        i32.const 838
        i32.const 3
        call $holds
      else
        local.get $answers
        local.get $target
        call $quiet
      end
      local.get $answers
      local.get $target
      global.get $code
      global.get $code_len
      call $reason
    )
    (data $word (;0;) (i32.const 704) "followers")
    (data $path (;1;) (i32.const 744) "creator.accounts[].followers")
    (data $kind (;2;) (i32.const 800) "mention_countswhat.total")
    (data $move (;3;) (i32.const 832) "expandlow")
    (data $code (;4;) (i32.const 848) "honest.spoken-of")
    (data $description (;5;) (i32.const 1024) "{\22fields\22:[\22creator.accounts[].followers\22],\22id\22:\22honest-trigger\22,\22kind\22:\22trigger\22,\22params\22:{\22armed\22:{\22default\22:false,\22doc\22:\22Whether to attack.\22,\22source\22:\22Tests.\22,\22type\22:\22boolean\22}},\22reasons\22:{\22honest.spoken-of\22:{\22en\22:\22People speak of it\22}},\22title\22:\22Followers\22,\22version\22:\221.0.0\22}")
    (@producers
      (processed-by "wit-component" "0.254.2")
    )
  )
  (core module $wit-component-shim-module (;1;)
    (type (;0;) (func (param i32 i32)))
    (type (;1;) (func (param i32 i32 i32 i32 i32)))
    (type (;2;) (func (param i32)))
    (type (;3;) (func (param i32 i32 i32 i32)))
    (type (;4;) (func (param i32 i32 i32 i32 i32 i32)))
    (type (;5;) (func (param i32 i32 i32 i32 i32 i32 f64 f64 i32)))
    (table (;0;) 6 6 funcref)
    (export "0" (func 0))
    (export "1" (func 1))
    (export "2" (func 2))
    (export "3" (func 3))
    (export "4" (func 4))
    (export "5" (func 5))
    (export "$imports" (table 0))
    (func (;0;) (type 0) (param i32 i32)
      local.get 0
      local.get 1
      i32.const 0
      call_indirect (type 0)
    )
    (func (;1;) (type 1) (param i32 i32 i32 i32 i32)
      local.get 0
      local.get 1
      local.get 2
      local.get 3
      local.get 4
      i32.const 1
      call_indirect (type 1)
    )
    (func (;2;) (type 2) (param i32)
      local.get 0
      i32.const 2
      call_indirect (type 2)
    )
    (func (;3;) (type 3) (param i32 i32 i32 i32)
      local.get 0
      local.get 1
      local.get 2
      local.get 3
      i32.const 3
      call_indirect (type 3)
    )
    (func (;4;) (type 4) (param i32 i32 i32 i32 i32 i32)
      local.get 0
      local.get 1
      local.get 2
      local.get 3
      local.get 4
      local.get 5
      i32.const 4
      call_indirect (type 4)
    )
    (func (;5;) (type 5) (param i32 i32 i32 i32 i32 i32 f64 f64 i32)
      local.get 0
      local.get 1
      local.get 2
      local.get 3
      local.get 4
      local.get 5
      local.get 6
      local.get 7
      local.get 8
      i32.const 5
      call_indirect (type 5)
    )
    (@producers
      (processed-by "wit-component" "0.254.2")
    )
  )
  (core module $wit-component-fixup (;2;)
    (type (;0;) (func (param i32 i32)))
    (type (;1;) (func (param i32 i32 i32 i32 i32)))
    (type (;2;) (func (param i32)))
    (type (;3;) (func (param i32 i32 i32 i32)))
    (type (;4;) (func (param i32 i32 i32 i32 i32 i32)))
    (type (;5;) (func (param i32 i32 i32 i32 i32 i32 f64 f64 i32)))
    (import "" "0" (func (;0;) (type 0)))
    (import "" "1" (func (;1;) (type 1)))
    (import "" "2" (func (;2;) (type 2)))
    (import "" "3" (func (;3;) (type 3)))
    (import "" "4" (func (;4;) (type 4)))
    (import "" "5" (func (;5;) (type 5)))
    (import "" "$imports" (table (;0;) 6 6 funcref))
    (elem (;0;) (i32.const 0) func 0 1 2 3 4 5)
    (@producers
      (processed-by "wit-component" "0.254.2")
    )
  )
  (core instance $wit-component-shim-instance (;0;) (instantiate $wit-component-shim-module))
  (alias export $saring:plugin/facts@0.1.0 "batch" (type $batch (;3;)))
  (alias export $saring:plugin/answering@0.1.0 "answers" (type $answers (;4;)))
  (alias core export $wit-component-shim-instance "0" (core func $"indirect-saring:plugin/facts@0.1.0-[method]batch.next" (;0;)))
  (alias core export $wit-component-shim-instance "1" (core func $"indirect-saring:plugin/facts@0.1.0-[method]batch.numbers" (;1;)))
  (alias export $saring:plugin/facts@0.1.0 "batch" (type $"#type5 batch" (@name "batch") (;5;)))
  (core func $resource.drop (;2;) (canon resource.drop $"#type5 batch"))
  (core instance $saring:plugin/facts@0.1.0 (;1;)
    (export "[method]batch.next" (func $"indirect-saring:plugin/facts@0.1.0-[method]batch.next"))
    (export "[method]batch.numbers" (func $"indirect-saring:plugin/facts@0.1.0-[method]batch.numbers"))
    (export "[resource-drop]batch" (func $resource.drop))
  )
  (alias export $saring:plugin/answering@0.1.0 "[method]answers.confidence" (func $"[method]answers.confidence" (;0;)))
  (core func $"[method]answers.confidence" (;3;) (canon lower (func $"[method]answers.confidence")))
  (alias core export $wit-component-shim-instance "2" (core func $"indirect-saring:plugin/answering@0.1.0-[method]answers.part" (;4;)))
  (alias core export $wit-component-shim-instance "3" (core func $"indirect-saring:plugin/answering@0.1.0-[method]answers.reason" (;5;)))
  (alias export $saring:plugin/answering@0.1.0 "answers" (type $"#type6 answers" (@name "answers") (;6;)))
  (core func $"#core-func6 resource.drop" (@name "resource.drop") (;6;) (canon resource.drop $"#type6 answers"))
  (alias export $saring:plugin/answering@0.1.0 "[method]answers.quiet" (func $"[method]answers.quiet" (;1;)))
  (core func $"[method]answers.quiet" (;7;) (canon lower (func $"[method]answers.quiet")))
  (alias core export $wit-component-shim-instance "4" (core func $"indirect-saring:plugin/answering@0.1.0-[method]answers.holds" (;8;)))
  (core instance $saring:plugin/answering@0.1.0 (;2;)
    (export "[method]answers.confidence" (func $"[method]answers.confidence"))
    (export "[method]answers.part" (func $"indirect-saring:plugin/answering@0.1.0-[method]answers.part"))
    (export "[method]answers.reason" (func $"indirect-saring:plugin/answering@0.1.0-[method]answers.reason"))
    (export "[resource-drop]answers" (func $"#core-func6 resource.drop"))
    (export "[method]answers.quiet" (func $"[method]answers.quiet"))
    (export "[method]answers.holds" (func $"indirect-saring:plugin/answering@0.1.0-[method]answers.holds"))
  )
  (alias core export $wit-component-shim-instance "5" (core func $indirect-saring:plugin/running@0.1.0-numbers (;9;)))
  (core instance $saring:plugin/running@0.1.0 (;3;)
    (export "numbers" (func $indirect-saring:plugin/running@0.1.0-numbers))
  )
  (core instance $main (;4;) (instantiate $main
      (with "saring:plugin/facts@0.1.0" (instance $saring:plugin/facts@0.1.0))
      (with "saring:plugin/answering@0.1.0" (instance $saring:plugin/answering@0.1.0))
      (with "saring:plugin/running@0.1.0" (instance $saring:plugin/running@0.1.0))
    )
  )
  (alias core export $main "memory" (core memory $memory (;0;)))
  (alias core export $wit-component-shim-instance "$imports" (core table $"shim table" (;0;)))
  (alias export $saring:plugin/facts@0.1.0 "[method]batch.next" (func $"[method]batch.next" (;2;)))
  (alias core export $main "cabi_realloc" (core func $realloc (;10;)))
  (core func $"#core-func11 indirect-saring:plugin/facts@0.1.0-[method]batch.next" (@name "indirect-saring:plugin/facts@0.1.0-[method]batch.next") (;11;) (canon lower (func $"[method]batch.next") (memory $memory)))
  (alias export $saring:plugin/facts@0.1.0 "[method]batch.numbers" (func $"[method]batch.numbers" (;3;)))
  (core func $"#core-func12 indirect-saring:plugin/facts@0.1.0-[method]batch.numbers" (@name "indirect-saring:plugin/facts@0.1.0-[method]batch.numbers") (;12;) (canon lower (func $"[method]batch.numbers") (memory $memory) (realloc $realloc) string-encoding=utf8))
  (alias export $saring:plugin/answering@0.1.0 "[method]answers.part" (func $"[method]answers.part" (;4;)))
  (core func $"#core-func13 indirect-saring:plugin/answering@0.1.0-[method]answers.part" (@name "indirect-saring:plugin/answering@0.1.0-[method]answers.part") (;13;) (canon lower (func $"[method]answers.part") (memory $memory) string-encoding=utf8))
  (alias export $saring:plugin/answering@0.1.0 "[method]answers.reason" (func $"[method]answers.reason" (;5;)))
  (core func $"#core-func14 indirect-saring:plugin/answering@0.1.0-[method]answers.reason" (@name "indirect-saring:plugin/answering@0.1.0-[method]answers.reason") (;14;) (canon lower (func $"[method]answers.reason") (memory $memory) string-encoding=utf8))
  (alias export $saring:plugin/answering@0.1.0 "[method]answers.holds" (func $"[method]answers.holds" (;6;)))
  (core func $"#core-func15 indirect-saring:plugin/answering@0.1.0-[method]answers.holds" (@name "indirect-saring:plugin/answering@0.1.0-[method]answers.holds") (;15;) (canon lower (func $"[method]answers.holds") (memory $memory) string-encoding=utf8))
  (alias export $saring:plugin/running@0.1.0 "numbers" (func $numbers (;7;)))
  (core func $"#core-func16 indirect-saring:plugin/running@0.1.0-numbers" (@name "indirect-saring:plugin/running@0.1.0-numbers") (;16;) (canon lower (func $numbers) (memory $memory) (realloc $realloc) string-encoding=utf8))
  (core instance $fixup-args (;5;)
    (export "$imports" (table $"shim table"))
    (export "0" (func $"#core-func11 indirect-saring:plugin/facts@0.1.0-[method]batch.next"))
    (export "1" (func $"#core-func12 indirect-saring:plugin/facts@0.1.0-[method]batch.numbers"))
    (export "2" (func $"#core-func13 indirect-saring:plugin/answering@0.1.0-[method]answers.part"))
    (export "3" (func $"#core-func14 indirect-saring:plugin/answering@0.1.0-[method]answers.reason"))
    (export "4" (func $"#core-func15 indirect-saring:plugin/answering@0.1.0-[method]answers.holds"))
    (export "5" (func $"#core-func16 indirect-saring:plugin/running@0.1.0-numbers"))
  )
  (core instance $fixup (;6;) (instantiate $wit-component-fixup
      (with "" (instance $fixup-args))
    )
  )
  (type (;7;) (func (result string)))
  (alias core export $main "saring:plugin/plugin@0.1.0#describe" (core func $saring:plugin/plugin@0.1.0#describe (;17;)))
  (func $describe (;8;) (type 7) (canon lift (core func $saring:plugin/plugin@0.1.0#describe) (memory $memory) string-encoding=utf8))
  (type (;8;) (result (error string)))
  (type (;9;) (func (param "params" string) (result 8)))
  (alias core export $main "saring:plugin/plugin@0.1.0#validate-settings" (core func $saring:plugin/plugin@0.1.0#validate-settings (;18;)))
  (func $validate-settings (;9;) (type 9) (canon lift (core func $saring:plugin/plugin@0.1.0#validate-settings) (memory $memory) (realloc $realloc) string-encoding=utf8))
  (component $saring:plugin/plugin@0.1.0-shim-component (;0;)
    (type (;0;) (func (result string)))
    (import "import-func-describe" (func (;0;) (type 0)))
    (type (;1;) (result (error string)))
    (type (;2;) (func (param "params" string) (result 1)))
    (import "import-func-validate-settings" (func (;1;) (type 2)))
    (type (;3;) (func (result string)))
    (export (;2;) "describe" (func 0) (func (type 3)))
    (type (;4;) (result (error string)))
    (type (;5;) (func (param "params" string) (result 4)))
    (export (;3;) "validate-settings" (func 1) (func (type 5)))
  )
  (instance $saring:plugin/plugin@0.1.0-shim-instance (;3;) (instantiate $saring:plugin/plugin@0.1.0-shim-component
      (with "import-func-describe" (func $describe))
      (with "import-func-validate-settings" (func $validate-settings))
    )
  )
  (export $saring:plugin/plugin@0.1.0 (;4;) "saring:plugin/plugin@0.1.0" (instance $saring:plugin/plugin@0.1.0-shim-instance))
  (type (;10;) (borrow $batch))
  (type (;11;) (borrow $answers))
  (type (;12;) (func (param "params" string) (param "batch" 10) (param "answers" 11) (result 8)))
  (alias core export $main "saring:plugin/campaign-trigger@0.1.0#watch" (core func $saring:plugin/campaign-trigger@0.1.0#watch (;19;)))
  (func $watch (;10;) (type 12) (canon lift (core func $saring:plugin/campaign-trigger@0.1.0#watch) (memory $memory) (realloc $realloc) string-encoding=utf8))
  (component $saring:plugin/campaign-trigger@0.1.0-shim-component (;1;)
    (import "import-type-batch" (type (;0;) (sub resource)))
    (import "import-type-answers" (type (;1;) (sub resource)))
    (import "import-type-batch0" (type (;2;) (eq 0)))
    (type (;3;) (borrow 2))
    (import "import-type-answers0" (type (;4;) (eq 1)))
    (type (;5;) (borrow 4))
    (type (;6;) (result (error string)))
    (type (;7;) (func (param "params" string) (param "batch" 3) (param "answers" 5) (result 6)))
    (import "import-func-watch" (func (;0;) (type 7)))
    (export (;8;) "batch" (type 0))
    (export (;9;) "answers" (type 1))
    (type (;10;) (borrow 8))
    (type (;11;) (borrow 9))
    (type (;12;) (result (error string)))
    (type (;13;) (func (param "params" string) (param "batch" 10) (param "answers" 11) (result 12)))
    (export (;1;) "watch" (func 0) (func (type 13)))
  )
  (instance $saring:plugin/campaign-trigger@0.1.0-shim-instance (;5;) (instantiate $saring:plugin/campaign-trigger@0.1.0-shim-component
      (with "import-func-watch" (func $watch))
      (with "import-type-batch" (type $batch))
      (with "import-type-answers" (type $answers))
      (with "import-type-batch0" (type $batch))
      (with "import-type-answers0" (type $answers))
    )
  )
  (export $saring:plugin/campaign-trigger@0.1.0 (;6;) "saring:plugin/campaign-trigger@0.1.0" (instance $saring:plugin/campaign-trigger@0.1.0-shim-instance))
  (@producers
    (processed-by "wit-component" "0.254.2")
  )
)
