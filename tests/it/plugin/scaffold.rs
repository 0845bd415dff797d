//! `saring plugin new`, and what a stranger gets from it: a plugin that builds anywhere and passes its cases.

use std::path::Path;

use saring_tests::bin::run;
use saring_tests::guests;

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
            assert!(!text.contains("{{name}}") && !name.contains("{{"), "{name} has a gap");
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
