//! `triggers`, `replay` and `measure`: campaigns that run, or ran.

use std::fs;
use std::path::Path;

use saring_tests::bin::{Ran, run, run_with};
use saring_tests::golden::repo;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with the examples of the published schemas.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["campaign", "plan", "timeline"] {
        let file = format!("{name}.json");
        fs::copy(repo().join("schemas/examples").join(&file), folder.path().join(file)).unwrap();
    }
    folder
}

fn with(folder: &Path, command: &str, more: &[&str]) -> Ran {
    let mut args = vec![command, "timeline.json", "-c", "campaign.json", "--plan", "plan.json"];
    args.extend(more);
    run(folder, &args)
}

/// A post whose content carries the highest risk: a crisis at once.
fn floor() -> String {
    let finding = json!({ "garm": "garm:pg0WhF", "risk": "floor", "confidence": 0.99 });
    let what = json!({ "post_published": { "platform": "instagram", "safety": [finding] } });
    json!({ "id": "x", "at": "2026-07-10T09:05:00Z", "post": "p9", "what": what }).to_string()
}

#[test]
fn a_state_is_kept_between_looks() {
    let folder = folder();
    let path = folder.path();
    let triggers = |more: &[&str]| {
        let mut args = vec!["triggers", "-", "-c", "campaign.json", "--plan", "plan.json", "--state", "s.json"];
        args.extend(more);
        run_with(path, &args, floor().as_bytes())
    };
    let dry = triggers(&["--dry-run", "--format", "json", "--as-of", "2026-07-10T09:20:00Z"]).code(0).json();
    assert!(!path.join("s.json").exists(), "a dry run keeps nothing");
    assert_eq!(dry["actions"][0]["kind"], "crisis", "{dry}");
    let first = triggers(&["--format", "json", "--as-of", "2026-07-10T09:20:00Z"]).code(0).json();
    assert_eq!(first, dry, "the same bytes");
    let kept: Value = serde_json::from_slice(&fs::read(path.join("s.json")).unwrap()).unwrap();
    assert_eq!(kept, first["state"]);
    let again = triggers(&["--format", "json", "--as-of", "2026-07-10T10:00:00Z"]).code(0).json();
    assert_eq!((&again["actions"], &again["summary"]["duplicates"]), (&json!([]), &json!(1)), "{again}");

    let table = run_with(path, &["triggers", "-", "-c", "campaign.json"], floor().as_bytes());
    assert!(table.code(0).stdout.contains("Crisis") || first["actions"].as_array().unwrap().len() == 1);
    triggers(&["--dry-run", "--fail-on", "now"]).code(0);
    let urgent = run_with(
        path,
        &["triggers", "-", "-c", "campaign.json", "--fail-on", "high", "--as-of", "2026-07-10T09:20:00Z"],
        floor().as_bytes(),
    );
    urgent.code(1);
}

#[test]
fn a_replay_tells_when_each_trigger_would_have_acted() {
    let folder = folder();
    fs::write(folder.path().join("timeline.json"), floor()).unwrap();
    let args = ["--as-of", "2026-07-10T09:20:00Z"];
    let table = with(folder.path(), "replay", &args).code(0).stdout;
    for part in ["2026-07-10 09:15", "Crisis", "Looks", "Money", "Watched by standard@"] {
        assert!(table.contains(part), "`{part}` is not in\n{table}");
    }
    let indonesian = with(folder.path(), "replay", &["--as-of", "2026-07-10T09:20:00Z", "--lang", "id"]).code(0).stdout;
    assert!(indonesian.contains("Yang perlu dilakukan"), "{indonesian}");
    let rows = with(folder.path(), "replay", &["--as-of", "2026-07-10T09:20:00Z", "--format", "csv"]).code(0).stdout;
    assert_eq!(rows.lines().count(), 2, "{rows}");
    assert!(rows.lines().nth(1).unwrap().starts_with("2026-07-10T09:15:00Z,crisis,crisis,"), "{rows}");
}

#[test]
fn a_campaign_is_measured() {
    let folder = folder();
    let measure = |more: &[&str]| with(folder.path(), "measure", &[&["--as-of", "2026-08-30"], more].concat());
    let table = measure(&[]).code(0).stdout;
    for part in ["Targets", "Quantitative", "Return on ad spend", "By creator", "Measured by standard@"] {
        assert!(table.contains(part), "`{part}` is not in\n{table}");
    }
    let report = measure(&["--format", "json"]).code(0).json();
    assert_eq!(report["dimensions"].as_array().unwrap().len(), 4);
    let figures = |value: &Value| value["figures"].as_array().unwrap().len();
    let told: usize = report["dimensions"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|dimension| dimension["metrics"].as_array().unwrap())
        .flat_map(|metric| metric["results"].as_array().unwrap())
        .map(figures)
        .sum();
    let rows = measure(&["--format", "csv"]).code(0).stdout;
    assert_eq!(rows.lines().count(), told + 1);
    assert_eq!(measure(&["--format", "json"]).stdout, measure(&["--format", "json", "--threads", "2"]).stdout);
}

#[test]
fn what_cannot_be_read_is_said_with_its_place() {
    let folder = folder();
    let path = folder.path();
    let plan = json!({ "campaign": "another", "lines": [], "bookings": [] }).to_string();
    fs::write(path.join("plan-of-another.json"), plan).unwrap();
    let refused = |args: &[&str], stdin: &str, part: &str| {
        let ran = run_with(path, args, stdin.as_bytes()).code(2);
        assert!(ran.stderr.contains(part), "`{part}` is not in\n{}", ran.stderr);
    };
    refused(
        &["measure", "timeline.json", "-c", "campaign.json", "--plan", "plan-of-another.json"],
        "",
        "other-campaign",
    );
    let misspelt =
        r#"{"id": "1", "at": "2026-07-01T00:00:00Z", "what": {"mention_counts": {"span_s": 60, "totl": 3}}}"#;
    refused(&["replay", "-", "-c", "campaign.json"], misspelt, "/events/0/what/mention_counts");
    refused(&["replay", "-", "-c", "campaign.json"], "[]", "no-events");
    refused(&["replay", "-", "-c", "-"], "", "stdin-twice");
    fs::write(path.join("state.json"), "{}").unwrap();
    refused(&["triggers", "timeline.json", "-c", "campaign.json", "--state", "state.json"], "", "trigger-state");
}
