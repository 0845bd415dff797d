//! `campaign new`: from flags to a valid campaign. Away from a terminal nothing is asked.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use saring_model::{Campaign, decode};
use saring_tests::bin::{Ran, run, saring};
use serde_json::{Value, json};

use super::{AS_OF, Demo};

fn new(folder: &Path, flags: &[&str]) -> Ran {
    run(folder, &[&["campaign", "new"], flags].concat())
}

/// The campaign that flags beside a goal and a brand make.
fn made(flags: &[&str]) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = new(folder.path(), &[&["--goal", "awareness", "--brand", "Lumina"], flags].concat()).code(0);
    decode::<Campaign>(ran.stdout.as_bytes()).expect("a valid campaign");
    ran.json()
}

/// Flags, where their answer stands, and what stands there.
type Case = (&'static [&'static str], &'static str, Value);

fn cases() -> Vec<Case> {
    vec![
        (&[], "/id", json!("lumina-awareness")),
        (&["--id", "l-1"], "/id", json!("l-1")),
        (&["--name", "Launch"], "/name", json!("Launch")),
        (&["--category", "iab-ap:2.0:1244"], "/brand/category", json!("iab-ap:2.0:1244")),
        (&["--rival", "A, Inc.", "--rival", "b.id"], "/brand/competitors", json!(["A, Inc.", "b.id"])),
        (&["--rival", "none"], "/brand/competitors", json!([])),
        (&["--topic", "iab-ct:3.1:552"], "/brand/topics", json!(["iab-ct:3.1:552"])),
        (&["--style-tag", "warm", "--style-tag", "practical"], "/brand/style_tags", json!(["warm", "practical"])),
        (&["--safety", "garm:pg0WhF=low"], "/brand/safety", json!({ "garm:pg0WhF": "low" })),
        (&["--blocked-topic", "None"], "/brand/blocked_topics", json!([])),
        (
            &["--country", "ID=0.7", "--country", "MY"],
            "/target/countries",
            json!([{ "code": "ID", "weight": 0.7 }, { "code": "MY" }]),
        ),
        (
            &["--gender-age", "female:18-34=0.5"],
            "/target/gender_age",
            json!([{ "gender": "female", "age_min": 18, "age_max": 34, "weight": 0.5 }]),
        ),
        (&["--gender-age", "any:25+"], "/target/gender_age", json!([{ "age_min": 25 }])),
        (&["--language", "id"], "/target/languages", json!([{ "code": "id" }])),
        (&["--interest", "skincare=0.5"], "/target/interests", json!([{ "label": "skincare", "weight": 0.5 }])),
        (&["--platform", "tiktok", "--platform", "instagram"], "/platforms", json!(["tiktok", "instagram"])),
        (
            &["--deliverable", "instagram:reel:2"],
            "/deliverables",
            json!([{ "platform": "instagram", "format": "reel", "quantity": 2 }]),
        ),
        (&["--deliverable", "tiktok:video"], "/deliverables", json!([{ "platform": "tiktok", "format": "video" }])),
        (&["--budget", "750000000 IDR"], "/budget/total/currency", json!("IDR")),
        (&["--budget", "usd 1250.50"], "/budget/total", json!({ "amount": "1250.50", "currency": "USD" })),
        (
            &["--kpi", "reach=1500000", "--kpi", "sentiment"],
            "/kpis",
            json!([{ "metric": "reach", "target": 1_500_000.0 }, { "metric": "sentiment" }]),
        ),
        (
            &["--flight", "2026-04-01..2026-05-15", "--time-zone", "Asia/Jakarta"],
            "/flight",
            json!({ "start": "2026-04-01", "end": "2026-05-15", "tz": "Asia/Jakarta" }),
        ),
        (&["--story", "S"], "/brief/brand_story", json!("S")),
        (&["--narrative", "N"], "/brief/campaign_narrative", json!("N")),
        (
            &["--pillar", "One; and two", "--pillar", "Three"],
            "/brief/messaging_pillars",
            json!(["One; and two", "Three"]),
        ),
        (&["--guardrail", "none"], "/brief/guardrails", json!([])),
        (&["--freedom", "F"], "/brief/freedom", json!(["F"])),
        (&["--usp", "U"], "/brief/value_and_usp", json!("U")),
        (&["--hashtag", "lumina"], "/brief/mandatory/hashtags", json!(["lumina"])),
        (&["--disclosure", "D"], "/brief/mandatory/disclosure", json!("D")),
        (&["--call-to-action", "C"], "/brief/mandatory/call_to_action", json!("C")),
        (&["--revision-limit", "2"], "/brief/revision_limit", json!(2)),
    ]
}

