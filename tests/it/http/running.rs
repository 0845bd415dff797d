//! A campaign that runs or ran in, actions or what it was worth out.

use serde_json::{Value, json};

use super::harness::{NOW, Service, assert_conforms, example};

fn request() -> Value {
    let events = example("timeline")["events"].clone();
    json!({ "campaign": example("campaign"), "plan": example("plan"), "events": events })
}

#[test]
fn triggers_take_their_state_back() {
    let service = Service::start();
    let first = service.post("/v1/triggers", &request());
    assert_eq!(first.status, 200, "{}", first.text());
    assert_conforms("TriggersRequest", &request());
    let report = first.json();
    assert_conforms("WatchReport", &report);
    let mut next = request();
    next["state"] = report["state"].clone();
    next["lang"] = json!("id");
    assert_conforms("TriggersRequest", &next);
    let again = service.post("/v1/triggers", &next).json();
    assert_eq!((&again["actions"], &again["lang"]), (&json!([]), &json!("id")));
    assert_eq!(again["state"], report["state"], "nothing new is known");
}

#[test]
fn a_scorecard_is_as_the_schema_says() {
    let service = Service::start();
    assert_conforms("MeasureRequest", &request());
    let answer = service.post("/v1/measure", &request());
    assert_eq!(answer.status, 200, "{}", answer.text());
    let report = answer.json();
    assert_conforms("Scorecard", &report);
    assert_eq!((&report["as_of"], &report["summary"]["faults"]), (&json!(NOW), &json!(0)), "{report}");
    assert_eq!(answer.body, service.post("/v1/measure", &request()).body, "the same bytes again");
}

#[test]
fn what_cannot_be_watched_is_a_problem_with_its_code() {
    let service = Service::start();
    let state = service.post("/v1/triggers", &request()).json()["state"].clone();
    let with = |path: &str, change: &dyn Fn(&mut Value)| {
        let mut request = request();
        change(&mut request);
        let answer = service.post(path, &request);
        let problem = answer.json();
        (answer.status, problem["code"].as_str().unwrap().to_owned(), problem["violations"][0]["pointer"].clone())
    };
    let refused = |code: &str| (422, code.to_owned(), Value::Null);
    let foreign = |request: &mut Value| {
        request["state"] = state.clone();
        request["state"]["campaign"] = json!("another");
    };
    assert_eq!(with("/v1/triggers", &foreign), refused("state-refused"));
    let nothing = |request: &mut Value| request["events"] = json!([]);
    assert_eq!(with("/v1/triggers", &nothing), refused("no-events"));
    let earlier = |request: &mut Value| {
        request["state"] = state.clone();
        request["state"]["sealed"] = json!("2026-03-01T00:00:00Z");
        request["as_of"] = json!("2020-01-01T00:00:00Z");
    };
    assert_eq!(with("/v1/triggers", &earlier), refused("state-refused"));
    let invalid = |pointer: &str| (422, "invalid-document".to_owned(), json!(pointer));
    let plan = |request: &mut Value| request["plan"]["campaign"] = json!("another");
    assert_eq!(with("/v1/measure", &plan), invalid("/plan/campaign"));
    let event = |request: &mut Value| request["events"][0]["at"] = json!("yesterday");
    assert_eq!(with("/v1/triggers", &event), invalid("/events/0/at"));
}
