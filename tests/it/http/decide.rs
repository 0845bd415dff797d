//! Creators in, explained verdicts out.

use serde_json::{Value, json};

use super::harness::{NOW, Service, assert_conforms, example, score_request};

#[test]
fn a_request_is_scored_as_the_schema_says() {
    let service = Service::start();
    let answer = service.post("/v1/score", &score_request());
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("vary"), Some("Accept, Accept-Language"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    let report = answer.json();
    assert_conforms("Report", &report);
    assert_eq!(report["as_of"], NOW, "an omitted moment is filled in and told");
    assert_eq!(report["creators"][0]["id"], example("creator")["id"]);
    assert!(report["pack"]["digest"].as_str().unwrap().starts_with("sha256:"));
}

#[test]
fn the_same_request_gives_the_same_bytes() {
    let service = Service::start();
    let [first, second] = [0, 1].map(|_| service.post("/v1/score", &score_request()));
    assert_eq!(first.status, 200, "{}", first.text());
    assert_eq!(first.body, second.body);
}

#[test]
fn one_creator_is_explained_with_its_rank_among_all() {
    let service = Service::start();
    let mut request = score_request();
    let mut other = request["creators"][0].clone();
    other["id"] = json!("other:1");
    request["creators"].as_array_mut().unwrap().push(other);
    let answer = service.post("/v1/explain?creator=other%3A1", &request);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let report = answer.json();
    assert_conforms("Report", &report);
    let told: Vec<&Value> = report["creators"].as_array().unwrap().iter().map(|creator| &creator["id"]).collect();
    assert_eq!(told, ["other:1"]);
    assert_eq!(report["summary"]["creators"], 2);
}

#[test]
fn the_body_names_the_language_or_else_the_client_does() {
    let service = Service::start();
    let plain = score_request();
    let mut chosen = score_request();
    chosen["lang"] = json!("en");
    let cases = [
        (&plain, "", "en"),
        (&plain, "id", "id"),
        (&plain, "fr, id-ID;q=0.8, en;q=0.5", "id"),
        (&plain, "en;q=0, id;q=0.1", "id"),
        (&plain, "tlh", "en"),
        (&plain, ";;;q=,,x", "en"),
        (&chosen, "id", "en"),
    ];
    for (body, accepted, lang) in cases {
        let answer = service.post_with("/v1/score", body, &[("accept-language", accepted)]);
        assert_eq!(answer.header("content-language"), Some(lang), "{accepted}: {}", answer.text());
        assert_eq!(answer.json()["lang"], lang);
    }
}

#[test]
fn what_cannot_be_read_is_skipped_where_that_is_asked_for() {
    let service = Service::start();
    let mut request = score_request();
    request["on_invalid"] = json!("skip");
    request["creators"].as_array_mut().unwrap().push(json!({ "id": "broken", "surprise": 1 }));
    let answer = service.post("/v1/score", &request);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let report = answer.json();
    assert_conforms("Report", &report);
    assert_eq!((&report["summary"]["creators"], &report["summary"]["invalid"]), (&json!(1), &json!(1)));
    assert_eq!(report["invalid"][0]["id"], "broken");
    request["on_invalid"] = json!("reject");
    let refused = service.post("/v1/score", &request).problem(422, "invalid-document");
    let pointer = |violations: &Value| violations[0]["pointer"].as_str().unwrap().to_owned();
    assert!(pointer(&refused["violations"]).starts_with("/creators/1"), "{refused:#}");
    assert_eq!(pointer(&report["invalid"][0]["violations"]), pointer(&refused["violations"]), "one way to point");
}

#[test]
fn a_document_that_is_not_valid_is_an_answer() {
    let service = Service::start();
    for (document, value, valid) in [
        ("creator", example("creator"), true),
        ("campaign", example("campaign"), true),
        ("roster", json!([example("creator")]), true),
        ("creator", json!({ "surprise": 1 }), false),
        ("campaign", json!(null), false),
    ] {
        let answer = service.post("/v1/validate", &json!({ "document": document, "value": value }));
        assert_eq!(answer.status, 200, "{document}: {}", answer.text());
        let report = answer.json();
        assert_conforms("ValidateReport", &report);
        assert_eq!(report["valid"], valid, "{document}: {report:#}");
        assert_eq!(report["violations"].as_array().unwrap().is_empty(), valid);
    }
    service.post("/v1/validate", &json!({ "document": "creator" })).problem(422, "invalid-document");
}

#[test]
fn what_was_done_is_counted() {
    let service = Service::start();
    assert_eq!(service.post("/v1/score", &score_request()).status, 200);
    assert_eq!(service.get("/nowhere/at/all").status, 404);
    let answer = service.get("/metrics");
    assert_eq!(answer.header("content-type"), Some("application/openmetrics-text; version=1.0.0; charset=utf-8"));
    let text = answer.text();
    for line in [
        "saring_creators_scored_total 1\n",
        "saring_http_requests_total{method=\"POST\",route=\"/v1/score\",status=\"200\"} 1\n",
        "saring_http_requests_total{method=\"GET\",route=\"unmatched\",status=\"404\"} 1\n",
        "saring_http_request_duration_seconds_count{method=\"POST\",route=\"/v1/score\"} 1\n",
        "saring_http_requests_in_flight 1\n",
    ] {
        assert!(text.contains(line), "no `{}` in\n{text}", line.trim());
    }
    assert!(text.ends_with("# EOF\n"));
    assert!(!text.contains("nowhere"), "no client makes up labels");
}
