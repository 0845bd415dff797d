//! `saring pack test`: the cases of a pack from the command line.

use saring_tests::bin::run;
use serde_json::json;
use tempfile::TempDir;

/// The head of a pack that extends the standard pack.
const HEAD: &str = "[pack]\nname = \"acme\"\nversion = \"1.0.0\"\nengine = \">=0.1, <0.2\"\nextends = \"standard@1\"\n";

/// A folder with the pack `acme`: a changed threshold, a rule of its own, and cases.
fn packs(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join("packs/acme").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// A pack with a check `size` that wants `full` followers, and no case of `other`.
fn acme(cases: &str) -> TempDir {
    let manifest = format!(
        "{HEAD}[layers.authenticity.checks.size]\nrun = \"size.rhai\"\n[layers.authenticity.checks.other]\nrun = \"size.rhai\"\n"
    );
    let params = "[full]\ntype = \"integer\"\ndefault = 1000\nmin = 1\nunit = \"followers\"\ndoc = \"So many have all points.\"\nsource = \"acme\"\n";
    let script = "let size = creator.followers;\nif size.is_unknown() { return unknown(\"size.unknown\", size); }\nanswer(1.0).part(\"followers\", size, ramp(0.0, params.full), 1.0).reason(\"size.counted\")\n";
    packs(&[("pack.toml", &manifest), ("size.rhai", script), ("size.params.toml", params), ("cases/size.toml", cases)])
}

const CASES: &str = r#"
[defaults]
account = { platform = "instagram", followers = 500 }

[[case]]
name = "half of them have half of the points"
expect = { status = "warn", score = 50, reasons = ["size.counted"] }

[[case]]
name = "or all, where the pack wants as many"
params = { full = 500 }
expect = { status = "pass", score = 100 }
"#;

#[test]
fn a_pack_that_says_what_its_cases_say_passes() {
    let folder = acme(CASES);
    let told = run(folder.path(), &["pack", "test", "packs/acme", "-f", "json"]);
    let told = if told.code == 0 { told.json() } else { panic!("{}{}", told.stdout, told.stderr) };
    assert_eq!(told["pack"], "acme@1.0.0");
    let rules: Vec<&str> =
        told["cases"].as_array().unwrap().iter().map(|case| case["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["authenticity.size", "authenticity.size"]);
    assert_eq!(told["untested"], json!(["authenticity.other"]), "a rule of its own that no case is about is named");
    let text = run(folder.path(), &["pack", "test", "acme", "--packs", "packs"]).code(0).stdout;
    assert!(text.contains("2 of 2 cases passed, 0 failed"), "{text}");
}

#[test]
fn what_is_otherwise_is_told_and_fails() {
    for (case, due) in [
        ("name = \"too good\"\nexpect = { score = 60 }", "score is 50, not 60"),
        ("name = \"odd\"\ncheck = \"authenticity.absent\"\nexpect = { score = 60 }", "the pack has no rule"),
        ("name = \"odd\"\ntables = [\"a.csv\"]\nexpect = { score = 50 }", "`tables` of a case have no effect"),
        ("name = \"odd\"\nparams = { half = 1 }\nexpect = { score = 50 }", "half"),
        ("name = \"odd\"\naccount = { platform = \"nowhere\" }\nexpect = { score = 50 }", "the creator is not valid"),
        ("name = \"odd\"\ntarget = { tier = \"x\" }\nexpect = { score = 50 }", "`target` has no `tier`"),
    ] {
        let folder = acme(&format!("{CASES}\n[[case]]\n{case}\n"));
        let ran = run(folder.path(), &["pack", "test", "packs/acme"]).code(1);
        assert!(ran.stdout.contains(due) && ran.stdout.contains("2 of 3"), "{due}: {}{}", ran.stdout, ran.stderr);
        run(folder.path(), &["pack", "test", "packs/acme", "--matching", "half of them"]).code(0);
    }
}

#[test]
fn cases_of_another_pack_show_what_a_threshold_changes() {
    let stricter = format!("{HEAD}[layers.authenticity.checks.engagement-rate]\nparams = {{ preset = \"guide\" }}\n");
    let folder = packs(&[("pack.toml", &stricter)]);
    let args = ["pack", "test", "packs/acme", "--cases-of", "standard", "--matching", "engagement-rate"];
    let told = run(folder.path(), &[&args[..], &["-f", "json"]].concat()).code(1).json();
    let failed = told["cases"].as_array().unwrap().iter().filter(|case| case["problems"] != json!([]));
    assert!((1..20).contains(&failed.count()), "{told}");
    run(folder.path(), &["pack", "test", "standard", "--matching", "engagement-rate"]).code(0);
    let none = run(folder.path(), &["pack", "test", "packs/acme"]).code(2);
    assert!(none.stderr.contains("no-cases") && none.stderr.contains("--cases-of"), "{}", none.stderr);
}

#[test]
fn a_file_that_is_no_cases_is_shown_with_its_place() {
    let folder = acme("[[case]]\nname = \"open");
    let ran = run(folder.path(), &["pack", "test", "packs/acme"]).code(2);
    assert!(ran.stderr.contains("cases/size.toml") && ran.stderr.contains("cases-invalid"), "{}", ran.stderr);
}
