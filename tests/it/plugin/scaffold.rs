//! `saring plugin new`, and what a stranger gets from it: a plugin that builds anywhere and passes its cases.

use std::path::Path;
use std::process::Command;

use saring_tests::bin::run;
use saring_tests::golden::repo;
use saring_tests::guests;
use serde_json::json;

/// Every kind of rule.
const KINDS: [&str; 7] = ["check", "tier", "budget", "trigger", "metric", "preflight", "worth"];
/// What every scaffold carries, besides its language's own files.
const CARRIED: &str = "wit/saring.wit";

#[test]
fn a_new_rust_plugin_builds_outside_the_repository_and_passes_its_cases() {
    let folder = tempfile::tempdir().unwrap();
    let target = guests::target();
    run(folder.path(), &["plugin", "new", "hello-there", "--lang", "rust"]).code(0);
    // From the folder above, as somebody types who forgot to change into it.
    run(folder.path(), &["plugin", "build", "--target-dir", target.to_str().unwrap()]).code(0);
    let tested = run(folder.path(), &["plugin", "test", "-f", "json"]).code(0).json();
    assert!(!tested["cases"].as_array().unwrap().is_empty());
    assert_eq!(tested["plugin"]["id"], "hello-there");
    assert_eq!(tested["differing"], serde_json::json!([]));
}

/// Every kind of rule, built and tested in one workspace that is kept from run to run, so that only what changed is built.
#[test]
fn a_new_plugin_of_every_kind_passes_its_cases_and_its_tests() {
    let folder = guests::target().join("scaffolds");
    let names = KINDS.map(|kind| format!("new-{kind}"));
    for (kind, name) in KINDS.into_iter().zip(&names) {
        let fresh = tempfile::tempdir().unwrap();
        run(fresh.path(), &["plugin", "new", name, "--lang", "rust", "--kind", kind]).code(0);
        for file in files(fresh.path()) {
            let path = file.strip_prefix(fresh.path()).unwrap();
            let mut text = std::fs::read_to_string(&file).unwrap();
            if path.ends_with("Cargo.toml") && path.components().count() == 2 {
                text = text.replace("[workspace]", "").replace("path = \"sdk\"", "path = \"../new-check/sdk\"");
            }
            put(&folder.join(path), &text);
        }
    }
    let members = names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    put(&folder.join("Cargo.toml"), &format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n"));
    put(&folder.join("Cargo.lock"), &std::fs::read_to_string(repo().join("Cargo.lock")).unwrap());
    let target = guests::target();
    let target = target.to_str().unwrap();
    let mut cargo = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    cargo.current_dir(&folder).args(["test", "--quiet", "--target-dir", target]);
    let ran = cargo.args(names.iter().flat_map(|name| ["-p", name.as_str()])).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()));
    for (kind, name) in KINDS.into_iter().zip(&names) {
        run(&folder, &["plugin", "build", name, "--target-dir", target]).code(0);
        let tested = run(&folder, &["plugin", "test", name, "-f", "json"]).code(0).json();
        assert!(tested["cases"].as_array().unwrap().len() >= 3, "{kind}: {tested}");
        assert_eq!((&tested["plugin"]["kind"], &tested["differing"]), (&json!(kind), &json!([])));
        assert!(tested["fuel_max"].as_u64().unwrap() > 0 && tested["memory_bytes_peak"].as_u64().unwrap() > 0);
    }
}

/// Writes a file where it is not so already: what is not written anew is not built anew.
fn put(path: &Path, text: &str) {
    if std::fs::read_to_string(path).is_ok_and(|there| there == text) {
        return;
    }
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[test]
fn other_languages_begin_with_a_check() {
    let folder = tempfile::tempdir().unwrap();
    for language in ["js", "python"] {
        let ran = run(folder.path(), &["plugin", "new", "hello", "--lang", language, "--kind", "metric"]).code(2);
        assert!(ran.stderr.contains("no-template") && ran.stderr.contains("--lang rust"), "{}", ran.stderr);
    }
    assert_eq!(files(folder.path()), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_scaffold_carries_the_contract_and_leaves_no_gap_in_its_template() {
    for (language, marker) in [("rust", "Cargo.toml"), ("js", "package.json"), ("python", "pyproject.toml")] {
        let folder = tempfile::tempdir().unwrap();
        let ran = run(folder.path(), &["plugin", "new", "hello-there", "--lang", language]).code(0);
        assert_eq!(ran.stdout.trim_end(), "hello-there");
        let plugin = folder.path().join("hello-there");
        for file in [CARRIED, marker] {
            assert!(plugin.join(file).is_file(), "{language} has no `{file}`");
        }
        assert!(!files(&plugin.join("cases")).is_empty(), "{language} has no cases");
        for file in files(&plugin) {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            let name = file.display().to_string();
            assert!(
                !text.contains("{{name}}") && !text.contains("{{a kind}}") && !name.contains("{{"),
                "{name} has a gap"
            );
            assert!(!name.ends_with(".in"), "{name} is inert");
        }
    }
}

#[test]
fn nothing_is_begun_where_something_is_or_under_a_name_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("hello")).unwrap();
    for (name, code) in
        [("hello", "path-exists"), ("Hello", "name-invalid"), ("../up", "name-invalid"), ("a_b", "name-invalid")]
    {
        let ran = run(folder.path(), &["plugin", "new", name, "--lang", "rust"]).code(2);
        assert!(ran.stderr.contains(code), "{name}: {}", ran.stderr);
    }
    assert_eq!(files(folder.path()), Vec::<std::path::PathBuf>::new());
}

#[test]
fn the_doctor_says_what_is_missing_and_how_to_get_it() {
    let folder = tempfile::tempdir().unwrap();
    let told = run(folder.path(), &["plugin", "doctor", "--lang", "rust", "-f", "json"]).code(0).json();
    assert!(told.as_array().unwrap().iter().all(|tool| tool["found"].is_string()), "{told}");
    let mut command = saring_tests::bin::command(folder.path());
    let ran = command.args(["plugin", "doctor", "--lang", "rust"]).env("PATH", folder.path()).output().unwrap();
    let text = String::from_utf8_lossy(&ran.stdout);
    assert_eq!(ran.status.code(), Some(1), "{text}");
    assert!(text.contains("missing") && text.contains("rustup target add wasm32-unknown-unknown"), "{text}");
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}
