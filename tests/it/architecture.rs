//! The walls of the house: who may know whom, and what must never exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::DependencyKind;
use saring_tests::golden::repo;

/// The crates of the workspace, with every crate of the workspace that each may depend on.
const ARROWS: &[(&str, &[&str])] = &[
    ("saring-model", &[]),
    ("saring-measures", &[]),
    ("saring-vocabulary", &["saring-measures", "saring-model"]),
    ("saring-pack", &["saring-model", "saring-vocabulary"]),
    ("saring-eval", &["saring-model", "saring-vocabulary", "saring-pack"]),
    ("saring-planner", &["saring-model", "saring-vocabulary", "saring-pack", "saring-eval"]),
    ("saring-reporting", &["saring-model", "saring-pack", "saring-eval", "saring-planner"]),
    ("saring-runtime-rhai", &["saring-model", "saring-pack", "saring-vocabulary"]),
    ("saring-runtime-wasm", &["saring-model", "saring-pack", "saring-vocabulary"]),
    (
        "saring-app",
        &[
            "saring-model",
            "saring-pack",
            "saring-eval",
            "saring-planner",
            "saring-reporting",
            "saring-runtime-rhai",
            "saring-runtime-wasm",
        ],
    ),
    ("saring-http", &["saring-model", "saring-app"]),
    ("saring-cli", &["saring-model", "saring-app", "saring-http"]),
    ("saring-xtask", &[]),
    ("saring-plugin", &["saring-measures"]),
];

/// What a plugin is made of. It knows the contract, and nothing of the engine.
const PLUGINS_MAY: &[&str] = &["saring-linear", "saring-measures", "saring-plugin"];

/// Crates whose answers depend on their arguments alone.
const PURE: &[&str] = &[
    "engine/model",
    "plugins/sdk/measures",
    "engine/vocabulary",
    "engine/pack",
    "engine/eval",
    "engine/planner",
    "engine/reporting",
];

/// What a pure crate never names, and why.
const IMPURE: &[(&str, &str)] = &[
    ("std::time", "a clock"),
    ("Timestamp::now", "a clock"),
    ("Zoned::now", "a clock"),
    ("TimeZone::system", "the machine's time zone"),
    ("std::fs", "files"),
    ("std::net", "the network"),
    ("std::env", "the environment"),
    ("std::thread", "threads"),
    ("rayon", "threads"),
    ("HashMap", "a map without order"),
    ("HashSet", "a set without order"),
    (".exp()", "a transcendental function of the platform"),
    (".ln()", "a transcendental function of the platform"),
    (".log10()", "a transcendental function of the platform"),
    (".powf(", "a transcendental function of the platform"),
];

/// Most lines in one source file.
const LINES_MAX: usize = 500;
/// Most lines in the median source file.
const LINES_MEDIAN_MAX: usize = 180;

fn workspace() -> cargo_metadata::Metadata {
    cargo_metadata::MetadataCommand::new().current_dir(repo()).no_deps().exec().unwrap()
}

#[test]
fn crates_know_only_whom_they_may_know() {
    let metadata = workspace();
    let ours: BTreeSet<&str> = metadata.packages.iter().map(|package| package.name.as_str()).collect();
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    for package in &metadata.packages {
        // The tests look at every room; nobody looks at the tests.
        if package.name.as_str() == "saring-tests" {
            continue;
        }
        let path = package.manifest_path.as_str().replace('\\', "/");
        let is_plugin = path.contains("/plugins/") || path.contains("/tests/guests/");
        let may = allowed.get(package.name.as_str()).copied().or(is_plugin.then_some(PLUGINS_MAY));
        let may = may.unwrap_or_else(|| panic!("`{}` has no row in the table of arrows", package.name));
        // What a plugin's own tests look at is no part of it.
        let part = |dependency: &&cargo_metadata::Dependency| dependency.kind != DependencyKind::Development;
        let known = package.dependencies.iter().filter(part);
        for dependency in known.filter(|dependency| ours.contains(dependency.name.as_str())) {
            assert!(may.contains(&dependency.name.as_str()), "`{}` must not know `{}`", package.name, dependency.name);
        }
    }
    let missing: Vec<&&str> = allowed.keys().filter(|name| !ours.contains(**name)).collect();
    assert!(missing.is_empty(), "the table of arrows has rows for no crate: {missing:?}");
}

#[test]
fn pure_crates_name_nothing_impure() {
    for name in PURE {
        for file in rust_files(&repo().join(name).join("src")) {
            let text = fs::read_to_string(&file).unwrap();
            for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
                for (word, what) in IMPURE {
                    let place = format!("{}:{}", file.display(), number + 1);
                    assert!(!line.contains(word), "{place} names `{word}`: a pure crate knows no {what}");
                }
            }
        }
    }
}

#[test]
fn one_place_builds_each_engine_of_rules() {
    let engine = repo().join("engine");
    let built: Vec<PathBuf> = (rust_files(&engine).into_iter())
        .filter(|file| fs::read_to_string(file).unwrap().contains("Engine::new"))
        .map(|file| file.strip_prefix(&engine).unwrap().to_owned())
        .collect();
    let places = ["runtime-rhai/src/engine.rs", "runtime-wasm/src/engine.rs"].map(PathBuf::from);
    assert_eq!(built, places, "one hardening needs one place");
}

#[test]
fn files_are_short() {
    let mut lengths = Vec::new();
    for file in rust_files(&repo()) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= LINES_MAX, "{} has {lines} lines, more than {LINES_MAX}", file.display());
        lengths.push(lines);
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= LINES_MEDIAN_MAX, "the median file has {median} lines, more than {LINES_MEDIAN_MAX}");
}

#[test]
fn no_test_is_skipped_or_expected_to_panic() {
    for file in rust_files(&repo().join("tests")) {
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines().map(str::trim_start) {
            assert!(!line.starts_with("#[ignore"), "{} skips a test", file.display());
            assert!(!line.starts_with("#[should_panic"), "{} expects a panic", file.display());
        }
    }
}

#[test]
fn top_level_holds_only_the_rooms_of_the_house() {
    let rooms = ["engine", "plugins", "rules", "schemas", "tests", "target"];
    let files = [
        "Cargo.toml",
        "Cargo.lock",
        "README.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "rust-toolchain.toml",
    ];
    for entry in fs::read_dir(repo()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = name.starts_with('.') || rooms.contains(&name.as_str()) || files.contains(&name.as_str());
        assert!(known, "`{name}` has no place on the top level");
    }
}

/// Every source file below a folder, without what is built.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "target" && !name.starts_with('.') {
            files.extend(rust_files(&path));
        } else if name.ends_with(".rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