#[test]
fn every_question_is_a_flag_and_stands_where_it_belongs() {
    let cases = cases();
    let help = new(Path::new("."), &["--help"]).code(0).stdout;
    for flag in help.split_whitespace().filter(|word| word.starts_with("--")).map(|word| word.trim_end_matches(',')) {
        let general = [
            "--output",
            "--force",
            "--yes",
            "--pack",
            "--packs",
            "--help",
            "--version",
            "--color",
            "--error-format",
            "--quiet",
            "--goal",
            "--brand",
            "--campaign",
        ];
        assert!(general.contains(&flag) || cases.iter().any(|(flags, ..)| flags.contains(&flag)), "{flag} has no case");
    }
    for (flags, pointer, wanted) in &cases {
        let campaign = made(flags);
        assert_eq!(campaign.pointer(pointer), Some(wanted), "{flags:?}: {campaign:#}");
    }
    let mixed = made(&[]);
    assert_eq!(mixed.as_object().unwrap().len(), 3, "what nobody said is absent: {mixed:#}");
}

#[test]
fn a_mix_of_goals_sums_to_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mix = ["--brand", "L", "--goal", "awareness=0.6", "--goal", "conversion=0.4"];
    assert_eq!(new(folder.path(), &mix).code(0).json()["goal"], json!({ "awareness": 0.6, "conversion": 0.4 }));
    let ran = new(folder.path(), &["--brand", "L", "--goal", "awareness=0.6", "--goal", "conversion=0.6"]).code(2);
    assert!(ran.stderr.contains("sum to 1.2"), "{}", ran.stderr);
}

#[test]
fn wrong_answers_are_told_all_at_once_in_the_models_own_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases: &[(&[&str], &str)] = &[
        (&["--goal", "fame"], "choose one of awareness, conversion, engagement, loyalty"),
        (&["--country", "Indonesia"], "such as `ID`"),
        (&["--country", "ID=70"], "write `0.7` for 70 %"),
        (&["--gender-age", "f"], "female:18-34"),
        (&["--gender-age", "female:34-18"], "age_m"),
        (&["--language", "klingon language"], "--language"),
        (&["--platform", "myspace"], "--platform"),
        (&["--deliverable", "instagram"], "instagram:reel:2"),
        (&["--budget", "1.200"], "750000000 IDR"),
        (&["--budget", "12 XYZ"], "--budget"),
        (&["--kpi", "reach=many"], "is no number"),
        (&["--flight", "2026-05-15..2026-04-01"], "--flight"),
        (&["--flight", "2026-04-01..2026-05-15", "--time-zone", "Jakarta"], "--time-zone"),
        (&["--time-zone", "Asia/Jakarta"], "give `--flight` as well"),
        (&["--deliverable", "instagram:reel:0"], "publishes nothing"),
        (&["--rival", "none", "--rival", "X"], "`--rival`: `none` says that there are none"),
        (&["--blocked-topic", "iab-ct:3.1:386", "--blocked-topic", "None"], "`--blocked-topic`: `none` says"),
        (&["--guardrail", "No claims", "--guardrail", "none"], "`--guardrail`: `none` says"),
        (&["--safety", "garm:x=lowest"], "did you mean `low`"),
        (&["--safety", "garm:x=low", "--safety", "garm:x=high"], "there twice"),
        (&["--revision-limit", "-1"], "--revision-limit"),
    ];
    for (flags, said) in cases {
        let base: &[&str] =
            if flags[0] == "--goal" { &["--brand", "L"] } else { &["--brand", "L", "--goal", "loyalty"] };
        let ran = new(folder.path(), &[base, flags].concat()).code(2);
        let words: String = ran.stderr.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
        assert!(words.contains(said), "{flags:?}: `{said}` is not in\n{}", ran.stderr);
        assert_eq!(ran.stdout, "", "{flags:?}");
    }
    let two = ["--error-format", "json", "--goal", "fame", "--country", "Indonesia"];
    let ran = new(folder.path(), &two).code(2);
    let told: Value = serde_json::from_str(&ran.stderr).expect("JSON");
    assert_eq!(told["error"]["details"].as_array().unwrap().len(), 2, "{told:#}");
}

#[test]
fn what_a_campaign_cannot_be_without_is_named_by_its_flag() {
    let folder = tempfile::tempdir().expect("a folder");
    for (flags, said) in [
        (&[][..], "`--goal` and `--brand`"),
        (&["--yes", "--goal", "loyalty"][..], "without `--brand`"),
        (&["--brand", "L"][..], "without `--goal`"),
    ] {
        let ran = new(folder.path(), flags).code(2);
        assert!(ran.stderr.contains(said), "{flags:?}: {}", ran.stderr);
    }
}

