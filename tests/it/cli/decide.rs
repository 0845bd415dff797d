//! `score`, `explain` and `demo`: formats, filters, languages, and the same bytes every time.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use saring_tests::bin::{command, run, run_with};

use super::{AS_OF, Demo};

/// The ranked lines of a table: a rank, and the mark of a verdict.
fn ranked(table: &str) -> Vec<&str> {
    let is_ranked = |line: &&str| {
        let mut words = line.split_whitespace();
        let rank = words.next().is_some_and(|word| word.parse::<usize>().is_ok());
        rank && words.next().is_some_and(|mark| ["✓", "?", "✗"].contains(&mark))
    };
    table.lines().filter(is_ranked).collect()
}

#[test]
fn the_files_of_the_demo_give_the_table_of_the_demo() {
    let demo = Demo::new("40");
    let scored = demo.score(&[]).code(0);
    let (shown, all) = (ranked(&demo.ran.stdout), ranked(&scored.stdout));
    assert_eq!(all.len(), 40, "{}", scored.stdout);
    // Columns are as wide as what is listed, so the words are compared, without the reason that may be cut.
    let words = |line: &&str| line.split_whitespace().take(9).map(ToOwned::to_owned).collect::<Vec<_>>();
    let best = |lines: &[&str]| lines.iter().take(15).map(words).collect::<Vec<_>>();
    assert_eq!(best(&shown), best(&all), "the best of the demo are the best of its files");
    for part in ["Where the points come from", "Next best data", "Tier", "Decided by standard@"] {
        assert!(demo.ran.stdout.contains(part), "the demo does not show `{part}`");
    }
    assert!(demo.ran.stderr.contains("curl -sS http://127.0.0.1:8750/v1/score"), "{}", demo.ran.stderr);
    assert_eq!(run(demo.path(), &["demo", "--creators", "40"]).stdout, demo.ran.stdout, "the demo is reproducible");
}

#[test]
fn the_report_does_not_depend_on_threads_order_or_the_way_in() {
    let demo = Demo::new("150");
    let one = demo.score(&["--format", "json", "--threads", "1"]).code(0);
    assert_eq!(demo.score(&["--format", "json", "--threads", "2"]).stdout, one.stdout, "1 and 2 threads");
    let mut lines: Vec<String> = demo.read("roster.ndjson").lines().map(ToOwned::to_owned).collect();
    lines.reverse();
    let decide = ["score", "-", "--campaign", "campaign.json", "--as-of", AS_OF, "--format", "json"];
    assert_eq!(run_with(demo.path(), &decide, lines.join("\n").as_bytes()).stdout, one.stdout, "reversed, from stdin");
    demo.write("list.json", &format!("[{}]", lines.join(",")));
    demo.write("a.ndjson", &lines[..60].join("\n"));
    demo.write("b.ndjson", &lines[60..].join("\n"));
    let list = demo.run(&["score", "list.json", "-c", "campaign.json", "--as-of", AS_OF, "-f", "json"]);
    assert_eq!(list.stdout, one.stdout, "a list instead of lines");
    let two = demo.run(&["score", "a.ndjson", "b.ndjson", "-c", "campaign.json", "--as-of", AS_OF, "-f", "json"]);
    assert_eq!(two.stdout, one.stdout, "two files");
}

#[test]
fn every_format_lists_the_same_creators() {
    let demo = Demo::new("30");
    let report = demo.score(&["--format", "json"]).code(0).json();
    let ids: Vec<&str> = report["creators"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 30);

    let lines = demo.score(&["--format", "ndjson"]).code(0).lines();
    let (end, creators) = lines.split_last().expect("lines");
    assert_eq!(creators, report["creators"].as_array().unwrap().as_slice());
    assert_eq!(end["end"]["summary"], report["summary"]);
    assert_eq!(end["end"]["inputs_digest"], report["inputs_digest"]);
    assert_eq!(end["end"]["listed"], 30);

    let csv = demo.score(&["--format", "csv"]).code(0).stdout;
    let rows: Vec<&str> = csv.lines().collect();
    assert!(rows[0].starts_with("rank,id,name,verdict,score,low,high,confidence,coverage,tier,"), "{}", rows[0]);
    assert!(rows[0].ends_with("layer.relationship"), "a column for every layer: {}", rows[0]);
    assert_eq!(rows.len(), 31);
    for (row, creator) in rows[1..].iter().zip(report["creators"].as_array().unwrap()) {
        let begin = format!("{},{},", creator["rank"], creator["id"].as_str().unwrap());
        assert!(row.starts_with(&begin), "`{row}` does not begin with `{begin}`");
    }
    let table = demo.score(&[]).code(0).stdout;
    for (line, id) in ranked(&table).iter().zip(&ids) {
        assert!(line.contains(id), "`{line}` is not the line of {id}");
    }
}

#[test]
fn a_cell_of_a_spreadsheet_is_never_a_formula() {
    let demo = Demo::new("1");
    let mut creator: serde_json::Value = serde_json::from_str(&demo.read("roster.ndjson")).unwrap();
    creator["name"] = "=HYPERLINK(\"http://example.com\")".into();
    demo.write("roster.ndjson", &creator.to_string());
    let csv = demo.score(&["--format", "csv"]).stdout;
    assert!(csv.contains("'=HYPERLINK"), "{csv}");
}

