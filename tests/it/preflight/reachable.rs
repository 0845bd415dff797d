//! Every id of the field's lists is a check, and says something in both languages.

use std::collections::BTreeSet;

use saring_tests::bin::run;
use serde_json::{Value, json};

use super::{checks, text};

/// What is found out before anyone is chosen.
const DISCOVERY: [&str; 4] = ["audience-intelligence", "social-listening", "competitor-creators", "cultural-trends"];
/// The items of a brief.
const BRIEF: [&str; 11] = [
    "brand-story",
    "campaign-narrative",
    "messaging-pillars",
    "guardrails",
    "freedom",
    "mandatory",
    "value-and-usp",
    "do-and-dont",
    "reference-content",
    "timeline",
    "revision-limit",
];
/// The causes of failure.
const PRE_MORTEM: [&str; 6] =
    ["expectations", "creator-misfit", "vague-brief", "poor-communication", "follower-fixation", "no-evaluation"];

/// A campaign with the least that a campaign can say.
fn bare() -> Value {
    json!({ "id": "c", "goal": "awareness", "brand": { "name": "Sari Ayu" } })
}

fn told(lang: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("campaign.json"), bare().to_string()).unwrap();
    let args =
        ["preflight", "--campaign", "campaign.json", "--as-of", "2026-03-01", "--format", "json", "--lang", lang];
    run(folder.path(), &args).code(0).json()
}

#[test]
fn every_id_is_a_check() {
    let report = told("en");
    let found: BTreeSet<String> = checks(&report).map(|(path, _)| path).collect();
    let of = |group: &'static str, ids: &'static [&'static str]| ids.iter().map(move |id| format!("{group}.{id}"));
    let wanted = of("discovery", &DISCOVERY).chain(of("brief", &BRIEF)).chain(of("pre-mortem", &PRE_MORTEM));
    let beside = ["brief.contradictions", "workflow.workflow"].map(str::to_owned);
    let wanted: BTreeSet<String> = wanted.chain(beside).collect();
    assert_eq!(found, wanted);
    let rules: BTreeSet<String> =
        report["rules"].as_array().unwrap().iter().map(|rule| text(&rule["id"]).to_owned()).collect();
    assert_eq!(rules, wanted, "and each has a rule with its digest");
}

#[test]
fn a_campaign_that_says_nothing_is_asked_everything() {
    for lang in ["en", "id"] {
        let report = told(lang);
        assert_eq!(report["summary"]["readiness"], "review", "nothing known is neither a pass nor a failure");
        assert_eq!(report["summary"]["unknown"], checks(&report).count());
        let mut seen = BTreeSet::new();
        for (path, check) in checks(&report) {
            assert_eq!(check["status"], "unknown", "{path}");
            let questions = check["questions"].as_array().unwrap();
            assert!(!questions.is_empty(), "{path} asks nothing in {lang}");
            for question in questions {
                let words = text(&question["text"]);
                assert!(words.ends_with('?') && !words.contains('{'), "{lang}: {path}: {words}");
                seen.insert(words.to_owned());
            }
            for reason in check["reasons"].as_array().unwrap() {
                let words = text(&reason["text"]);
                assert!(!words.contains('{') && words != text(&reason["code"]), "{lang}: {path}: {words}");
            }
        }
        assert!(seen.len() >= 20, "every item has a question of its own: {seen:?}");
    }
}
