//! Wrong input of every kind gets its own error, with a place and a way out.

use serde_json::{Value, json};

use super::Demo;

/// A wrong input: what is written, what is called, and what must be said.
struct Case {
    name: &'static str,
    files: Vec<(&'static str, String)>,
    args: &'static [&'static str],
    /// Code of the error.
    code: &'static str,
    /// Code and pointer of its first detail, and whether it has a line.
    detail: Option<(&'static str, &'static str, bool)>,
    /// What is in the message and in the help.
    says: &'static [&'static str],
}

const SCORE: &[&str] = &["score", "roster.ndjson", "-c", "campaign.json"];
const BAD: &[&str] = &["score", "bad", "-c", "campaign.json"];
const BAD_CAMPAIGN: &[&str] = &["score", "roster.ndjson", "-c", "bad"];

fn case(name: &'static str, args: &'static [&'static str], code: &'static str, says: &'static [&'static str]) -> Case {
    Case { name, files: Vec::new(), args, code, detail: None, says }
}

impl Case {
    fn file(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.files.push((name, text.into()));
        self
    }

    fn detail(mut self, code: &'static str, pointer: &'static str, has_line: bool) -> Self {
        self.detail = Some((code, pointer, has_line));
        self
    }
}

fn wrong_documents(demo: &Demo) -> Vec<Case> {
    let campaign = |change: fn(&mut Value)| demo.campaign(change);
    let first = demo.read("roster.ndjson").lines().next().unwrap().to_owned();
    let valid = &["is not a valid roster", "saring schema show roster"];
    vec![
        case("no JSON", BAD, "invalid-document", valid).file("bad", "[{\"id\": ").detail("syntax", "", true),
        case("no roster", BAD, "invalid-document", valid).file("bad", "{\"a\":\n 1}").detail("missing-field", "", true),
        case("empty roster", BAD, "invalid-document", valid).file("bad", "[]").detail("too-few", "", true),
        case("empty file", BAD, "invalid-document", valid).file("bad", "").detail("syntax", "", false),
        case("the same id twice", BAD, "invalid-document", valid).file("bad", format!("{first}\n{first}\n")).detail(
            "duplicate-id",
            "/1/id",
            true,
        ),
        case("a spreadsheet", BAD, "mapping-missing", &["`list` (1 of 2 columns)", "--mapping NAME"])
            .file("bad", "id,handle\n1,a\n"),
        case("unknown field", BAD_CAMPAIGN, "invalid-document", &["is not a valid campaign"])
            .file("bad", campaign(|it| it["gaol"] = "awareness".into()))
            .detail("unknown-field", "/gaol", true),
        case("wrong type", BAD_CAMPAIGN, "invalid-document", &["is not a valid campaign"])
            .file("bad", campaign(|it| it["brand"] = json!(7)))
            .detail("wrong-type", "/brand", true),
        case("missing field", BAD_CAMPAIGN, "invalid-document", &["is not a valid campaign"])
            .file("bad", campaign(|it| drop(it.as_object_mut().unwrap().remove("brand"))))
            .detail("missing-field", "", true),
        case("percent for a fraction", BAD_CAMPAIGN, "invalid-document", &["is not a valid campaign"])
            .file("bad", campaign(|it| it["budget"]["share_per_creator_max"] = json!(25)))
            .detail("percent-for-fraction", "/budget/share_per_creator_max", true),
        case("unknown goal", BAD_CAMPAIGN, "unknown-goal", &["glory", "awareness, conversion, engagement, loyalty"])
            .file("bad", campaign(|it| it["goal"] = "glory".into())),
    ]
}

