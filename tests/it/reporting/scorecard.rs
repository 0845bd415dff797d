//! Scorecards as reports: whole ones of this release, and what the client edition leaves out.

use std::path::Path;
use std::sync::Arc;

use saring_app::App;
use saring_app::reporting::{Edition, Face, Publication};
use saring_app::running::RunningRequest;
use saring_model::Campaign;
use saring_model::decode::decode;
use saring_model::timeline::Timeline;
use saring_tests::golden::check_file;
use serde_json::{Value, json};

use super::app;

/// A campaign that was worked out by hand.
fn request(file: &str, lang: &str) -> RunningRequest {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/scorecards/{file}.toml"));
    let case = saring_app::cases::read(&std::fs::read_to_string(path).unwrap()).unwrap().remove(0);
    let bytes = |document: &Value| serde_json::to_vec(document).unwrap();
    let timeline: Timeline = decode(&bytes(case.timeline.as_ref().unwrap())).unwrap();
    RunningRequest {
        creators: case.roster.iter().map(crate::rhai::creator).collect(),
        events: timeline.events.into_vec(),
        as_of: Some(case.as_of),
        lang: Some(lang.to_owned()),
        ..RunningRequest::new(Arc::new(decode::<Campaign>(&bytes(&case.campaign)).unwrap()))
    }
}

fn scorecard(app: &App, request: &RunningRequest, edition: Edition, face: Face) -> String {
    let report = app.measure(request, request.as_of.unwrap()).unwrap();
    String::from_utf8(app.publish_measure(request, &report, Publication { face, edition }).unwrap()).unwrap()
}

#[test]
fn scorecards_are_as_they_were() {
    let app = app();
    for (file, lang, edition) in [
        ("parts", "en", Edition::Internal),
        ("parts", "id", Edition::Client),
        ("half-missing", "en", Edition::Client),
        ("half-missing", "id", Edition::Internal),
    ] {
        let text = scorecard(&app, &request(file, lang), edition, Face::Markdown);
        check_file(&format!("tests/golden/reports/scorecard-{file}.{}.{lang}.md", edition.as_str()), &text);
    }
    let page = scorecard(&app, &request("parts", "en"), Edition::Internal, Face::Html);
    check_file("tests/golden/reports/scorecard-parts.internal.en.html", &page);
}

#[test]
fn a_client_sees_no_cost_of_a_creator() {
    let (app, request) = (app(), request("parts", "en"));
    let creators = |edition| {
        let text = scorecard(&app, &request, edition, Face::Markdown);
        let (_, section) = text.split_once("## By creator").unwrap();
        section.split("\n## ").next().unwrap().to_owned()
    };
    let (internal, client) = (creators(Edition::Internal), creators(Edition::Client));
    assert!(internal.contains("IDR") || internal.contains("USD"), "{internal}");
    assert!(!client.contains("IDR") && !client.contains("USD") && !client.contains('×'), "{client}");
}

/// Of the tiers one has a single creator. What the other costs would tell what that one does, because the whole is told.
#[test]
fn a_client_sees_no_cost_of_a_tier_that_is_one_creator() {
    let (app, request) = (app(), request("parts", "en"));
    let tiers = |edition| {
        let text = scorecard(&app, &request, edition, Face::Markdown);
        let (_, section) = text.split_once("## By tier").unwrap();
        section.split("\n## ").next().unwrap().to_owned()
    };
    let (internal, client) = (tiers(Edition::Internal), tiers(Edition::Client));
    assert!(internal.contains("IDR") || internal.contains('×'), "{internal}");
    assert!(!client.contains("IDR") && !client.contains('×') && !client.contains("withheld"), "{client}");
}

#[test]
fn verdicts_stand_with_their_reasons_in_the_internal_edition_alone() {
    let app = app();
    let agreed = json!({
        "id": "agreed",
        "at": "2026-02-01T00:00:00Z",
        "creator": "a",
        "what": { "kpi_agreed": { "metric": "views", "target": 50_000 } },
    });
    for (lang, title, row) in [
        ("en", "## Next time, and why", "| a | Renegotiate | In this campaign the creator came to 2× what was agreed"),
        ("id", "## Lain kali, dan alasannya", "| a | Negosiasi ulang | Di kampanye ini kreator mencapai 2× dari yang"),
    ] {
        let mut request = request("parts", lang);
        request.events.push(serde_json::from_value(agreed.clone()).unwrap());
        let internal = scorecard(&app, &request, Edition::Internal, Face::Markdown);
        let (_, verdicts) = internal.split_once(title).unwrap();
        assert!(verdicts.contains(row), "{verdicts}");
        let client = scorecard(&app, &request, Edition::Client, Face::Markdown);
        assert!(!client.contains(title) && !client.contains(row));
    }
}
