//! `triggers`, `replay` and `measure`: campaigns that run, or ran.

use std::fs;
use std::path::Path;

use saring_tests::bin::{Ran, command, run, run_with};
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
fn a_scorecard_says_which_events_do_not_count() {
    let folder = folder();
    let order = |id: &str, at: &str, amount: &str| {
        let revenue = json!({ "amount": amount, "currency": "IDR" });
        json!({ "id": id, "at": at, "what": { "order": { "revenue": revenue } } }).to_string()
    };
    let (june, july) = ("2026-06-30T00:00:00Z", "2026-07-30T00:00:00Z");
    let events =
        [order("a", june, "5"), order("a", june, "5"), order("a", june, "6"), order("b", july, "5")].join("\n");
    fs::write(folder.path().join("events.ndjson"), events).unwrap();
    let args = ["measure", "events.ndjson", "-c", "campaign.json", "--as-of", "2026-07-01"];
    let said = run(folder.path(), &args).code(0).stderr;
    for part in [
        "1 of 4 events lie ahead of 2026-07-01T23:59:59Z",
        "2 events came again, and count once",
        "1 of them say something else, as `a` does",
    ] {
        assert!(said.contains(part), "`{part}` is not in\n{said}");
    }
    assert_eq!(run(folder.path(), &[&args[..], &["--quiet"]].concat()).code(0).stderr, "");
}

#[test]
fn figures_fit_a_page_of_eighty_columns() {
    let folder = folder();
    let args = ["measure", "timeline.json", "-c", "campaign.json", "--as-of", "2026-08-30"];
    let page = run(folder.path(), &args).code(0).stdout;
    assert!(
        page.contains("Net sentiment of mentions during the campaign "),
        "a long title keeps its distance:\n{page}"
    );
    let narrow = command(folder.path()).args(args).env("COLUMNS", "80").output().expect("a run").stdout;
    let narrow = String::from_utf8(narrow).expect("a page is text");
    let body = narrow.lines().take_while(|line| !line.starts_with("Measured by"));
    let long: Vec<&str> = body.filter(|line| line.chars().count() > 80).collect();
    assert_eq!(long, Vec::<&str>::new());
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
    refused(&["replay", "-", "-c", "campaign.json"], misspelt, "`/0/what/mention_counts/totl`");
    // Of an event a line the line is said, blank ones counted; the list that they become is nobody's.
    let order =
        r#"{"id":"a","at":"2026-07-01T00:00:00Z","what":{"order":{"revenue":{"amount":"5","currency":"IDR"}}}}"#;
    let second = |line: &str| format!("{order}\n\n{line}\n{order}\n");
    refused(&["replay", "-", "-c", "campaign.json"], &second(r#"{"id": "b", "at": "#), "[stdin:3:");
    refused(&["replay", "-", "-c", "campaign.json"], &second(misspelt), "[stdin:3:");
    let known = run_with(path, &["validate", "-"], format!("{order}\n{order}\n").as_bytes());
    assert!(known.stdout.contains("stdin is a valid timeline"), "{}", known.stdout);
    // An export of another tool is no timeline yet, and its help says how it becomes one.
    refused(&["measure", "-", "-c", "campaign.json"], "No. Pesanan,Total\nA,5\n", "import --as events");
    refused(&["replay", "-", "-c", "campaign.json"], "[]", "no-events");
    refused(&["replay", "-", "-c", "-"], "", "stdin-twice");
    fs::write(path.join("state.json"), "{}").unwrap();
    refused(&["triggers", "timeline.json", "-c", "campaign.json", "--state", "state.json"], "", "trigger-state");
}