#[test]
fn nothing_is_overwritten_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let flags = ["--goal", "loyalty", "--brand", "First", "--output", "campaign.json"];
    let first = new(folder.path(), &flags).code(0);
    assert!(first.stderr.contains("next: saring score roster.json --campaign campaign.json"), "{}", first.stderr);
    let read = || std::fs::read_to_string(folder.path().join("campaign.json")).expect("a file");
    let before = read();
    let again = ["--goal", "loyalty", "--brand", "Second", "--output", "campaign.json"];
    let ran = new(folder.path(), &again).code(2);
    assert!(ran.stderr.contains("--force") && read() == before, "{}", ran.stderr);
    new(folder.path(), &[&again[..], &["--force"]].concat()).code(0);
    assert!(read().contains("Second"));
}

#[test]
fn what_stays_unknown_is_told_with_the_checks_that_it_silences() {
    let folder = tempfile::tempdir().expect("a folder");
    let least = new(folder.path(), &["--goal", "loyalty", "--brand", "L"]).code(0);
    for (field, check) in [
        ("`campaign.target.countries` (--country)", "audience-match"),
        ("`campaign.deliverables` (--deliverable)", "format-effectiveness"),
        ("`campaign.brand.competitors` (--rival)", "partnership-conflicts"),
    ] {
        let told = least.stderr.lines().find(|line| line.starts_with(field));
        assert!(told.is_some_and(|line| line.contains(check)), "{field}: {}", least.stderr);
    }
    let more =
        new(folder.path(), &["--goal", "loyalty", "--brand", "L", "--rival", "none", "--deliverable", "tiktok:video"]);
    assert!(!more.stderr.contains("--rival") && !more.stderr.contains("--deliverable"), "{}", more.stderr);
    let quiet = new(folder.path(), &["--goal", "loyalty", "--brand", "L", "--quiet"]).code(0);
    assert_eq!((quiet.stderr.as_str(), quiet.stdout), ("", least.stdout));
}

/// A terminal is made by `script` of util-linux; without it there is nobody to ask.
#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests must see that one looked at nothing")]
fn on_a_terminal_it_asks_until_the_answers_hold() {
    let known = Command::new("script").arg("--version").output();
    if !known.is_ok_and(|known| String::from_utf8_lossy(&known.stdout).contains("util-linux")) {
        eprintln!("skipped: there is no `script` of util-linux to make a terminal with");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let asks = format!("{} campaign new --output campaign.json --name Launch", saring().display());
    let mut child = Command::new("script")
        .args(["-qec", &asks, "/dev/null"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a terminal");
    // The first goal, the brand, the id offered, no category, no rivals, then one answer that does not hold: it is
    // typed over. Everything else is skipped.
    let answers = ["", "Teh Senja", "", "", "none", "", "", "garm:x=lowest", "\u{15}garm:x=low"];
    let typed: String = answers.into_iter().chain([""; 40]).map(|answer| format!("{answer}\r")).collect();
    child.stdin.take().expect("a pipe").write_all(typed.as_bytes()).expect("typed");
    let seen = child.wait_with_output().expect("an end");
    let seen = String::from_utf8_lossy(&seen.stdout).into_owned();
    let written = std::fs::read(folder.path().join("campaign.json")).unwrap_or_else(|_| panic!("no campaign:\n{seen}"));
    let campaign: Value = serde_json::from_slice(&written).expect("JSON");
    let brand = json!({ "name": "Teh Senja", "competitors": [], "safety": { "garm:x": "low" } });
    assert_eq!(campaign, json!({ "id": "teh-senja-awareness", "name": "Launch", "goal": "awareness", "brand": brand }));
    for said in
        ["a mix of several", "did you mean `low`", "`campaign.target.countries` stays unknown", "next: saring score"]
    {
        assert!(seen.contains(said), "`{said}` was not said:\n{seen}");
    }
    assert!(!seen.contains("Its name, as people say it"), "what a flag answers is not asked:\n{seen}");
    assert!(!seen.contains("The time zone of these days"), "days that nobody named have no zone:\n{seen}");
}

#[test]
fn the_campaign_is_scored_and_its_goals_are_the_packs() {
    let demo = Demo::new("5");
    let flags = ["--goal", "engagement", "--brand", "Lumina", "--country", "ID", "--output", "own.json"];
    new(demo.path(), &flags).code(0);
    demo.run(&["validate", "own.json"]).code(0);
    let report = demo.run(&["score", "roster.ndjson", "-c", "own.json", "--as-of", AS_OF, "-f", "json"]).json();
    assert_eq!(report["campaign"]["id"], "lumina-engagement");
    demo.write(
        "packs/own/pack.toml",
        "[pack]\nname = \"own\"\nversion = \"1.0.0\"\nengine = \">=0.1, <0.2\"\nextends = \"standard@1\"\n\n\
         [goals.fame]\nlayers = { authenticity = 1.0 }\nmetrics = [\"reach\"]\n",
    );
    let fame = ["--goal", "fame", "--brand", "L", "--packs", "packs", "--pack", "own"];
    let ran = new(demo.path(), &fame).code(0);
    assert!(ran.stderr.contains("--pack own"), "{}", ran.stderr);
}
