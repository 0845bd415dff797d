//! `audit`: creators without a campaign.

use saring_tests::bin::{Ran, command, run_with};
use serde_json::{Value, json};

use super::{AS_OF, Demo};

impl Demo {
    /// Audits the demo's roster, with more arguments.
    fn audit(&self, more: &[&str]) -> Ran {
        let mut args = vec!["audit", "--creators", "roster.ndjson", "--as-of", AS_OF];
        args.extend(more);
        self.run(&args)
    }

    /// The first creator of the roster with a change, alone in a file of its own.
    fn changed(&self, file: &str, change: impl FnOnce(&mut Value)) {
        let roster = self.read("roster.ndjson");
        let mut creator: Value = serde_json::from_str(roster.lines().next().expect("a creator")).expect("JSON");
        change(&mut creator);
        self.write(file, &creator.to_string());
    }
}

#[test]
fn one_creator_is_told_in_full() {
    let demo = Demo::new("8");
    let report = demo.audit(&["demo:00001", "--format", "json"]).json();
    let creator = &report["creators"][0];
    assert_eq!(report["creators"].as_array().unwrap().len(), 1);
    let text = demo.audit(&["demo:00001"]).stdout;
    let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = [
        "Gates and vetoes, whatever the campaign",
        "How the layers stand",
        "Waits for a campaign",
        "Tier",
        "Audited by standard@",
    ];
    for part in parts {
        assert!(words.contains(part), "`{part}` is not in\n{text}");
    }
    for list in ["needs_campaign", "needs_data"] {
        for silent in creator[list].as_array().unwrap() {
            for field in silent["missing"].as_array().unwrap() {
                let field = field.as_str().unwrap().trim_start_matches("creator.");
                assert!(words.contains(field), "the missing `{field}` is not named\n{text}");
            }
        }
    }
    assert!(words.contains(creator["tier"]["role"].as_str().unwrap()), "{text}");
    assert!(!words.contains("#1"), "an audit has no rank\n{text}");
    demo.changed("one.json", |_| ());
    let alone = demo.run(&["audit", "--creators", "one.json", "--as-of", AS_OF]);
    assert_eq!(alone.stdout.lines().next(), text.lines().next(), "a file with one creator needs no id");
}

#[test]
fn one_observation_is_one() {
    let demo = Demo::new("2");
    let own = ["explain", "demo:00001", "roster.ndjson", "-c", "campaign.json", "--as-of", AS_OF];
    for (language, wanted) in [("en", " · 1 observation "), ("id", " · 1 pengamatan ")] {
        let text = demo.run(&[&own[..], &["--lang", language]].concat()).stdout;
        let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(wanted) && !words.contains(" 1 observations"), "{text}");
    }
    let audited = demo.audit(&["demo:00001"]).stdout;
    assert!(audited.contains(" · 1 observation\n"), "{audited}");
}

#[test]
fn a_handle_picks_its_creator_and_a_slip_is_told() {
    let demo = Demo::new("8");
    let all = demo.audit(&["--format", "json"]).json();
    let creator = &all["creators"][3];
    let handle = creator["account"]["handle"].as_str().unwrap();
    for wanted in [handle.to_owned(), format!("@{handle}"), handle.to_uppercase()] {
        let report = demo.audit(&[&wanted, "--format", "json"]).json();
        assert_eq!(report["creators"], json!([creator]), "{wanted}");
    }
    let ran = demo.audit(&["demo:0001"]).code(2);
    assert!(ran.stderr.contains("did you mean demo:00001"), "{}", ran.stderr);
}

#[test]
fn several_creators_are_a_table_and_the_same_bytes_in_any_order() {
    let demo = Demo::new("30");
    let table = demo.audit(&[]).stdout;
    let ids = (1..=30).map(|n| format!("demo:{n:05}"));
    assert!(ids.into_iter().all(|id| table.contains(&id)), "{table}");
    assert!(table.contains("No campaign") && table.contains("30 creators:"), "{table}");
    let whole = demo.audit(&["--format", "json", "--threads", "1"]);
    let mut lines: Vec<String> = demo.read("roster.ndjson").lines().map(ToOwned::to_owned).collect();
    lines.reverse();
    let piped = ["audit", "--creators", "-", "--as-of", AS_OF, "--format", "json"];
    assert_eq!(run_with(demo.path(), &piped, lines.join("\n").as_bytes()).stdout, whole.stdout, "reversed, from stdin");
    let rows = demo.audit(&["--format", "ndjson"]).lines();
    let (end, creators) = rows.split_last().expect("lines");
    assert_eq!(json!(creators), whole.json()["creators"]);
    assert_eq!((&end["end"]["listed"], &end["end"]["summary"]), (&json!(30), &whole.json()["summary"]));
}

