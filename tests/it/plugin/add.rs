//! `saring plugin add`: whole or not at all, and only what it says.

use super::{ACME, Bench};

/// A pack with a comment at every turn, which must outlive an edit.
fn manifest() -> String {
    format!(
        "# mine\n{ACME}\n# the size counts\n[layers.authenticity.checks.size]\nrun = \"size.rhai\" # by hand\nweight = 2.0\n"
    )
}

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("packs/acme/pack.toml", manifest().as_bytes());
    bench.write("packs/acme/size.rhai", b"unknown(\"size.unknown\")\n");
    bench
}

const ADD: [&str; 7] =
    ["plugin", "add", "plugins/followers.wasm", "--pack", "packs/acme", "--check", "authenticity.size"];

#[test]
fn add_writes_the_component_and_its_lines_and_keeps_the_comments() {
    let bench = bench();
    let told = bench.run(&[&ADD[..], &["-f", "json"]].concat()).code(0).json();
    let digest = told["digest"].as_str().unwrap();
    let text = bench.read("packs/acme/pack.toml");
    for line in [
        "# mine".to_owned(),
        "# the size counts".to_owned(),
        "run = [\"plugin:followers\", \"size.rhai\"]".to_owned(),
        "weight = 2.0".to_owned(),
        "[plugins.followers]".to_owned(),
        format!("digest = \"{digest}\""),
    ] {
        assert!(text.contains(&line), "`{line}` is not in\n{text}");
    }
    assert!(bench.path().join("packs/acme/plugins/followers.wasm").is_file());

    // The pack's own folder is enough to run it, and what it adds is no part of the pack's other files.
    let shown = bench.run(&["pack", "show", "acme", "--packs", "packs", "-f", "json"]).code(0).json();
    assert_eq!(shown["digest"], told["pack"]);
    let checks = shown["layers"][0]["checks"].as_array().unwrap();
    assert!(checks.iter().any(|check| check["run"]["value"] == "plugin:followers"), "{checks:?}");
    assert!(!shown["fallbacks"].as_array().unwrap().contains(&serde_json::json!("authenticity.size")));

    bench.run(&ADD).code(0);
    assert_eq!(bench.read("packs/acme/pack.toml"), text, "what is added already is not added twice");
}

#[test]
fn nothing_else_is_overwritten() {
    let bench = bench();
    bench.run(&ADD).code(0);
    let before = bench.read("packs/acme/pack.toml");
    bench.write("plugins/followers.wasm", &saring_tests::guests::followers_titled("Followers are Enough"));
    let ran = bench.run(&ADD).code(2);
    assert!(ran.stderr.contains("path-exists") && ran.stderr.contains("--replace"), "{}", ran.stderr);
    assert_eq!(bench.read("packs/acme/pack.toml"), before);
    bench.run(&[&ADD[..], &["--replace"]].concat()).code(0);
    assert_ne!(bench.read("packs/acme/pack.toml"), before, "the new digest is pinned");
    bench.run(&["pack", "show", "acme", "--packs", "packs"]).code(0);
}

#[test]
fn a_pack_that_would_not_be_valid_stays_as_it_was() {
    let bench = bench();
    let text = manifest().replace("weight = 2.0", "params = { followers = 3 }");
    bench.write("packs/acme/pack.toml", text.as_bytes());
    let ran = bench.run(&ADD).code(2);
    assert!(ran.stderr.contains("invalid-pack") && ran.stderr.contains("followers_enough"), "{}", ran.stderr);
    let ran = bench.run(&["plugin", "add", "plugins/followers.wasm", "--pack", "packs/acme"]).code(2);
    assert!(ran.stderr.contains("--check LAYER.CHECK"), "{}", ran.stderr);
    assert_eq!(bench.read("packs/acme/pack.toml"), text);
    assert!(!bench.path().join("packs/acme/plugins").exists());
}
