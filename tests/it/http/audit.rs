//! Creators without a campaign in, all that is knowable of them out.

use serde_json::{Value, json};

use super::harness::{NOW, Service, assert_conforms, example};

fn request() -> Value {
    json!({ "creator": example("creator") })
}

#[test]
fn one_creator_is_audited_as_the_schema_says() {
    let service = Service::start();
    assert_conforms("AuditRequest", &request());
    let answer = service.post("/v1/audit", &request());
    assert_eq!(answer.status, 200, "{}", answer.text());
    let report = answer.json();
    assert_conforms("Audit", &report);
    assert_eq!(report["as_of"], NOW, "an omitted moment is filled in and told");
    let creator = &report["creators"][0];
    assert_eq!(creator["id"], example("creator")["id"]);
    assert_eq!(creator["layers"].as_array().map(Vec::len), Some(5), "{creator:#}");
    for absent in ["verdict", "rank", "score", "overrides"] {
        assert!(creator.get(absent).is_none(), "`{absent}` needs a campaign");
    }
    let later = json!({ "creator": example("creator"), "as_of": "2026-06-01T00:00:00Z" });
    let later = service.post("/v1/audit", &later).json()["creators"][0].clone();
    assert!(later["tier"]["role"].is_string() && later["tier"]["measured_by"][0].is_string(), "{later:#}");
    let silent = |list: &str| creator[list].as_array().unwrap().clone();
    let names_campaign = |check: &Value| check["missing"].to_string().contains("\"campaign.");
    let waits = silent("needs_campaign");
    assert!(waits.iter().any(|check| check["check"] == "performance.audience-match"), "{waits:#?}");
    assert!(waits.iter().all(names_campaign), "{waits:#?}");
    assert!(!silent("needs_data").iter().any(names_campaign));
    assert!(!creator["next_best_data"].to_string().contains("campaign."), "{:#}", creator["next_best_data"]);
}

#[test]
fn the_same_creators_give_the_same_bytes_in_any_order_and_form() {
    let service = Service::start();
    let first = service.post("/v1/audit", &request());
    assert_eq!(first.body, service.post("/v1/audit", &request()).body);
    assert_eq!(first.body, service.post("/v1/audit", &json!({ "creators": [example("creator")] })).body);
    let mut other = example("creator");
    other["id"] = json!("another:1");
    let there = service.post("/v1/audit", &json!({ "creators": [example("creator"), other] }));
    let back = service.post("/v1/audit", &json!({ "creators": [other, example("creator")] }));
    assert_eq!(there.status, 200, "{}", there.text());
    assert_eq!(there.body, back.body);
    let ids: Vec<Value> = there.json()["creators"].as_array().unwrap().iter().map(|it| it["id"].clone()).collect();
    assert_eq!(ids, [json!("another:1"), example("creator")["id"].clone()], "in the order of the ids");
}

#[test]
fn texts_come_in_the_language_asked_for() {
    let service = Service::start();
    let answer = service.post_with("/v1/audit", &request(), &[("accept-language", "id, en;q=0.5")]);
    assert_eq!(answer.header("content-language"), Some("id"), "{}", answer.text());
    assert_eq!(answer.json()["lang"], "id");
    let mut chosen = request();
    chosen["lang"] = json!("en");
    let answer = service.post_with("/v1/audit", &chosen, &[("accept-language", "id")]);
    assert_eq!(answer.header("content-language"), Some("en"));
}

#[test]
fn a_creator_with_nothing_but_a_platform_is_an_answer() {
    let nothing = json!({ "creator": { "id": "x", "accounts": [{ "platform": "tiktok" }] } });
    let answer = Service::start().post("/v1/audit", &nothing);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let report = answer.json();
    assert_conforms("Audit", &report);
    let creator = &report["creators"][0];
    assert_eq!((&creator["outlook"], &creator["faults"]), (&json!("unknown"), &json!([])), "{creator:#}");
    assert!(!creator["needs_data"].as_array().unwrap().is_empty() && creator["next_best_data"][0]["gate"] == true);
}

#[test]
fn what_cannot_be_read_is_skipped_where_that_is_asked_for() {
    let service = Service::start();
    let mut body = json!({ "creators": [example("creator"), { "id": "broken", "surprise": 1 }] });
    let refused = service.post("/v1/audit", &body).problem(422, "invalid-document");
    assert!(refused["violations"][0]["pointer"].as_str().unwrap().starts_with("/creators/1"), "{refused:#}");
    body["on_invalid"] = json!("skip");
    let answer = service.post("/v1/audit", &body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let report = answer.json();
    assert_conforms("Audit", &report);
    assert_eq!((&report["summary"]["creators"], &report["summary"]["invalid"]), (&json!(1), &json!(1)));
    assert_eq!(report["invalid"][0]["id"], "broken");
    body["creators"] = json!([{ "id": "broken" }]);
    service.post("/v1/audit", &body).problem(422, "empty-roster");
}

#[test]
fn hostile_bodies_get_problems() {
    let service = Service::start();
    let creator = example("creator");
    let changed = |pointer: &str, value: Value| {
        let mut request = request();
        *request.pointer_mut(pointer).unwrap() = value;
        request
    };
    let cases = [
        ("nobody", json!({}), "missing-field", "/creators"),
        ("nobody, said twice", json!({ "creator": null, "creators": null }), "missing-field", "/creators"),
        ("both", json!({ "creator": creator, "creators": [creator] }), "not-allowed", "/creator"),
        ("an empty list", json!({ "creators": [] }), "too-few", "/creators"),
        ("a campaign", json!({ "creator": creator, "campaign": example("campaign") }), "unknown-field", "/campaign"),
        ("a list for one", json!({ "creator": [creator] }), "wrong-type", "/creator"),
        ("one for a list", json!({ "creators": creator }), "wrong-type", "/creators"),
        ("twice the same", json!({ "creators": [creator, creator] }), "duplicate-id", "/creators/1"),
        ("a wrong type", changed("/creator/id", json!(7)), "wrong-type", "/creator/id"),
        (
            "out of range",
            changed("/creator/accounts/0/followers", json!(-1)),
            "out-of-range",
            "/creator/accounts/0/followers",
        ),
        ("no moment", json!({ "creator": creator, "as_of": "soon" }), "bad-format", "/as_of"),
        ("not an object", json!([creator]), "wrong-type", ""),
    ];
    for (name, body, code, pointer) in cases {
        let problem = service.post("/v1/audit", &body).problem(422, "invalid-document");
        let found = problem["violations"].as_array().unwrap();
        let hit = found.iter().any(|violation| violation["code"] == code && violation["pointer"] == pointer);
        assert!(hit, "{name}: {problem:#}");
    }
    service.post("/v1/audit", &json!({ "creator": creator, "pack": "nothing" })).problem(422, "unknown-pack");
    service.post("/v1/audit?creator=x", &request()).problem(400, "bad-request");
    for bytes in ["", "{", "nul", "{\"creator\":", "[[[[[[[["] {
        let head = "POST /v1/audit HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nconnection: close\r\n";
        let answer = service.raw(format!("{head}content-length: {}\r\n\r\n{bytes}", bytes.len()).as_bytes()).remove(0);
        answer.problem(400, "malformed-body");
    }
}

#[test]
fn audited_creators_are_counted() {
    let service = Service::start();
    assert_eq!(service.post("/v1/audit", &request()).status, 200);
    let metrics = service.get("/metrics");
    assert!(metrics.text().contains("saring_creators_scored_total 1\n"), "{}", metrics.text());
}
