//! The resolved digest: blind to how a pack is written, and to nothing that decides.

use saring_pack::PackFiles;

use super::{BANDS, MANIFEST, alone, edited, small, with_file};

fn digest(files: &PackFiles) -> String {
    alone(files).expect("the pack resolves").digest
}

#[test]
fn it_has_the_form_of_a_content_address() {
    let digest = digest(&small());
    let hex = digest.strip_prefix("sha256:").unwrap();
    assert_eq!(hex.len(), 64);
    assert!(hex.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase()));
}

#[test]
fn the_way_a_pack_is_written_does_not_change_it() {
    let same = digest(&small());
    let commented = MANIFEST.replace('\n', "   # why\n\n");
    assert_eq!(digest(&with_file(small(), "pack.toml", &commented)), same);
    // Tables in another order, except for layers and checks, whose order is the order of sums.
    let (head, tiers) = MANIFEST.split_at(MANIFEST.find("[tiers]").unwrap());
    let (pack, rest) = head.split_at(head.find("[policy]").unwrap());
    assert_eq!(digest(&with_file(small(), "pack.toml", &format!("{tiers}{rest}{pack}"))), same);
    for (old, new) in [
        ("{ trust = 0.25, craft = 0.75 }", "{ craft = 75e-2, trust = 0.25 }"),
        ("pass-at = 70", "pass-at = 70.0"),
        ("weight = 2", "weight = 2.0"),
        ("1_000", "1000"),
        ("run = \"rules/video.rhai\"", "run = [\"rules/video.rhai\"]\nweight = 1"),
        ("window_days = 60", "window_days = 60, preset = \"guide\""),
    ] {
        assert_eq!(digest(&edited(small(), "pack.toml", old, new)), same, "{old} -> {new}");
    }
    let params = super::PARAMS.replace("doc = \"", "doc = \"at last, ");
    assert_eq!(digest(&with_file(small(), "rules/growth.params.toml", &params)), same);
    assert_eq!(digest(&with_file(small(), "notes.md", "not read")), same);
}

#[test]
fn texts_change_no_decision() {
    let same = digest(&small());
    assert_eq!(digest(&edited(small(), "locales/id/texts.toml", "tumbuh", "naik")), same);
    assert_eq!(digest(&edited(small(), "pack.toml", "[policy]", "title = \"Small\"\n[policy]")), same);
}

#[test]
fn everything_that_decides_changes_it() {
    let mut seen = vec![digest(&small())];
    for (file, old, new) in [
        ("pack.toml", "pass-at = 70", "pass-at = 71"),
        ("pack.toml", "warn-at = 40", "warn-at = 41"),
        ("pack.toml", "coverage-min = 0.5", "coverage-min = 0.4"),
        ("pack.toml", "select-coverage-min = 0.6", "select-coverage-min = 0.7"),
        ("pack.toml", "packages-max = 4", "packages-max = 5"),
        ("pack.toml", "basis = \"gross\"", "basis = \"net\""),
        ("pack.toml", "over-at = 1.5", "over-at = 1.6"),
        ("pack.toml", "under-at = 0.5", "under-at = 0.6"),
        ("pack.toml", "on-no-tier = \"review\"", "on-no-tier = \"reject\""),
        ("pack.toml", "rank-by = \"low\"", "rank-by = \"score\""),
        (
            "pack.toml",
            "role = \"awareness\"",
            "role = \"awareness\"\ncriteria = { a = { of = \"growth\", weight = 1 } }",
        ),
        (
            "pack.toml",
            "role = \"awareness\"",
            "role = \"awareness\"\ncriteria = { a = { of = \"growth\", weight = 2 } }",
        ),
        (
            "pack.toml",
            "role = \"awareness\"",
            "role = \"awareness\"\ncriteria = { a = { of = \"growth#x\", weight = 1 } }",
        ),
        ("pack.toml", "{ trust = 0.25, craft = 0.75 }", "{ trust = 0.5, craft = 0.5 }"),
        ("pack.toml", "[goals.sales]", "[goals.sale]"),
        ("pack.toml", "\"orders\"", "\"leads\""),
        ("pack.toml", "min-score = 50", "min-score = 51"),
        ("pack.toml", "on-unknown = \"reject\"", "on-unknown = \"review\""),
        ("pack.toml", "on-unknown = \"reject\"", "on-unknown = \"reject\", on-fault = \"reject\""),
        ("pack.toml", "gate = { min-score = 50, on-unknown = \"reject\" }", ""),
        ("pack.toml", "[layers.trust]", "[layers.trust]\ncoverage-min = 0.9"),
        ("pack.toml", "weight = 2", "weight = 3"),
        ("pack.toml", "checks.growth", "checks.rise"),
        ("pack.toml", "window_days = 60", "window_days = 61"),
        ("pack.toml", "tables = [\"tables/bands.csv\"]", ""),
        ("pack.toml", "followers-min = 1_000", "followers-min = 2_000"),
        ("pack.toml", "bands.large", "bands.huge"),
        ("pack.toml", "role = \"awareness\"", "role = \"awareness\"\nfollowers-max = 1_000_000"),
        ("pack.toml", "role = \"awareness\"", "role = \"fame\""),
        ("pack.toml", "run = \"rules/video.rhai\"", "run = [\"plugin:x\", \"rules/video.rhai\"]"),
        ("rules/growth.params.toml", "default = 0.25", "default = 0.35"),
        ("rules/growth.rhai", "growth", "growth "),
        ("rules/tiers.rhai", "tiers", "other tiers"),
        ("tables/bands.csv", "0.05", "0.06"),
    ] {
        let changed = digest(&edited(small(), file, old, new));
        assert!(!seen.contains(&changed), "{file}: {old} -> {new} does not change the digest");
        seen.push(changed);
    }
}

#[test]
fn a_check_digest_holds_what_its_answers_depend_on_and_no_more() {
    let digests = |files: &PackFiles| {
        let pack = alone(files).unwrap();
        (pack.layers[0].checks[0].digest.clone(), pack.layers[1].checks[0].digest.clone(), pack.tier_rule.digest)
    };
    let before = digests(&small());
    assert_eq!(digests(&edited(small(), "pack.toml", "weight = 2", "weight = 3")), before, "weights only aggregate");
    for (file, old, new) in [
        ("pack.toml", "window_days = 60", "window_days = 61"),
        ("rules/growth.rhai", "growth", "rise"),
        ("tables/bands.csv", BANDS, &*BANDS.replace("0.1", "0.11")),
    ] {
        let after = digests(&edited(small(), file, old, new));
        assert_ne!(after.0, before.0, "{file}: {old}");
        assert_eq!((after.1, after.2), (before.1.clone(), before.2.clone()), "{file}: {old}");
    }
}

#[test]
fn every_file_is_listed_with_its_digest() {
    let files = alone(&small()).unwrap().files;
    assert!(files.keys().eq(small().files.keys().map(|path| format!("small@1.0.0/{path}")).collect::<Vec<_>>().iter()));
    // The SHA-256 of `tiers`, from another implementation.
    assert_eq!(
        files["small@1.0.0/rules/tiers.rhai"],
        "sha256:db5c59b93f6cd5ed10e26b490d241c69ea98f854a3d0b8cfdbbda843b6148007"
    );
}