fn wrong_calls() -> Vec<Case> {
    vec![
        case("no such file", BAD, "file-missing", &["cannot read `bad`", "check the path"]),
        case(
            "a folder",
            &["score", ".", "-c", "campaign.json"],
            "file-unreadable",
            &["cannot read `.`", "not a folder"],
        ),
        case("stdin twice", &["score", "-", "-c", "-"], "stdin-twice", &["more than once", "all but one"]),
        case(
            "two files with one creator",
            &["score", "roster.ndjson", "roster.ndjson", "-c", "campaign.json"],
            "duplicate-id",
            &["`demo:00001` of `roster.ndjson`", "keep one"],
        ),
        case(
            "unknown pack",
            &["score", "roster.ndjson", "-c", "campaign.json", "--pack", "acme"],
            "unknown-pack",
            &["no pack `acme`", "standard"],
        ),
        case(
            "another version",
            &["score", "roster.ndjson", "-c", "campaign.json", "--pack", "standard@9"],
            "pinned-pack-absent",
            &["standard@9", "standard"],
        ),
        case(
            "unknown digest",
            &["score", "roster.ndjson", "-c", "campaign.json", "--pack", "sha256:00"],
            "pinned-pack-absent",
            &["sha256:00", "load that version"],
        ),
        case(
            "a folder without packs",
            &["score", "roster.ndjson", "-c", "campaign.json", "--packs", "."],
            "packs-unreadable",
            &["holds no pack", "pack.toml"],
        ),
        case(
            "unknown creator",
            &["explain", "demo:0001", "roster.ndjson", "-c", "campaign.json"],
            "unknown-creator",
            &["`demo:0001`", "did you mean demo:00001"],
        ),
        case("unknown mapping", &["import", "bad", "-m", "excel"], "mapping-unknown", &["excel", "workbook, roster"]),
        case("unknown schema", &["schema", "show", "poem"], "unknown-schema", &["poem", "campaign", "import-report"]),
        case(
            "no folder to write to",
            &["score", "roster.ndjson", "-c", "campaign.json", "-o", "nowhere/report.json"],
            "output-unwritable",
            &["nowhere/report.json", "folder exists"],
        ),
        case(
            "an open door",
            &["serve", "--bind", "0.0.0.0:0"],
            "not-served",
            &["can be reached from other machines", "token"],
        ),
    ]
}

fn wrong_packs() -> Vec<Case> {
    const HEAD: &str = "[pack]\nname = \"acme\"\nversion = \"1.0.0\"\nengine = \">=0.1\"\nextends = \"standard@1\"\n";
    const ACME: &[&str] = &["score", "roster.ndjson", "-c", "campaign.json", "--packs", "acme", "--pack", "acme"];
    let check = format!("{HEAD}[layers.performance.checks.own]\nrun = \"own.rhai\"\n");
    vec![
        case("a pack with a wrong key", ACME, "invalid-pack", &["is not valid"])
            .file("acme/pack.toml", format!("{HEAD}[policy]\npass-at = \"high\"\n"))
            .detail("value-type", "", true),
        case("a script that cannot be parsed", ACME, "invalid-pack", &["is not valid"])
            .file("acme/pack.toml", check.clone())
            .file("acme/own.rhai", "let a = 1;\nlet = ;\n")
            .detail("rule-syntax", "", true),
        case(
            "a mapping that cannot be parsed",
            &["import", "bad", "-m", "own.toml"],
            "mapping-invalid",
            &["not valid"],
        )
        .file("bad", "id\n1\n")
        .file("own.toml", "[mapping]\nname = \"own\"\nformat = \"cvs\"\n")
        .detail("mapping-invalid", "", true),
    ]
}

