//! A campaign in, whether it is ready out.

use serde_json::{Value, json};

use super::harness::{NOW, Service, assert_conforms, example};

fn request() -> Value {
    json!({ "campaign": example("campaign") })
}

#[test]
fn a_campaign_is_checked_as_the_schema_says() {
    let service = Service::start();
    let full = json!({
        "campaign": example("campaign"),
        "creators": [example("creator")],
        "chosen": [example("creator")["id"]],
        "timeline": example("timeline"),
        "as_of": "2026-05-01T00:00:00Z",
        "lang": "id",
    });
    let mut by_plan = full.clone();
    by_plan.as_object_mut().unwrap().remove("chosen");
    by_plan["plan"] = example("plan");
    let chosen = service.post("/v1/preflight", &full).json();
    assert_eq!(service.post("/v1/preflight", &by_plan).json(), chosen, "the plan books who is chosen");
    for request in [request(), full, by_plan] {
        assert_conforms("PreflightRequest", &request);
        let answer = service.post("/v1/preflight", &request);
        assert_eq!(answer.status, 200, "{}", answer.text());
        let report = answer.json();
        assert_conforms("Preflight", &report);
        assert_eq!(report["as_of"], request.get("as_of").cloned().unwrap_or(json!(NOW)));
        assert_eq!(report["groups"].as_array().map(Vec::len), Some(4));
        assert_eq!(report["summary"]["faults"], 0);
        assert_eq!(report["summary"].get("chosen").is_some(), request.get("creators").is_some());
        assert_eq!(answer.body, service.post("/v1/preflight", &request).body, "the same bytes again");
    }
}

#[test]
fn what_cannot_be_checked_is_a_problem_with_its_code() {
    let service = Service::start();
    let with = |key: &str, value: Value| {
        let mut request = request();
        request[key] = value;
        service.post("/v1/preflight", &request)
    };
    let unknown_pack = with("pack", json!("nobody"));
    assert_eq!((unknown_pack.status, &unknown_pack.json()["code"]), (422, &json!("unknown-pack")));
    let mut stranger = request();
    stranger["creators"] = json!([example("creator")]);
    stranger["chosen"] = json!(["nobody"]);
    let stranger = service.post("/v1/preflight", &stranger);
    assert_eq!(stranger.json()["code"], "unknown-creator", "{}", stranger.text());
    let alone = with("chosen", json!(["somebody"]));
    assert_eq!((alone.status, &alone.json()["violations"][0]["pointer"]), (422, &json!("/chosen")), "{}", alone.text());
    let plan = |campaign: &str| json!({ "campaign": campaign, "lines": [], "bookings": [] });
    let own = example("campaign")["id"].as_str().unwrap().to_owned();
    let cases = [
        (json!({ "plan": plan(&own) }), "/plan"),
        (json!({ "plan": plan("another"), "creators": [example("creator")] }), "/plan/campaign"),
        (json!({ "plan": plan(&own), "chosen": [], "creators": [example("creator")] }), "/plan"),
    ];
    for (more, pointer) in cases {
        let mut request = request();
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let problem = service.post("/v1/preflight", &request).problem(422, "invalid-document");
        assert_eq!(problem["violations"][0]["pointer"], pointer, "{problem:#}");
    }
    let events = json!({ "events": [{ "id": "1", "at": "2026-02-01T00:00:00Z", "received_at": "2026-01-01T00:00:00Z", "what": { "code_use": {} } }] });
    let early = with("timeline", events);
    assert_eq!(early.json()["violations"][0]["pointer"], "/timeline/events/0/received_at", "{}", early.text());
}
