//! The meaning of a score: gates, vetoes, intervals, ranks, waterfall, recourse, faults.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use saring_eval::report::{CreatorReport, Report};
use saring_eval::{Context, check, classify, decide, digest, rank, tell};
use saring_model::decode::decode;
use saring_model::{Campaign, Creator};
use saring_pack::CompiledPack;
use saring_tests::scripted::{ScriptedRuntime, as_of, creator, pack};
use serde_json::{Value, json};

/// Two checks in a gate, two in a layer that ranks, and one in a third.
const PACK: &str = r#"
[pack]
name = "scripted"
version = "1.0.0"
engine = ">=0.1, <0.2"

[policy]
pass-at = 70
warn-at = 40
coverage-min = 0.5
select-coverage-min = 0.5
on-no-tier = "review"
rank-by = "low"

[goals.awareness]
layers = { trust = 0.5, craft = 0.3, bond = 0.2 }
metrics = ["reach"]

[goals.loyalty]
layers = { trust = 0.2, craft = 0.2, bond = 0.6 }
metrics = ["repeat"]

[layers.trust]
gate = { min-score = 40, on-unknown = "review", on-fault = "review" }

[layers.trust.checks.growth]
run = "growth.scripted"
weight = 1.0

[layers.trust.checks.rate]
run = "rate.scripted"
weight = 3.0

[layers.craft.checks.style]
run = "style.scripted"
weight = 1.0

[layers.craft.checks.format]
run = "format.scripted"
weight = 1.0

[layers.bond.checks.reply]
run = "reply.scripted"
weight = 1.0

[tiers]
run = "tiers.scripted"

[tiers.bands.small]
followers-min = 1_000
followers-max = 10_000
role = "local"
criteria = ["trust"]
content-approach = ["reviews"]
measured-by = ["sentiment"]

[tiers.bands.large]
followers-min = 10_000
role = "mass"
criteria = ["reach"]
content-approach = ["hero content"]
measured-by = ["reach"]
"#;

fn campaign(extra: &Value) -> Arc<Campaign> {
    let mut campaign = json!({ "id": "c", "goal": "awareness", "brand": { "name": "Teh Senja" } });
    for (key, value) in extra.as_object().into_iter().flatten() {
        campaign[key] = value.clone();
    }
    Arc::new(decode(campaign.to_string().as_bytes()).unwrap())
}

fn decided(pack: &CompiledPack, campaign: &Arc<Campaign>, roster: &[Arc<Creator>], batch: usize) -> Report {
    let context = Context::new(pack, campaign, as_of()).unwrap();
    let batches = roster.chunks(batch).flat_map(|batch| check(&context, classify(&context, batch)));
    let ranked = rank(&context, batches.map(|checked| decide(&context, checked)).collect());
    let locale = pack.pack.locale("en");
    let told = ranked.creators.iter().enumerate().map(|(index, one)| tell::creator(&context, locale, one, index + 1));
    let inputs = digest::inputs(campaign, roster.iter().map(|creator| digest::creator(creator)).collect());
    tell::report(&context, "en", inputs, told.collect(), Vec::new())
}

fn report(roster: &[(&str, Value)]) -> Report {
    report_for(&json!({}), roster)
}

fn report_for(campaign_extra: &Value, roster: &[(&str, Value)]) -> Report {
    let roster: Vec<Arc<Creator>> = roster.iter().map(|(id, says)| creator(id, says)).collect();
    decided(&pack(PACK, ScriptedRuntime::default()), &campaign(campaign_extra), &roster, 4)
}

fn one(says: Value) -> CreatorReport {
    report(&[("one", says)]).creators.remove(0)
}