#[test]
fn wrong_input_of_every_kind_gets_its_own_error() {
    let demo = Demo::new("3");
    let cases = wrong_documents(&demo).into_iter().chain(wrong_calls()).chain(wrong_packs());
    for case in cases {
        for (name, text) in &case.files {
            demo.write(name, text);
        }
        let ran = demo.run(&[case.args, &["--error-format", "json"]].concat());
        let name = case.name;
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{name}: {}", ran.stderr);
        let told: Value = serde_json::from_str(&ran.stderr).unwrap_or_else(|_| panic!("{name}: {}", ran.stderr));
        let error = &told["error"];
        assert_eq!(error["code"], case.code, "{name}: {error}");
        let words = format!("{} {}", error["message"], error["help"]);
        assert!(error["help"].is_string(), "{name} has no help: {error}");
        for part in case.says {
            assert!(words.contains(part), "{name}: `{part}` is not in {words}");
        }
        if let Some((code, pointer, has_line)) = case.detail {
            let detail = &error["details"][0];
            assert_eq!(detail["code"], code, "{name}: {error}");
            assert_eq!(detail["pointer"].as_str().unwrap_or_default(), pointer, "{name}: {error}");
            assert_eq!(detail["line"].is_u64() && detail["file"].is_string(), has_line, "{name}: {error}");
        }
        check_human(&demo, &case, error);
        for (name, _) in &case.files {
            std::fs::remove_file(demo.path().join(name)).unwrap();
        }
    }
}

/// People read the same: code, message, help, and the line.
fn check_human(demo: &Demo, case: &Case, error: &Value) {
    let ran = demo.run(case.args).code(2);
    // Lines end within words that have a hyphen, too.
    let flat = |text: &str| text.split_whitespace().filter(|word| *word != "│").collect::<String>();
    let told = flat(&ran.stderr);
    for part in [&error["code"], &error["message"], &error["help"]] {
        let part = flat(part.as_str().unwrap());
        assert!(told.contains(&part), "{}: `{part}` is not in\n{}", case.name, ran.stderr);
    }
    if let (Some(file), Some(line)) = (error["details"][0]["file"].as_str(), error["details"][0]["line"].as_u64()) {
        assert!(told.contains(&format!("{file}:{line}:")), "{}:\n{}", case.name, ran.stderr);
    }
    assert!(!ran.stderr.contains("panicked") && !ran.stderr.contains("RUST_BACKTRACE"), "{}", ran.stderr);
}

#[test]
fn what_a_stranger_writes_cannot_steer_the_terminal() {
    let demo = Demo::new("1");
    demo.write("bad", "{\"creators\": \u{1b}[2J}");
    let ran = demo.run(BAD).code(2);
    assert!(!ran.stderr.contains('\u{1b}'), "{:?}", ran.stderr);
    assert!(demo.run(SCORE).stderr.is_empty());

    const STEERING: [char; 4] = ['\u{1b}', '\u{9b}', '\u{202e}', '\u{2066}'];
    let steers = |text: &str| text.contains(STEERING);
    let wild: String = STEERING.iter().collect();
    let roster = demo.read("roster.ndjson");
    let mut named: Value = serde_json::from_str(&roster).unwrap();
    named["name"] = format!("{wild}\u{8}Ani").into();
    let broken = json!({ "id": format!("odd{wild}"), "accounts": [], &wild: 1 });
    demo.write("wild.ndjson", &format!("{named}\n{broken}\n"));
    let score = |more: &[&str]| demo.run(&[&["score", "wild.ndjson", "-c", "campaign.json"], more].concat());
    let refused = score(&[]).code(2);
    assert!(refused.stderr.contains("odd") && !steers(&refused.stderr), "{:?}", refused.stderr);
    for format in ["table", "csv"] {
        let skipped = score(&["--on-invalid", "skip", "-f", format]);
        assert!(skipped.stderr.contains("skipped creator 2 (odd"), "{:?}", skipped.stderr);
        assert!(skipped.stdout.contains("Ani"), "{:?}", skipped.stdout);
        assert!(!steers(&skipped.stderr) && !steers(&skipped.stdout), "{:?} {:?}", skipped.stderr, skipped.stdout);
    }
    let told = demo.run(&["explain", "demo:00001", "wild.ndjson", "-c", "campaign.json", "--on-invalid", "skip"]);
    assert!(told.stdout.contains("Ani") && !steers(&told.stdout), "{:?} {:?}", told.stdout, told.stderr);
}
