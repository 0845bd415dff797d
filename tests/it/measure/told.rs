//! Scorecards as reports: targets in their windows, money against the plan, who takes part, and whom to book again.

use std::sync::Arc;

use saring_app::report::ScorecardReport;
use saring_app::running::RunningRequest;
use saring_app::{App, Config};
use saring_model::decode::decode;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, Timestamp};
use serde_json::{Value, json};

use crate::rhai::creator;

fn measured(campaign: Value, plan: Option<Value>, roster: &[Value], events: &Value) -> ScorecardReport {
    let bytes = |document: &Value| serde_json::to_vec(document).unwrap();
    let timeline: Timeline = decode(&bytes(&json!({ "events": events }))).unwrap();
    let request = RunningRequest {
        plan: plan.map(|plan| Arc::new(decode(&bytes(&plan)).unwrap())),
        creators: roster.iter().map(creator).collect(),
        events: timeline.events.into_vec(),
        ..RunningRequest::new(Arc::new(decode::<Campaign>(&bytes(&campaign)).unwrap()))
    };
    App::open(&Config::default()).unwrap().measure(&request, Timestamp::parse("2026-03-31T00:00:00Z").unwrap()).unwrap()
}

fn campaign(more: Value) -> Value {
    let mut campaign = json!({
        "id": "c",
        "goal": "awareness",
        "brand": { "name": "Kopi Senja" },
        "budget": { "total": { "amount": "1000", "currency": "JPY" } },
    });
    campaign.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    campaign
}

fn event(id: &str, day: u8, creator: Option<&str>, post: Option<&str>, what: Value) -> Value {
    let mut event = json!({ "id": id, "at": format!("2026-03-{day:02}T00:00:00Z"), "what": what });
    for (key, value) in [("creator", creator), ("post", post)] {
        if let Some(value) = value {
            event[key] = json!(value);
        }
    }
    event
}

fn post(id: &str, creator: &str, platform: &str) -> Value {
    event(&format!("p-{id}"), 1, Some(creator), Some(id), json!({ "post_published": { "platform": platform } }))
}

fn numbers(id: &str, post: &str, day: u8, metrics: Value) -> Value {
    event(id, day, None, Some(post), json!({ "post_metrics": metrics }))
}

/// Views of two posts: 100 + 300 by the third day, 900 in the end; of the first post the clicks come on the last day.
#[test]
fn a_target_is_held_against_what_was_told_in_its_window() {
    let kpis = json!([
        { "metric": "views", "target": 500, "window_days": 3 },
        { "metric": "views", "target": 500 },
        { "metric": "clicks", "target": 5, "window_days": 3 },
    ]);
    let events = json!([
        post("one", "a", "instagram"),
        post("two", "b", "tiktok"),
        numbers("m1", "one", 3, json!({ "views": 100 })),
        numbers("m2", "two", 4, json!({ "views": 300, "clicks": 2 })),
        numbers("m3", "one", 20, json!({ "views": 600, "clicks": 9 })),
    ]);
    let report = measured(campaign(json!({ "kpis": kpis })), None, &[], &events);
    let told = serde_json::to_value(&report.targets).unwrap();
    assert_eq!(told[0]["actual"], json!(400));
    assert_eq!((&told[0]["attainment"], &told[0]["reached"]), (&json!(0.8), &json!(false)));
    assert_eq!((&told[1]["actual"], &told[1]["reached"]), (&json!(900), &json!(true)));
    // Of one post the clicks are not known by then: 2 at least, which decides nothing.
    assert_eq!((&told[2]["actual"], &told[2]["low"], &told[2]["reached"]), (&json!(null), &json!(2), &json!(null)));
}

/// People who saw both posts count once: between 800 and 1,300 were reached.
#[test]
fn ends_that_are_known_decide_a_target() {
    let kpi = |target: u32| json!({ "metric": "reach", "target": target });
    let events = json!([
        post("one", "a", "instagram"),
        post("two", "b", "instagram"),
        numbers("m1", "one", 9, json!({ "reach": 800 })),
        numbers("m2", "two", 9, json!({ "reach": 500 })),
    ]);
    let kpis = json!([kpi(800), kpi(801), kpi(1_300), kpi(1_301)]);
    let report = measured(campaign(json!({ "kpis": kpis })), None, &[], &events);
    let reached: Vec<Option<bool>> = report.targets.iter().map(|target| target.reached).collect();
    assert_eq!(reached, [Some(true), None, None, Some(false)]);
    let summary = &report.summary;
    assert_eq!((summary.targets_reached, summary.targets_missed, summary.targets_unknown), (1, 1, 2));
}

