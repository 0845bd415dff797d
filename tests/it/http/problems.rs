//! Every problem of the catalogue, reached at least once.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use saring_app::App;
use saring_http::Clock;
use saring_http::problem::ProblemCode;
use saring_tests::golden;
use serde_json::{Value, json};

use super::harness::{Service, example, score_request};

/// A request to score that was changed at one place.
fn changed(pointer: &str, value: Value) -> Value {
    let mut request = score_request();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match request.pointer_mut(parent).unwrap_or_else(|| panic!("no `{parent}` in the example")) {
        Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
        object => object[key] = value,
    }
    request
}

fn twice() -> Value {
    let mut request = score_request();
    let creator = request["creators"][0].clone();
    request["creators"].as_array_mut().unwrap().push(creator);
    request
}

#[test]
fn every_wrong_document_gets_its_violation_and_its_place() {
    let service = Service::start();
    let cases = [
        ("unknown field", changed("/surprise", json!(1)), "unknown-field", "/surprise"),
        ("unknown field inside", changed("/creators/0/surprise", json!(1)), "unknown-field", "/creators/0/surprise"),
        ("wrong type", changed("/creators", json!("many")), "wrong-type", "/creators"),
        ("wrong type inside", changed("/creators/0/id", json!(7)), "wrong-type", "/creators/0/id"),
        (
            "range",
            changed("/creators/0/accounts/0/followers", json!(-1)),
            "out-of-range",
            "/creators/0/accounts/0/followers",
        ),
        ("empty roster", changed("/creators", json!([])), "too-few", "/creators"),
        ("duplicate ids", twice(), "duplicate-id", "/creators/1"),
        ("no campaign", json!({ "creators": score_request()["creators"] }), "missing-field", ""),
        ("not an object", json!([1, 2]), "wrong-type", ""),
    ];
    for (name, body, code, pointer) in cases {
        let problem = service.post("/v1/score", &body).problem(422, "invalid-document");
        let found = problem["violations"].as_array().unwrap();
        let hit = found.iter().any(|violation| violation["code"] == code && violation["pointer"] == pointer);
        assert!(hit, "{name}: {problem:#}");
        assert!(problem["help"].is_string(), "{name}: {problem:#}");
    }
}

#[test]
fn percent_and_mixed_currencies_are_told_with_help() {
    let service = Service::start();
    let mut percent = score_request();
    percent["creators"][0]["accounts"][0]["reported"] =
        json!({ "engagement_rate": { "value": 4.5, "definition": "by_followers" } });
    let problem = service.post("/v1/score", &percent).problem(422, "invalid-document");
    assert!(problem["violations"].to_string().contains("percent-for-fraction"), "{problem:#}");
    assert!(problem["help"].is_string(), "{problem:#}");
    let mut mixed = example("plan");
    mixed["lines"][0]["amount"]["currency"] = json!("USD");
    let report = service.post("/v1/validate", &json!({ "document": "plan", "value": mixed })).json();
    let violation = &report["violations"][0];
    assert_eq!((&report["valid"], &violation["code"]), (&json!(false), &json!("currency-mix")), "{report:#}");
    assert!(violation["help"].as_str().unwrap().contains("USD"), "{report:#}");
}

#[test]
fn what_the_request_names_but_the_service_lacks() {
    let service = Service::start();
    let cases = [
        ("unknown pack", changed("/pack", json!("standrad")), "unknown-pack"),
        ("unknown version", changed("/pack", json!("standard@99")), "pinned-pack-absent"),
        ("unknown digest", changed("/pack", json!("sha256:00")), "pinned-pack-absent"),
        ("unknown goal", changed("/campaign/goal", json!("fame")), "unknown-goal"),
    ];
    for (name, body, code) in cases {
        let problem = service.post("/v1/score", &body).problem(422, code);
        assert!(problem["help"].is_string(), "{name}: {problem:#}");
    }
    let problem = service.post("/v1/explain?creator=nobody", &score_request()).problem(422, "unknown-creator");
    assert!(problem["detail"].as_str().unwrap().contains("`nobody`"));
    service.post("/v1/validate", &json!({ "document": "poem", "value": 1 })).problem(422, "unknown-document");
    service.get("/v1/packs/standrad").problem(404, "not-found");
    service.get("/v1/packs/standard@99").problem(404, "not-found");
    let problem = service.get("/v1/schemas/poem").problem(404, "not-found");
    assert!(problem["help"].as_str().unwrap().contains("`campaign`"));
}