#[test]
fn top_and_verdict_choose_what_is_listed_and_the_summary_counts_all() {
    let demo = Demo::new("60");
    let all = demo.score(&["--format", "json"]).json();
    let top = demo.score(&["--format", "json", "--top", "5"]).json();
    assert_eq!(top["creators"].as_array().unwrap()[..], all["creators"].as_array().unwrap()[..5]);
    assert_eq!(top["summary"], all["summary"]);
    for verdict in ["select", "review", "reject"] {
        let some = demo.score(&["--format", "json", "--verdict", verdict]).json();
        let listed = some["creators"].as_array().unwrap();
        assert!(listed.iter().all(|creator| creator["verdict"] == verdict));
        assert_eq!(listed.len() as u64, all["summary"][verdict].as_u64().unwrap(), "{verdict}");
    }
    let two = demo.score(&["--format", "json", "--verdict", "select,review"]).json();
    let counted = all["summary"]["select"].as_u64().unwrap() + all["summary"]["review"].as_u64().unwrap();
    assert_eq!(two["creators"].as_array().unwrap().len() as u64, counted);
}

#[test]
fn a_date_means_its_end_in_utc() {
    let demo = Demo::new("2");
    let report = demo.score(&["--format", "json"]).json();
    assert_eq!(report["as_of"], "2026-03-01T23:59:59Z");
    let same = ["score", "roster.ndjson", "-c", "campaign.json", "--as-of", "2026-03-01T23:59:59Z", "-f", "json"];
    assert_eq!(demo.run(&same).json(), report);
}

#[test]
fn an_explanation_is_the_creators_own_part_of_the_report() {
    let demo = Demo::new("20");
    let report = demo.score(&["--format", "json"]).json();
    let mut kinds = Vec::new();
    for creator in report["creators"].as_array().unwrap() {
        let id = creator["id"].as_str().unwrap();
        let own = ["explain", id, "roster.ndjson", "-c", "campaign.json", "--as-of", AS_OF];
        let code = if creator["verdict"] == "reject" { 1 } else { 0 };
        let told = demo.run(&[&own[..], &["--format", "json"]].concat()).code(code).json();
        assert_eq!(told["creators"].as_array().unwrap().len(), 1);
        assert_eq!(&told["creators"][0], creator);
        let text = demo.run(&own).code(code).stdout;
        assert!(text.contains(id) && text.contains("Where the points come from"), "{text}");
        for check in creator["layers"].as_array().unwrap().iter().flat_map(|it| it["checks"].as_array().unwrap()) {
            for field in check["missing"].as_array().unwrap() {
                let field = field.as_str().unwrap().trim_start_matches("creator.");
                let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(words.contains(field), "{id}: the missing `{field}` is not named\n{text}");
            }
        }
        kinds.push(code);
    }
    assert!(kinds.contains(&0), "the demo has somebody who is not rejected");
}

#[test]
fn every_language_has_its_words_and_numbers() {
    let demo = Demo::new("12");
    let english = demo.score(&["--lang", "en"]).code(0).stdout;
    let indonesian = demo.score(&["--lang", "id"]).code(0).stdout;
    assert!(english.contains("Followers") && english.contains("Verdict"), "{english}");
    assert!(indonesian.contains("Pengikut") && indonesian.contains("Putusan"), "{indonesian}");
    let unknown = demo.score(&["--lang", "fr"]).code(0);
    assert_eq!(unknown.stdout.lines().next(), english.lines().next(), "English stands in");
    assert!(unknown.stderr.contains("the pack has no texts in `fr`; it has en, id"), "{}", unknown.stderr);
}

#[test]
fn colours_go_only_where_they_are_wanted() {
    let demo = Demo::new("5");
    assert!(!demo.score(&[]).stdout.contains('\u{1b}'), "no colours into a pipe");
    assert!(demo.score(&["--color", "always"]).stdout.contains('\u{1b}'));
    assert!(!demo.score(&["--color", "always", "--output", "table.txt"]).stdout.contains('\u{1b}'));
    assert!(!demo.read("table.txt").contains('\u{1b}'), "no colours into a file");
    let args = ["score", "roster.ndjson", "-c", "campaign.json"];
    let silent = command(demo.path()).args(args).env("NO_COLOR", "1").output().expect("a run");
    assert!(!silent.stdout.contains(&0x1b));
    let plain = demo.score(&[]).stdout;
    assert!(["✓", "?", "✗"].iter().any(|mark| plain.contains(mark)), "verdicts are readable without colours: {plain}");
}

#[test]
fn the_table_fits_the_page() {
    let demo = Demo::new("20");
    for columns in ["80", "100", "140"] {
        let args = ["score", "roster.ndjson", "-c", "campaign.json", "--as-of", AS_OF];
        let out = command(demo.path()).args(args).env("COLUMNS", columns).output().expect("a run");
        let text = String::from_utf8(out.stdout).unwrap();
        let rows = ranked(&text);
        assert_eq!(rows.len(), 20);
        let widest = rows.iter().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= columns.parse().unwrap(), "{widest} columns of {columns}:\n{text}");
    }
}

