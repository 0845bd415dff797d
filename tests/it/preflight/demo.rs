//! The demo's two campaigns: a careful one, and one with planted flaws.

use saring_app::demo::{BAD_CAMPAIGN_JSON, CAMPAIGN_JSON};
use saring_tests::bin::run;
use serde_json::Value;

use super::{check, checks, text};

/// What was planted, and how the check that must find it ends.
const PLANTED: [(&str, &str, &str); 13] = [
    ("no disclosure is mandatory", "brief.mandatory", "fail"),
    ("seven messages", "brief.messaging-pillars", "fail"),
    ("a mandatory hashtag and a call to action that guardrails forbid", "brief.contradictions", "fail"),
    ("a brand story that is yet to be written", "brief.brand-story", "fail"),
    ("no room for the creator", "brief.freedom", "fail"),
    ("no reference", "brief.reference-content", "fail"),
    ("no dates", "brief.timeline", "fail"),
    ("no revision limit", "brief.revision-limit", "fail"),
    ("a brief too vague to work by", "pre-mortem.vague-brief", "fail"),
    ("KPIs without targets", "pre-mortem.no-evaluation", "fail"),
    ("a target of everybody, from nobody", "discovery.audience-intelligence", "warn"),
    ("a trend of two years ago", "discovery.cultural-trends", "warn"),
    ("nobody knows who worked for rivals", "discovery.competitor-creators", "unknown"),
];

fn preflight(campaign: &str, code: i32) -> Value {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("campaign.json"), campaign).unwrap();
    let args = ["preflight", "--campaign", "campaign.json", "--as-of", "2026-03-01", "--format", "json"];
    run(folder.path(), &args).code(code).json()
}

#[test]
fn every_planted_flaw_is_found() {
    let report = preflight(BAD_CAMPAIGN_JSON, 1);
    assert_eq!(report["summary"]["readiness"], "not_ready");
    for (flaw, path, status) in PLANTED {
        let found = check(&report, path);
        assert_eq!(found["status"], status, "{flaw}: {found:#}");
        assert!(!found["questions"].as_array().unwrap().is_empty() || path == "pre-mortem.vague-brief", "{flaw}");
    }
    let failed = checks(&report).filter(|(_, check)| check["status"] == "fail").count();
    assert_eq!(failed, PLANTED.iter().filter(|(.., status)| *status == "fail").count(), "and nothing else fails");
    let contradictions = check(&report, "brief.contradictions");
    let told: String =
        contradictions["reasons"].as_array().unwrap().iter().map(|reason| text(&reason["text"])).collect();
    assert!(told.contains("SawoBersih") && told.contains("promo codes"), "{told}");
}

#[test]
fn what_a_careful_agency_fills_in_passes() {
    let report = preflight(CAMPAIGN_JSON, 0);
    for (path, check) in checks(&report) {
        let is_said = path.starts_with("discovery.") || path.starts_with("brief.");
        if is_said || ["pre-mortem.vague-brief", "pre-mortem.no-evaluation"].contains(&path.as_str()) {
            assert_eq!(check["status"], "pass", "{path}: {check:#}");
            assert_eq!(check["score"], 100, "{path}");
        } else {
            assert_eq!(check["status"], "unknown", "{path}: nobody is chosen and nothing is recorded");
        }
    }
}