#[test]
fn a_floor_finding_is_a_veto_without_any_campaign() {
    let demo = Demo::new("1");
    let floor = json!([{ "garm": "garm:UFeRzq", "risk": "floor", "confidence": 1.0 }]);
    demo.changed("floor.json", |creator| {
        for account in creator["accounts"].as_array_mut().unwrap() {
            for post in account["posts"].as_array_mut().into_iter().flatten() {
                post["safety"] = floor.clone();
            }
        }
    });
    let args = ["audit", "--creators", "floor.json", "--as-of", AS_OF];
    let report = demo.run(&[&args[..], &["--format", "json"]].concat()).code(1).json();
    let creator = &report["creators"][0];
    assert_eq!((&creator["outlook"], &report["summary"]["would_fail"]), (&json!("would_fail"), &json!(1)));
    let veto = &creator["vetoes"][0];
    assert_eq!(veto["check"], "brand-safety.content-red-flags", "{creator:#}");
    let text = demo.run(&args).code(1).stdout;
    let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.starts_with("✗ WOULD FAIL"), "{text}");
    assert!(words.contains(veto["reason"]["text"].as_str().unwrap()), "{text}");
}

#[test]
fn a_gate_that_would_fail_is_a_no() {
    let demo = Demo::new("120");
    let report = demo.audit(&["--format", "json"]);
    let creators = report.json()["creators"].as_array().unwrap().clone();
    let failing: Vec<&Value> = creators.iter().filter(|it| it["outlook"] == "would_fail").collect();
    assert_eq!(report.code, i32::from(!failing.is_empty()));
    let passing = creators.iter().find(|it| it["outlook"] == "would_pass").expect("somebody would pass");
    demo.audit(&[passing["id"].as_str().unwrap()]).code(0);
    for creator in failing {
        demo.audit(&[creator["id"].as_str().unwrap()]).code(1);
    }
}

#[test]
fn rosters_are_read_as_for_a_score() {
    let demo = Demo::new("3");
    demo.write("list.csv", "id,platform,handle,followers\na:1,instagram,sari.kopi,12000\n,tiktok,,\n");
    let args = ["audit", "--creators", "list.csv", "--mapping", "template", "--format", "json"];
    assert!(demo.run(&args).code == 2, "a row without an id or a handle is refused");
    let report = demo.run(&[&args[..], &["--on-invalid", "skip"]].concat()).json();
    assert_eq!(report["summary"]["creators"], 1);
    assert_eq!(report["creators"][0]["account"]["followers"], 12000);
    demo.run(&["audit"]).code(2);
    demo.audit(&["--pack", "nothing"]).code(2);
    let screening = demo.audit(&["--pack", "screening", "--format", "json"]);
    assert_eq!(screening.json()["pack"]["name"], "screening", "{}", screening.stderr);
}

#[test]
fn the_audit_speaks_the_language_and_fits_the_page() {
    let demo = Demo::new("6");
    let indonesian = demo.audit(&["demo:00002", "--lang", "id"]).stdout;
    assert!(indonesian.contains("Gerbang dan veto") && indonesian.contains("Diaudit dengan"), "{indonesian}");
    for columns in ["80", "120"] {
        let args = ["audit", "--creators", "roster.ndjson", "--as-of", AS_OF];
        let out = command(demo.path()).args(args).env("COLUMNS", columns).output().expect("a run");
        let text = String::from_utf8(out.stdout).unwrap();
        let rows = text.lines().take_while(|line| !line.is_empty());
        let widest = rows.map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= columns.parse().unwrap(), "{widest} columns of {columns}:\n{text}");
    }
}

#[test]
fn strangers_steer_no_terminal() {
    let demo = Demo::new("1");
    demo.changed("odd.json", |creator| {
        creator["name"] = json!("\u{1b}[31mred\u{202e}");
        creator["accounts"][0]["handle"] = json!("a\u{7}b");
    });
    let text = demo.run(&["audit", "--creators", "odd.json", "--as-of", AS_OF]).stdout;
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{text}");
}
