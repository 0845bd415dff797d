//! The meaning of a score: gates, vetoes, intervals, waterfall, recourse.

use serde_json::{Value, json};

use super::{expect, one, perfect, told, with};

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
fn the_only_layer_that_is_known_is_neither_best_nor_worst() {
    let silent = json!({ "missing": ["creator.ratings"] });
    expect(
        with(json!({ "style": silent, "format": silent, "reply": silent })),
        &[
            ("/verdict", json!("select")),
            ("/reasons/0/code", json!("verdict.clear-one")),
            ("/reasons/0/args/0/name", json!("only_layer")),
            ("/reasons/0/args/0/value", json!("trust")),
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
        // Nobody signs half a contract: the next whole number, on the way from the current one.
        (json!({ "parts": [{ "value": 1, "ramp": [0, 11], "unit": "count" }] }), json!(5), "warn"),
        (json!({ "parts": [{ "value": 7, "ramp": [9, 0], "unit": "count" }] }), json!(5), "warn"),
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
fn points_do_not_lift_what_the_rule_holds() {
    let table = [
        json!({ "parts": [{ "value": 0.5, "ramp": [0, 1] }], "status": "warn" }),
        json!({ "parts": [{ "value": 0.2, "ramp": [0, 1] }], "status": "fail" }),
        json!({ "parts": [{ "value": 0.2, "ramp": [0, 1] }], "veto": "taken" }),
    ];
    for says in table {
        let told = told(&one(with(json!({ "style": says }))));
        assert_eq!(told["layers"][1]["checks"][0]["recourse"], json!([]), "{says}");
    }
    let failed =
        told(&one(with(json!({ "style": { "parts": [{ "value": 0.2, "ramp": [0, 1] }], "status": "warn" } }))));
    assert_eq!(failed["layers"][1]["checks"][0]["recourse"][0]["needed"], 0.4, "a warning is still to be had");
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
fn numbers_that_cannot_be_calculated_with_pass_no_gate() {
    let heavy = json!({ "value": 1, "ramp": [0, 1], "weight": 1e308 });
    let overflowing = json!({ "parts": [heavy, heavy] });
    let endless = json!({ "parts": [{ "value": 0, "table": [[-1e308, 0], [1e308, 100]] }] });
    for says in [overflowing, endless] {
        expect(
            with(json!({ "growth": says, "rate": says })),
            &[
                ("/layers/0/score", Value::Null),
                ("/layers/0/gate/outcome", json!("unknown")),
                ("/verdict", json!("review")),
                ("/low", json!(50)),
            ],
        );
    }
}

#[test]
fn fixed_points_for_an_unknown_quantity_are_unknown() {
    let fixed = json!({ "parts": [{ "points": 90, "value": null, "unknown": true }] });
    expect(with(json!({ "style": fixed })), &[("/layers/1/checks/0/score", Value::Null)]);
}
