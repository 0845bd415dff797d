//! Creators and a campaign with a budget in, who is booked with what out.

use saring_app::demo;
use saring_model::Timestamp;
use serde_json::{Value, json};

use super::harness::{Service, assert_conforms};

const AS_OF: &str = "2026-03-01T23:59:59Z";

fn request() -> Value {
    let creators = demo::roster(7, 120, Timestamp::parse(AS_OF).unwrap());
    let mut campaign: Value = serde_json::from_str(demo::CAMPAIGN_JSON).unwrap();
    // Fewer creators than the demo's campaign asks for.
    campaign["budget"].as_object_mut().unwrap().remove("creators_per_tier");
    json!({ "campaign": campaign, "creators": creators, "as_of": AS_OF })
}

#[test]
fn a_plan_is_made_as_the_schema_says() {
    let service = Service::start();
    let request = request();
    assert_conforms("PlanRequest", &request);
    let answer = service.post("/v1/plan", &request);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let report = answer.json();
    assert_conforms("PlanReport", &report);
    let bookings = report["bookings"].as_array().unwrap();
    assert!(!bookings.is_empty(), "{report:#}");
    assert_eq!(answer.body, service.post("/v1/plan", &request).body);
    let mut pinned = request.clone();
    let first = bookings[0]["creator"].clone();
    pinned["ban"] = json!([first]);
    pinned["what_if"] = json!(false);
    let without = service.post("/v1/plan", &pinned).json();
    assert!(without["bookings"].as_array().unwrap().iter().all(|one| one["creator"] != first));
    assert!(without.get("what_if").is_none());
}

#[test]
fn people_are_counted_once_where_the_goal_is_reach() {
    let service = Service::start();
    let mut request = request();
    request["campaign"]["goal"] = json!("awareness");
    request["what_if"] = json!(false);
    let answer = service.post("/v1/plan", &request);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let reach = &answer.json()["reach"];
    assert!(reach["method"].is_string(), "{reach:#}");
    let number = |key: &str| reach[key].as_f64().unwrap();
    assert!(number("low") <= number("high") && number("high") <= number("sum") * (1.0 + 1e-9), "{reach:#}");
}

/// What is wrong with a request, the code, the place, and what is said of it in English and Indonesian.
type Unplannable = (&'static str, Value, &'static str, &'static str, [&'static str; 2]);

fn wishes_and_wants() -> Vec<Unplannable> {
    vec![
        (
            "/campaign/budget",
            Value::Null,
            "no-budget",
            "/campaign/budget",
            ["the campaign has no budget", "kampanye tidak punya anggaran"],
        ),
        (
            "/pin",
            json!([{ "creator": "nobody:1" }]),
            "wish-refused",
            "/pin/0",
            ["there is no creator `nobody:1`", "tidak ada kreator `nobody:1`"],
        ),
        (
            "/swap",
            json!([{ "out": "demo:00001", "into": "nobody:1" }]),
            "wish-refused",
            "/swap/0/into",
            ["there is no creator `nobody:1`", "tidak ada kreator `nobody:1`"],
        ),
        (
            "/campaign/required",
            json!(["nobody:1"]),
            "wish-refused",
            "/campaign/required/0",
            ["there is no creator `nobody:1`", "tidak ada kreator `nobody:1`"],
        ),
    ]
}

fn budgets() -> Vec<Unplannable> {
    let budget = |more: Value| {
        let mut budget = json!({ "total": { "amount": "600000000", "currency": "IDR" } });
        budget.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        budget
    };
    vec![
        (
            "/campaign/budget",
            budget(json!({ "creators_per_tier": { "mega": { "min": 90 } } })),
            "no-feasible-plan",
            "/campaign/budget/creators_per_tier/mega/min",
            ["Mega must have at least 90 creators", "Mega harus punya setidaknya 90 kreator"],
        ),
        (
            "/campaign/budget",
            budget(
                json!({ "posts_min": [{ "platform": "instagram", "posts": 1 }, { "platform": "instagram", "posts": 9000 }] }),
            ),
            "no-feasible-plan",
            "/campaign/budget/posts_min/1",
            ["Instagram must have at least 9,000 posts", "Instagram harus punya setidaknya 9.000 unggahan"],
        ),
        (
            "/campaign/budget",
            budget(json!({ "bands": { "creator-fees": { "min": 0.9, "max": 1 } } })),
            "budget-refused",
            "/campaign/budget/bands",
            ["of IDR 600,000,000 are missing", "dari IDR 600.000.000"],
        ),
        (
            "/campaign/budget",
            budget(json!({ "policy": "by-gaol" })),
            "budget-refused",
            "/campaign/budget/policy",
            ["the pack has no budget policy `by-gaol`", "tidak punya kebijakan anggaran `by-gaol`"],
        ),
    ]
}

#[test]
fn what_cannot_be_planned_is_a_problem_with_its_code_and_its_places_in_the_callers_language() {
    let service = Service::start();
    for (pointer, value, code, place, said) in wishes_and_wants().into_iter().chain(budgets()) {
        for (lang, said) in ["en", "id"].into_iter().zip(said) {
            let mut request = request();
            request["lang"] = json!(lang);
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            request.pointer_mut(parent).unwrap()[key] = value.clone();
            let problem = service.post("/v1/plan", &request).problem(422, code);
            assert!(problem["detail"].as_str().unwrap().contains(said), "{pointer}: `{said}` is not in {problem:#}");
            assert_eq!(problem["places"][0]["pointer"], place, "{pointer}: {problem:#}");
            assert!(!problem["help"].as_str().unwrap().contains("unplanned."), "{problem:#}");
        }
    }
    let unknown = json!({ "campaign": {}, "creators": [], "pins": [] });
    service.post("/v1/plan", &unknown).problem(422, "invalid-document");
}

#[test]
fn creators_that_cannot_be_read_are_skipped_where_the_request_says_so() {
    let mut request = request();
    request["on_invalid"] = json!("skip");
    request["gap"] = json!(0.01);
    request["creators"].as_array_mut().unwrap().push(json!({ "id": "broken:1" }));
    let answer = Service::start().post("/v1/plan", &request);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.json()["invalid"][0]["id"], "broken:1");
}