/// A service with the standard pack, changed in its manifest, as the pack `ours`.
fn with_pack(edit: impl Fn(&str) -> String) -> (tempfile::TempDir, Service) {
    let folder = tempfile::tempdir().unwrap();
    copy(&golden::repo().join("rules/standard"), &folder.path().join("ours"));
    let manifest = folder.path().join("ours/pack.toml");
    let text = std::fs::read_to_string(&manifest).unwrap().replace("name = \"standard\"", "name = \"ours\"");
    let edited = edit(&text);
    assert_ne!(edited, text, "nothing was edited");
    std::fs::write(&manifest, edited).unwrap();
    let config = saring_app::Config { pack_dirs: vec![folder.path().to_owned()], ..Default::default() };
    let service = Service::of(Arc::new(App::open(&config).unwrap()), |_| ());
    (folder, service)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let (path, target) = entry.map(|entry| (entry.path(), to.join(entry.file_name()))).unwrap();
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn a_pack_that_is_broken_is_told_with_its_places() {
    let (_folder, service) = with_pack(|text| text.replace("tiers/by_followers.rhai", "tiers/nowhere.rhai"));
    let problem = service.post("/v1/score", &changed("/pack", json!("ours"))).problem(422, "invalid-pack");
    let diagnostic = &problem["diagnostics"][0];
    assert_eq!(diagnostic["file"], "pack.toml", "{problem:#}");
    assert!(diagnostic["line"].as_u64().unwrap() > 1 && diagnostic["message"].as_str().unwrap().contains("nowhere"));
    service.get("/v1/packs/ours").problem(422, "invalid-pack");
    let packs = service.get("/v1/packs").json();
    let ours = packs.as_array().unwrap().iter().find(|pack| pack["name"] == "ours").unwrap();
    assert_eq!((ours["digest"].is_null(), &ours["errors"]), (true, &json!(1)), "{packs:#}");
    assert_eq!(service.post("/v1/score", &score_request()).status, 200, "the other packs are used");
}

#[test]
fn a_fallback_that_nobody_wants_is_refused() {
    let script = "run = \"layers/creative_fit/format_strength.rhai\"";
    let list = "run = [\"plugin:video#craft\", \"layers/creative_fit/format_strength.rhai\"]";
    let (_folder, service) = with_pack(|text| text.replace(script, list));
    let mut request = changed("/pack", json!("ours"));
    assert_eq!(service.post("/v1/score", &request).status, 200);
    request["require_plugins"] = json!(true);
    service.post("/v1/score", &request).problem(422, "fallback-refused");
}

#[test]
fn a_query_that_nobody_reads_is_named() {
    let service = Service::start();
    let post = |path: &str| service.post(path, &score_request());
    for (answer, detail, help) in [
        (post("/v1/explain"), "lacks the parameter `creator`", "takes `creator`"),
        (post("/v1/explain?creator=a&creator=b"), "`creator` 2 times", "takes `creator`"),
        (post("/v1/explain?creator=a&surprise=1&x"), "nothing reads `surprise`, `x`", "takes `creator`"),
        (post("/v1/explain?creater=a"), "nothing reads `creater`", "takes `creator`"),
        (post("/v1/score?top=3"), "nothing reads `top`", "takes `edition`"),
        (post("/v1/validate?%74op=3"), "nothing reads `top`", "body"),
        (service.get("/v1/packs?name=standard"), "nothing reads `name`", "leave the query out"),
        (service.get("/v1/packs/standard?full"), "nothing reads `full`", "leave the query out"),
        (service.get("/healthz?x=1"), "nothing reads `x`", "leave the query out"),
    ] {
        let problem = answer.problem(400, "bad-request");
        assert!(problem["detail"].as_str().unwrap().contains(detail), "{problem:#}");
        assert!(problem["help"].as_str().unwrap().contains(help), "{problem:#}");
    }
    assert_eq!(service.get("/v1/packs?").status, 200, "an empty query says nothing");
}

#[test]
fn nobody_to_decide_on_is_a_problem_of_its_own() {
    let service = Service::start();
    let mut request = changed("/on_invalid", json!("skip"));
    request["creators"] = json!([{ "id": 7 }]);
    service.post("/v1/score", &request).problem(422, "empty-roster");
}

#[test]
fn work_without_a_place_or_without_time_may_be_tried_again() {
    let impatient = Service::with(|config| config.limits.work_max = Duration::ZERO);
    impatient.post("/v1/score", &score_request()).problem(503, "deadline");
    let narrow = Service::with(|config| config.limits.bodies_bytes_max = 0);
    narrow.post("/v1/score", &score_request()).problem(503, "overloaded");
}

#[test]
fn a_panic_is_a_problem_that_tells_nothing() {
    let service = Service::with(|config| config.clock = Clock::new(|| panic!("the secret of the house")));
    let answer = service.post("/v1/score", &score_request());
    answer.problem(500, "internal");
    assert!(!answer.text().contains("secret"));
    assert_eq!(service.get("/healthz").status, 200, "the server lives on");
}

#[test]
fn a_clock_that_is_off_is_a_problem() {
    let service = Service::with(|config| config.clock = Clock::new(|| SystemTime::UNIX_EPOCH - Duration::from_secs(1)));
    service.post("/v1/score", &score_request()).problem(500, "internal");
}

#[test]
fn the_catalogue_is_served_whole() {
    let listed = Service::start().get("/v1/problems").json();
    let listed: Vec<&str> = listed.as_array().unwrap().iter().map(|kind| kind["code"].as_str().unwrap()).collect();
    let all: Vec<&str> = ProblemCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(listed, all);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
}

#[test]
fn a_rule_that_the_clock_ended_is_worth_another_try() {
    let refusal = saring_app::Refusal::Deadline { rule: "authenticity.audience-quality".to_owned(), limit_ms: 22_800 };
    let problem = saring_http::problem::Problem::from(refusal);
    let code = problem.code();
    assert_eq!((code.as_str(), code.status().as_u16(), code.retryable()), ("deadline", 503, true));
    let told = format!("{problem:?}");
    assert!(told.contains("`authenticity.audience-quality` was still running after 22800 ms"), "{told}");
}