/// The report as the bytes that a reader gets.
fn told(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

fn perfect() -> Value {
    json!({ "growth": 100, "rate": 100, "style": 100, "format": 100, "reply": 100 })
}

fn with(changes: Value) -> Value {
    let mut says = perfect();
    for (key, value) in changes.as_object().unwrap() {
        says[key] = value.clone();
    }
    says
}

/// Checks what one creator's report says at JSON pointers.
#[track_caller]
fn expect(says: Value, wanted: &[(&str, Value)]) {
    let told = told(&one(says));
    for (pointer, value) in wanted {
        assert_eq!(told.pointer(pointer).unwrap_or(&Value::Null), value, "at {pointer} of {told:#}");
    }
}

#[test]
fn a_perfect_creator_is_selected_with_every_point() {
    expect(
        perfect(),
        &[
            ("/verdict", json!("select")),
            ("/score", json!(100)),
            ("/low", json!(100)),
            ("/high", json!(100)),
            ("/coverage", json!(1)),
            ("/reasons/0/code", json!("verdict.clear")),
            ("/reasons/0/args/0/value", json!("trust")),
            ("/tier/id", json!("small")),
            ("/tier/role", json!("local")),
        ],
    );
}

#[test]
fn a_layer_weighs_its_known_checks_by_weight_and_confidence() {
    // (1·1·100 + 3·0.5·40) / (1·1 + 3·0.5) = 160 / 2.5 = 64; confidence 2.5 / 4.
    expect(
        with(json!({ "rate": { "score": 40, "confidence": 0.5 } })),
        &[
            ("/layers/0/score", json!(64)),
            ("/layers/0/confidence", json!(0.625)),
            ("/layers/0/coverage", json!(1)),
            ("/layers/0/status", json!("warn")),
            ("/layers/0/gate/outcome", json!("passed")),
        ],
    );
}

#[test]
fn low_confidence_alone_never_silences_a_layer() {
    let stale = json!({ "score": 90, "confidence": 0.01 });
    expect(
        with(json!({ "growth": stale, "rate": stale })),
        &[("/layers/0/score", json!(90)), ("/layers/0/confidence", json!(0.01)), ("/verdict", json!("select"))],
    );
}

#[test]
fn coverage_below_the_floor_makes_a_layer_unknown() {
    // Known weight 1 of 4.
    expect(
        with(json!({ "rate": { "missing": ["creator.accounts[].posts"] } })),
        &[
            ("/layers/0/score", Value::Null),
            ("/layers/0/status", json!("unknown")),
            ("/layers/0/coverage", json!(0.25)),
            ("/layers/0/low", json!(25)),
            ("/layers/0/high", json!(100)),
            ("/layers/0/gate/outcome", json!("unknown")),
            ("/verdict", json!("review")),
            ("/reasons/0/code", json!("verdict.gate-unknown")),
            ("/next_best_data/0/field", json!("creator.accounts[].posts")),
            ("/next_best_data/0/gate", json!(true)),
            ("/next_best_data/0/checks/0", json!("trust.rate")),
        ],
    );
}

#[test]
fn an_unknown_check_widens_the_interval_within_its_bounds() {
    // Known 1 of 2 with 80; the other is between 50 and 60: (80 + 50) / 2 and (80 + 60) / 2, and the score itself.
    expect(
        with(json!({ "style": 80, "format": { "bounds": [50, 60] } })),
        &[("/layers/1/score", json!(80)), ("/layers/1/low", json!(65)), ("/layers/1/high", json!(80))],
    );
}

#[test]
fn a_veto_rejects_beside_perfect_checks() {
    expect(
        with(json!({ "reply": { "score": 100, "veto": "reply.banned" } })),
        &[
            ("/verdict", json!("reject")),
            ("/reasons/0/code", json!("reply.banned")),
            ("/layers/2/checks/0/status", json!("fail")),
            ("/layers/2/checks/0/veto/code", json!("reply.banned")),
        ],
    );
    // Also where the check itself cannot score.
    expect(with(json!({ "reply": { "veto": "reply.banned" } })), &[("/verdict", json!("reject"))]);
}

#[test]
fn a_failed_gate_rejects_and_a_failed_ranking_layer_does_not() {
    expect(
        with(json!({ "rate": 0 })),
        &[
            ("/layers/0/score", json!(25)),
            ("/layers/0/gate/outcome", json!("failed")),
            ("/verdict", json!("reject")),
            ("/reasons/0/code", json!("verdict.gate-failed")),
        ],
    );
    expect(
        with(json!({ "style": 0, "format": 0 })),
        &[("/layers/1/status", json!("fail")), ("/verdict", json!("select"))],
    );
}

#[test]
fn a_faulted_gate_is_never_a_silent_pass() {
    expect(
        with(json!({ "growth": { "fault": "fuel" } })),
        &[
            ("/layers/0/score", json!(100)),
            ("/layers/0/checks/0/status", json!("unknown")),
            ("/layers/0/gate/outcome", json!("unknown")),
            ("/verdict", json!("review")),
            ("/reasons/0/code", json!("verdict.gate-fault")),
            ("/faults/0/code", json!("fuel-spent")),
            ("/faults/0/rule", json!("trust.growth")),
        ],
    );
    // What is known fails all the same.
    expect(with(json!({ "growth": { "fault": "fuel" }, "rate": 0 })), &[("/verdict", json!("reject"))]);
    // Outside a gate a fault decides nothing.
    expect(with(json!({ "style": { "fault": "fuel" } })), &[("/verdict", json!("select"))]);
}

#[test]
fn no_tier_and_thin_data_are_for_a_person_to_look_at() {
    expect(with(json!({ "tiers": "none" })), &[("/verdict", json!("review")), ("/reasons/0/code", json!("tier.said"))]);
    // Known: the gate alone, half of the weight of the goal; then a little less.
    let silent = json!({ "style": {}, "format": {}, "reply": {} });
    expect(with(silent), &[("/coverage", json!(0.5)), ("/verdict", json!("select"))]);
    let less = json!({ "growth": {}, "style": {}, "format": {}, "reply": {} });
    expect(with(less), &[("/coverage", json!(0.375)), ("/reasons/0/code", json!("verdict.thin-data"))]);
}

#[test]
fn penalties_and_caps_apply_in_order_and_a_rule_only_tightens_its_status() {
    let style = |says: Value| with(json!({ "style": says }));
    let at = "/layers/1/checks/0";
    for (says, score, status) in [
        (json!({ "score": 90, "penalty": 15 }), 75, "pass"),
        (json!({ "score": 90, "penalty": 15, "cap": 60 }), 60, "warn"),
        (json!({ "score": 90, "penalty": 95 }), 0, "fail"),
        (json!({ "score": 90, "status": "warn" }), 90, "warn"),
        (json!({ "score": 30, "status": "pass" }), 30, "fail"),
    ] {
        let told = told(&one(style(says.clone())));
        assert_eq!(told.pointer(&format!("{at}/score")), Some(&json!(score)), "{says}");
        assert_eq!(told.pointer(&format!("{at}/status")), Some(&json!(status)), "{says}");
    }
}

#[test]
fn unknown_parts_leave_an_interval_and_name_their_fields() {
    let parts = json!({ "parts": [
        { "value": 0.5, "ramp": [0, 1], "weight": 3 },
        { "id": "shares", "ramp": [0, 1], "weight": 1, "fields": ["creator.accounts[].posts[].shares"] },
    ]});
    expect(
        with(json!({ "style": parts })),
        &[
            ("/layers/1/checks/0/score", json!(50)),
            ("/layers/1/checks/0/low", json!(37.5)),
            ("/layers/1/checks/0/high", json!(62.5)),
            ("/layers/1/checks/0/missing/0", json!("creator.accounts[].posts[].shares")),
            ("/layers/1/checks/0/parts/1/points", Value::Null),
        ],
    );
}

#[test]
fn recourse_is_solved_on_the_curve() {
    let cases = [
        // (0.2 → 20 points) warn from 40 on: 0.4.
        (json!({ "parts": [{ "value": 0.2, "ramp": [0, 1] }] }), json!(0.4), "warn"),
        // Falling: 24 h → 0 points at 72, 100 at 4. Pass from 70: 72 − 0.7·68 = 24.4.
        (json!({ "parts": [{ "value": 40, "ramp": [72, 4] }] }), json!(24.4), "pass"),
        // A penalty of 10 must be earned as well: 80 points.
        (json!({ "parts": [{ "value": 0.6, "ramp": [0, 1] }], "penalty": 10 }), json!(0.8), "pass"),
        // Between knots (1, 20) and (2, 60): 50 at 1.75 with the other part's 30 to a mean of 40.
        (json!({ "parts": [{ "value": 1, "table": [[1, 20], [2, 60]] }, { "points": 30 }] }), json!(1.75), "warn"),
        // A step is reached at its bound.
        (json!({ "parts": [{ "value": 1, "step": [[0, 10], [5, 80]] }] }), json!(5), "warn"),
        // No value reaches more than the cap.
        (json!({ "parts": [{ "value": 0.6, "ramp": [0, 1] }], "cap": 65 }), Value::Null, "pass"),
    ];
    for (says, needed, reaches) in cases {
        let told = told(&one(with(json!({ "style": says }))));
        let recourse = &told["layers"][1]["checks"][0]["recourse"][0];
        assert_eq!(recourse.get("needed").unwrap_or(&Value::Null), &needed, "{says} gave {recourse}");
        assert_eq!(recourse["reaches"], reaches, "{says}");
    }
}

#[test]
fn the_waterfall_sums_to_the_score() {
    let says = json!({
        "growth": { "score": 80, "confidence": 0.5 }, "rate": 55, "style": {}, "format": { "score": 33, "confidence": 0.25 },
        "reply": { "fault": "fuel" },
    });
    let creator = one(says);
    let checks = creator.layers.iter().flat_map(|layer| &layer.checks);
    let (earned, possible) = checks.fold((0.0, 0.0), |(earned, possible), check| {
        (earned + check.points.earned.0, possible + check.points.possible.0)
    });
    let layers: f64 = creator.layers.iter().map(|layer| layer.points.earned.0).sum();
    let score = creator.score.unwrap().0;
    assert!((earned - score).abs() < 1e-9 && (layers - score).abs() < 1e-9, "{earned} {layers} {score}");
    assert!((possible - 100.0).abs() < 1e-9, "{possible}");
}

#[test]
fn ignorance_never_outranks_evidence() {
    let report = report(&[
        // One known layer, perfect; everything else unknown.
        ("ignorant", json!({ "growth": 100, "rate": 100 })),
        ("documented", json!({ "growth": 75, "rate": 75, "style": 75, "format": 75, "reply": 75 })),
    ]);
    let order: Vec<&str> = report.creators.iter().map(|creator| creator.id.as_str()).collect();
    assert_eq!(order, ["documented", "ignorant"]);
    assert!(report.creators[0].score.unwrap().0 < report.creators[1].score.unwrap().0);
    assert!(report.creators[0].low.0 > report.creators[1].low.0);
}

#[test]
fn ranking_is_by_verdict_then_low_end_then_confidence_then_id() {
    let sure = |score: u32, confidence: f64| {
        let says = json!({ "score": score, "confidence": confidence });
        json!({ "growth": says, "rate": says, "style": says, "format": says, "reply": says })
    };
    let report = report(&[
        ("b", sure(80, 0.5)),
        ("rejected", sure(10, 1.0)),
        ("a", sure(80, 0.5)),
        ("sure", sure(80, 0.9)),
        ("best", sure(90, 0.1)),
    ]);
    let order: Vec<&str> = report.creators.iter().map(|creator| creator.id.as_str()).collect();
    assert_eq!(order, ["best", "sure", "a", "b", "rejected"]);
    assert_eq!(report.creators.iter().map(|creator| creator.rank).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
}

#[test]
fn a_fault_stands_with_the_creator_that_causes_it() {
    let mut roster: Vec<(String, Value)> = (0..50).map(|n| (format!("c{n:02}"), perfect())).collect();
    for n in [7, 31, 32] {
        roster[n].1["style"] = json!({ "fault": "fuel" });
    }
    roster[40].1["format"] = json!({ "score": 50, "short": true });
    let roster: Vec<Arc<Creator>> = roster.iter().map(|(id, says)| creator(id, says)).collect();
    let pack = pack(PACK, ScriptedRuntime::default());
    let report = decided(&pack, &campaign(&json!({})), &roster, 50);
    let mut faulty: Vec<(&str, Value)> = (report.creators.iter())
        .filter(|creator| !creator.faults.is_empty())
        .map(|creator| (creator.id.as_str(), told(&creator.faults[0].code)))
        .collect();
    faulty.sort_by_key(|(id, _)| *id);
    let fuel = || json!("fuel-spent");
    assert_eq!(faulty, [("c07", fuel()), ("c31", fuel()), ("c32", fuel()), ("c40", json!("bad-answer"))]);
    assert_eq!(report.summary.faults, 4);
}

#[test]
fn any_batching_and_any_order_give_the_same_bytes() {
    let says = |n: u64| match n % 5 {
        0 => json!({ "growth": n, "rate": { "score": n + 20, "confidence": 0.3 }, "style": {} }),
        1 => json!({ "growth": { "fault": "fuel" }, "rate": 60, "style": 90, "format": 10, "reply": 5 }),
        2 => json!({ "growth": 50, "rate": 50, "reply": { "veto": "reply.banned" } }),
        3 => json!({ "growth": 50, "rate": 50, "style": 50, "format": 50, "tiers": "large" }),
        _ => perfect(),
    };
    let mut roster: Vec<Arc<Creator>> = (0..60).map(|n| creator(&format!("c{n}"), &says(n))).collect();
    let (pack, campaign) = (pack(PACK, ScriptedRuntime::default()), campaign(&json!({})));
    let whole = serde_json::to_string(&decided(&pack, &campaign, &roster, 60)).unwrap();
    for batch in [1, 2, 7, 16, 59] {
        roster.rotate_left(batch * 3 % 60);
        roster.swap(0, 41);
        assert_eq!(serde_json::to_string(&decided(&pack, &campaign, &roster, batch)).unwrap(), whole, "batch {batch}");
    }
}

#[test]
fn a_changed_goal_asks_no_rule_again() {
    let runtime = ScriptedRuntime::default();
    let asked = Arc::clone(&runtime.asked);
    let pack = pack(PACK, runtime);
    let roster = [creator("one", &with(json!({ "reply": 0 })))];
    let awareness = campaign(&json!({}));
    let context = Context::new(&pack, &awareness, as_of()).unwrap();
    let checked = check(&context, classify(&context, &roster)).remove(0);
    let before = asked.load(Ordering::Relaxed);
    let loyalty = campaign(&json!({ "goal": "loyalty" }));
    let other = Context::new(&pack, &loyalty, as_of()).unwrap();
    let mixed = campaign(&json!({ "goal": { "awareness": 0.5, "loyalty": 0.5 } }));
    let both = Context::new(&pack, &mixed, as_of()).unwrap();
    let score = |context: &Context<'_>| decide(context, checked.clone()).score().unwrap();
    assert!((score(&context) - 80.0).abs() < 1e-9);
    assert!((score(&other) - 40.0).abs() < 1e-9);
    assert!((score(&both) - 60.0).abs() < 1e-9);
    assert_eq!(asked.load(Ordering::Relaxed), before);
}

#[test]
fn an_unknown_goal_names_the_goals_that_there_are() {
    let pack = pack(PACK, ScriptedRuntime::default());
    let campaign = campaign(&json!({ "goal": "fame" }));
    let error = Context::new(&pack, &campaign, as_of()).err().unwrap();
    assert_eq!((error.goal.as_str(), error.known.join(" ").as_str()), ("fame", "awareness loyalty"));
}

#[test]
fn what_the_campaign_says_of_a_creator_stands_beside_the_verdict() {
    let extra = json!({
        "forbidden": ["banned"],
        "platforms": ["tiktok"],
        "overrides": [
            { "creator": "one", "verdict": "select", "by": "Rani", "reason": "met in person", "until": "2026-12-31" },
            { "creator": "one", "check": "trust.rate", "by": "Rani", "reason": "old news", "until": "2025-12-31" },
        ],
    });
    let report = report_for(&extra, &[("banned", perfect()), ("one", perfect())]);
    let told = told(&report);
    assert_eq!(told["creators"][1]["id"], "banned");
    assert_eq!(told["creators"][1]["verdict"], "reject");
    assert_eq!(told["creators"][1]["reasons"][0]["code"], "verdict.forbidden");
    let one = &told["creators"][0];
    assert_eq!(one["verdict"], "review", "an override replaces no verdict");
    assert_eq!(one["reasons"][0]["code"], "verdict.no-account");
    assert_eq!((&one["overrides"][0]["active"], &one["overrides"][1]["active"]), (&json!(true), &json!(false)));
}

#[test]
fn facts_after_the_moment_of_decision_are_left_out_and_told() {
    let text = json!({
        "id": "late",
        "accounts": [{
            "platform": "instagram", "followers": 9000,
            "provenance": { "as_of": "2026-03-02T00:00:00Z" },
            "posts": [{ "at": "2026-02-01T00:00:00Z" }, { "at": "2026-03-05T00:00:00Z" }],
            "history": [{ "at": "2026-04-01", "followers": 9 }],
        }],
        "attributes": perfect(),
    });
    let late: Arc<Creator> = Arc::new(decode(text.to_string().as_bytes()).unwrap());
    let report = decided(&pack(PACK, ScriptedRuntime::default()), &campaign(&json!({})), &[late], 1);
    let faults = told(&report.creators[0].faults);
    let pointers: Vec<&str> =
        faults.as_array().unwrap().iter().map(|fault| fault["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/accounts/0/followers", "/accounts/0/posts", "/accounts/0/history"]);
    assert!(faults.as_array().unwrap().iter().all(|fault| fault["code"] == "fact-after-as-of"));
    assert_eq!(told(&report.creators[0].account).get("followers"), None);
}

#[test]
fn the_summary_counts_everything_once() {
    let report = report(&[
        ("a", perfect()),
        ("b", with(json!({ "rate": 0 }))),
        ("c", with(json!({ "rate": { "missing": ["creator.accounts[].posts"] }, "tiers": "large" }))),
        ("d", with(json!({ "rate": {}, "tiers": "none" }))),
    ]);
    let summary = told(&report.summary);
    let counts = ["creators", "select", "review", "reject"].map(|key| summary[key].as_u64().unwrap());
    assert_eq!(counts, [4, 1, 2, 1]);
    assert_eq!(
        summary["tiers"],
        json!([
            { "tier": "small", "creators": 2 }, { "tier": "large", "creators": 1 }, { "tier": null, "creators": 1 }
        ])
    );
    assert_eq!(summary["silent"][0]["check"], "trust.rate");
    assert_eq!(summary["silent"][0]["creators"], 2);
    assert_eq!(summary["silent"][0]["missing"], json!(["creator.accounts[].posts"]));
    let reasons: Vec<&str> =
        summary["reasons"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(reasons, ["verdict.clear", "tier.said", "verdict.gate-unknown", "verdict.gate-failed"]);
    assert_eq!(summary["reasons"][2]["layer"], "trust");
}