#[test]
fn one_long_id_takes_no_more_than_its_column() {
    let demo = Demo::new("3");
    let long = format!("demo:{}", "x".repeat(150));
    demo.write("roster.ndjson", &demo.read("roster.ndjson").replacen("demo:00001", &long, 1));
    let table = demo.score(&[]).stdout;
    let widest = ranked(&table).iter().map(|line| line.chars().count()).max().unwrap();
    assert!(widest <= 160 && table.contains("xx…  ") && !table.contains(&"x".repeat(32)), "{table}");
    let report = demo.score(&["-f", "json"]).json();
    assert!(table.contains(report["pack"]["digest"].as_str().unwrap()), "the whole digest can be copied:\n{table}");
    let args = ["score", "roster.ndjson", "-c", "campaign.json", "--as-of", AS_OF];
    let piped = command(demo.path()).args(args).env_remove("COLUMNS").output().expect("a run");
    let piped = String::from_utf8(piped.stdout).unwrap();
    for creator in report["creators"].as_array().unwrap() {
        let why = creator["reasons"][0]["text"].as_str().unwrap();
        assert!(piped.contains(why), "`{why}` is cut without a page to fit:\n{piped}");
    }
}

#[test]
fn skipped_creators_are_counted_and_told() {
    let demo = Demo::new("3");
    let roster = format!("{}{{\"id\":\"odd\",\"accounts\":[]}}\n", demo.read("roster.ndjson"));
    demo.write("roster.ndjson", &roster);
    demo.score(&[]).code(2);
    let ran = demo.score(&["--on-invalid", "skip", "--format", "json"]);
    let report = ran.json();
    assert_eq!(report["summary"]["creators"], 3);
    assert_eq!(report["summary"]["invalid"], 1);
    assert_eq!(report["invalid"][0]["index"], 3);
    assert!(ran.stderr.contains("skipped creator 4 (odd)"), "{}", ran.stderr);
    let quiet = demo.score(&["--on-invalid", "skip", "--format", "json", "--quiet"]);
    assert_eq!((quiet.stderr.as_str(), quiet.stdout), ("", ran.stdout));
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let demo = Demo::new("3");
    let ran = demo.score(&["--format", "json", "--output", "report.json"]).code(0);
    assert_eq!(ran.stdout, "");
    assert_eq!(demo.read("report.json"), demo.score(&["--format", "json"]).stdout);
    demo.score(&["--pack", "nothing", "--output", "report.json"]).code(2);
    assert_eq!(demo.read("report.json"), demo.score(&["--format", "json"]).stdout, "a refusal leaves the file alone");
    let names: Vec<String> = std::fs::read_dir(demo.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("partial"))
        .collect();
    assert_eq!(names, Vec::<String>::new());
}

#[test]
fn a_reader_who_wants_no_more_is_no_error() {
    let demo = Demo::new("200");
    let args = ["score", "roster.ndjson", "-c", "campaign.json", "--as-of", AS_OF, "--format", "ndjson"];
    let mut child = command(demo.path()).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    reader.read_line(&mut line).unwrap();
    drop(reader);
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()), (Some(0), ""));
    assert!(line.starts_with("{\"id\":"), "{line}");
}

#[test]
fn everybody_rejected_is_a_negative_answer() {
    let demo = Demo::new("3");
    let forbidden = demo.campaign(|campaign| campaign["forbidden"] = serde_json::json!(["demo:00001", "demo:00002"]));
    demo.write("campaign.json", &forbidden);
    demo.write("roster.ndjson", &demo.read("roster.ndjson").lines().take(2).collect::<Vec<_>>().join("\n"));
    let report = demo.score(&["--format", "json"]).code(1).json();
    assert_eq!(report["summary"]["reject"], 2);
}

#[test]
fn human_judgements_stand_beside_the_verdict() {
    let demo = Demo::new("2");
    let judged = demo.campaign(|campaign| {
        campaign["overrides"] = serde_json::json!([
            { "creator": "demo:00001", "verdict": "select", "by": "Ratna", "reason": "worked well twice" },
            { "creator": "demo:00001", "check": "authenticity.engagement-rate", "by": "Budi", "reason": "a viral post",
              "until": "2026-01-31" },
        ]);
    });
    let before = demo.score(&["--format", "json"]).json();
    demo.write("campaign.json", &judged);
    let after = demo.score(&["--format", "json"]).json();
    assert_eq!(after["summary"], before["summary"], "a judgement replaces nothing");
    let told = demo.run(&["explain", "demo:00001", "roster.ndjson", "-c", "campaign.json", "--as-of", AS_OF]).stdout;
    for part in ["Human judgements", "✓ select · Ratna", "worked well twice", "Budi · until 2026-01-31 · expired"]
    {
        assert!(told.contains(part), "`{part}` is not in\n{told}");
    }
}
