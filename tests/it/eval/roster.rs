//! Many creators together: ranks, faults, batches, what the campaign says of them, and the summary.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use saring_eval::{Context, check, classify, decide};
use saring_model::Creator;
use saring_model::decode::decode;
use saring_tests::scripted::{ScriptedRuntime, as_of, creator, pack};
use serde_json::{Value, json};

use super::{PACK, campaign, decided, perfect, report, report_for, told, with};

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
    let checked = check(&context.setting, classify(&context.setting, &roster)).remove(0);
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
    assert_eq!(summary["reasons"][1]["layer"], Value::Null, "a tier's reason is no layer's");
}

/// 0.1 + 0.2 is not 0.3 in the last digit, and no reader sees that digit.
#[test]
fn what_reads_as_equal_is_ranked_as_equal() {
    let sums = |score: f64, confidence: f64| {
        let says = json!({ "score": score, "confidence": confidence });
        json!({ "growth": says, "rate": says, "style": says, "format": says, "reply": says })
    };
    let report = report(&[("a", sums(0.1 + 0.2, 0.3)), ("b", sums(0.3, 0.7))]);
    let order: Vec<&str> = report.creators.iter().map(|creator| creator.id.as_str()).collect();
    assert_eq!(order, ["b", "a"], "the more trusted of two equal scores comes first");
}