/// Fees: 300 planned, 120 paid and 80 recorded as spent, which is the same money. Boosts: 100 planned, 25 spent. Taxis were
/// not planned.
#[test]
fn every_line_has_its_plan_and_what_was_spent() {
    let money = |amount: u32| json!({ "amount": amount.to_string(), "currency": "JPY" });
    let line = |id: &str, amount| json!({ "id": id, "amount": money(amount) });
    let plan = json!({
        "campaign": "c",
        "lines": [line("creator-fees", 300), line("amplification", 100), line("management", 50)],
        "bookings": [{ "creator": "a", "deliverables": [], "fee": money(150), "tier": "mid" }],
    });
    let spend = |id, line: &str, amount| {
        event(id, 9, None, None, json!({ "spend": { "line": line, "amount": money(amount) } }))
    };
    let events = json!([
        event("y1", 9, Some("a"), None, json!({ "payment": { "amount": money(120) } })),
        spend("s1", "creator-fees", 80),
        spend("s2", "amplification", 25),
        spend("s3", "taxis", 7),
    ]);
    let report = measured(campaign(json!({})), Some(plan), &[], &events);
    let told: Vec<Value> =
        report.lines.iter().map(|line| json!([line.id, line.planned, line.spent, line.share])).collect();
    let due = [
        json!(["creator-fees", 300, 120, 0.4]),
        json!(["amplification", 100, 25, 0.25]),
        json!(["management", 50, 0, 0]),
        json!(["taxis", null, 7, null]),
    ];
    assert_eq!(told, due);
    let creators = serde_json::to_value(&report.creators).unwrap();
    assert_eq!(creators, json!([{ "id": "a", "tier": "mid", "platforms": [] }]));
}

#[test]
fn a_post_that_is_not_the_campaigns_makes_no_part_of_it() {
    let other = event(
        "p-x",
        1,
        Some("b"),
        Some("x"),
        json!({ "post_published": { "platform": "youtube", "sponsored": false } }),
    );
    let events = json!([post("one", "a", "tiktok"), other, numbers("m1", "x", 9, json!({ "views": 5 }))]);
    let report = measured(campaign(json!({})), None, &[], &events);
    assert_eq!((report.summary.posts, report.summary.creators), (1, 1));
    let parts: Vec<_> = report.dimensions[0].metrics[0].results.iter().filter_map(|part| part.platform).collect();
    assert!(parts.iter().all(|platform| platform.as_str() == "tiktok"), "{parts:?}");
}

/// The views that were agreed came three times over: the chance is far above 0.6, and the price is fair. What is found in the
/// creator's own posts decides.
#[test]
fn who_fails_a_gate_is_not_simply_booked_again() {
    let finding = json!([{ "garm": "garm:HxqYV1", "risk": "floor", "confidence": 0.99 }]);
    for (safety, verdict) in [(json!([]), "rebook"), (finding, "renegotiate")] {
        let posts: Vec<Value> = (1..=20)
            .map(|day| {
                json!({
                    "id": format!("q{day}"),
                    "at": format!("2026-02-{day:02}T00:00:00Z"),
                    "format": "reel",
                    "views": 10_000,
                    "likes": 600,
                    "comments": 40,
                    "safety": if day == 20 { safety.clone() } else { json!([]) },
                })
            })
            .collect();
        let record = |n: u8| {
            json!({
                "campaign": format!("past-{n}"),
                "ended": "2025-11-01",
                "kpis": [{ "metric": "views", "target": 1_000, "actual": 3_000 }],
            })
        };
        let creator = json!({
            "id": "a",
            "location": { "country": "ID" },
            "accounts": [{ "platform": "instagram", "followers": 20_000, "posts": posts }],
            "rates": [{ "platform": "instagram", "format": "reel", "price": { "amount": "1000000", "currency": "IDR" } }],
            "campaign_history": [record(1), record(2), record(3)],
        });
        let campaign = campaign(json!({
            "budget": { "total": { "amount": "10000000", "currency": "IDR" } },
            "deliverables": [{ "platform": "instagram", "format": "reel", "quantity": 1 }],
        }));
        let events = json!([post("one", "a", "instagram")]);
        let report = measured(campaign, None, &[creator], &events);
        let metrics = report.dimensions.iter().flat_map(|dimension| &dimension.metrics);
        let mut rebook = metrics.filter(|metric| metric.id == "rebook").flat_map(|metric| &metric.results);
        let judged = rebook.rfind(|part| part.creator.is_some()).unwrap();
        assert_eq!(judged.verdict.as_deref(), Some(verdict), "{:#?}", judged.reasons);
        let is_told = judged.reasons.iter().any(|reason| reason.code == "rebook.gate");
        assert_eq!(is_told, verdict == "renegotiate", "{:#?}", judged.reasons);
    }
}
