//! The standard pack as it stands in the repository.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use saring_pack::{Cell, DiagnosticCode, Pack, PackFiles, RuleLimits, Runtime, compile};
use saring_runtime_rhai::RhaiRuntime;

use super::alone;

fn standard() -> Pack {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/standard");
    let mut files = BTreeMap::new();
    collect(&root, "", &mut files);
    match alone(&PackFiles { label: "rules/standard".to_owned(), files }) {
        Ok(pack) => pack,
        Err(found) => {
            let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
            panic!("the standard pack is wrong:\n{}", lines.join("\n"));
        }
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Arc<[u8]>>) {
    for entry in std::fs::read_dir(folder).expect("the standard pack is there") {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else {
            files.insert(name, std::fs::read(&path).unwrap().into());
        }
    }
}

#[test]
fn it_resolves_without_a_complaint() {
    let pack = standard();
    // Nothing but the plugins that are not installed here, each with the rule that stands in for it.
    let codes: Vec<_> = pack.warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(codes, [DiagnosticCode::RunFallback; 3], "{:?}", pack.warnings);
    let wanted: Vec<&str> = pack.fallbacks.iter().map(|fallback| fallback.wanted.as_str()).collect();
    assert_eq!(wanted, ["plugin:audience-quality", "plugin:content-safety", "plugin:comment-sentiment"]);
    let layers: Vec<&str> = pack.layers.iter().map(|layer| layer.id.as_str()).collect();
    assert_eq!(layers, ["authenticity", "performance", "brand-safety", "creative-fit", "relationship"]);
    let gates: Vec<&str> = pack.layers.iter().filter(|layer| layer.gate.is_some()).map(|layer| &*layer.id).collect();
    assert_eq!(gates, ["authenticity", "brand-safety"]);
    let goals: Vec<&str> = pack.goals.keys().map(String::as_str).collect();
    assert_eq!(goals, ["awareness", "conversion", "engagement", "loyalty"]);
    assert!(pack.goals.values().all(|goal| goal.weights.len() == 5 && goal.metrics.len() >= 2));
}

#[test]
fn its_rules_compile_and_every_reason_has_a_text() {
    let runtimes: Vec<Arc<dyn Runtime>> = vec![Arc::new(RhaiRuntime::default())];
    let compiled = compile(Arc::new(standard()), &runtimes, &RuleLimits::default()).expect("every rule compiles");
    assert_eq!(compiled.warnings, []);
    let rules = || compiled.checks.iter().flatten().chain([&compiled.tier]);
    assert!(rules().all(|rule| !rule.describe().reasons.is_empty() && !rule.describe().fields.is_empty()));
    for language in ["en", "id"] {
        let codes: Vec<&str> = compiled.pack.locales[language].codes().collect();
        for reason in rules().flat_map(|rule| &rule.describe().reasons) {
            assert!(codes.contains(&reason.as_str()), "{language} has no text for `{reason}`");
        }
    }
}

#[test]
fn its_tiers_are_those_of_the_field() {
    let pack = standard();
    let bands: Vec<_> = pack.tiers.iter().map(|tier| (&*tier.id, tier.followers_min, tier.followers_max)).collect();
    assert_eq!(
        bands,
        [
            ("nano", 1_000, Some(10_000)),
            ("micro", 10_000, Some(50_000)),
            ("mid", 50_000, Some(500_000)),
            ("mega", 500_000, None),
        ]
    );
    for tier in pack.tiers.iter() {
        assert!(!tier.criteria.is_empty() && !tier.content_approach.is_empty() && !tier.measured_by.is_empty());
    }
}

#[test]
fn every_row_rises_from_percentile_to_percentile() {
    let pack = standard();
    assert!(pack.tables.len() >= 18, "{:?}", pack.tables.keys());
    for table in pack.tables.values() {
        let percentile = |name: &str| name.strip_prefix('p').is_some_and(|rest| rest.parse::<u32>().is_ok());
        let rising = |column: &&String| percentile(column);
        let columns: Vec<&String> = table.columns.iter().filter(rising).collect();
        for row in &table.rows {
            assert!(!table.cited(row, false).source.is_empty(), "{} line {}", table.file, row.line);
            let cells: Vec<f64> = columns.iter().filter_map(|column| table.number(row, column)).collect();
            assert!(cells.is_sorted(), "{} line {}: {cells:?}", table.file, row.line);
            assert!(columns.is_empty() || cells.len() >= 3, "{} line {}", table.file, row.line);
            let below = |cell: &Cell| matches!(cell, Cell::Number(number) if *number < 0.0);
            // The weights of a model may be below 0; no benchmark is.
            assert!(columns.is_empty() || !row.cells.iter().any(below), "{} line {}", table.file, row.line);
        }
    }
}

#[test]
fn benchmarks_answer_for_every_tier_and_say_where_they_fall_back() {
    let pack = standard();
    let table = |name: &str| &pack.tables[&format!("{}/tables/{name}.csv", pack.label())];
    let (rates, guide) = (table("engagement_rate"), table("engagement_rate_guide"));
    for tier in pack.tiers.iter() {
        for platform in ["instagram", "tiktok", "youtube"] {
            assert!(rates.pick(&[("platform", platform), ("tier", &tier.id)]).is_some());
            let wanted = [("platform", platform), ("format", "video"), ("tier", &*tier.id)];
            assert!(table("view_rate").pick(&wanted).is_some());
        }
        let (band, fallback) = guide.pick(&[("platform", "tiktok"), ("tier", &tier.id)]).unwrap();
        assert!(fallback && guide.number(band, "lo") < guide.number(band, "hi"));
        assert!(table("ad_saturation").pick(&[("tier", &tier.id)]).is_some_and(|(_, fallback)| !fallback));
    }
    let (row, fallback) = rates.pick(&[("platform", "instagram"), ("tier", "mid")]).unwrap();
    assert_eq!((rates.number(row, "p50"), fallback), (Some(0.0044), false));
    assert!(rates.pick(&[("platform", "instagram"), ("tier", "nano")]).unwrap().1);
    assert!(rates.pick(&[("platform", "x"), ("tier", "mid")]).is_none(), "no benchmark is no answer");
}

#[test]
fn everything_has_a_title_in_both_languages() {
    let pack = standard();
    let checks = pack.layers.iter().flat_map(|layer| &layer.checks).map(|check| format!("check.{}", check.id));
    let names: Vec<String> = (pack.layers.iter().map(|layer| format!("layer.{}", layer.id)))
        .chain(checks)
        .chain(pack.goals.keys().map(|goal| format!("goal.{goal}")))
        .chain(pack.tiers.iter().map(|tier| format!("tier.{}", tier.id)))
        .chain(["pass", "warn", "fail", "unknown"].map(|status| format!("status.{status}")))
        .chain(["select", "review", "reject"].map(|verdict| format!("verdict.{verdict}")))
        .collect();
    for language in ["en", "id"] {
        let codes: Vec<&str> = pack.locales[language].codes().collect();
        let untold: Vec<&String> = names.iter().filter(|name| !codes.contains(&name.as_str())).collect();
        assert!(untold.is_empty(), "{language} has no title for {untold:?}");
    }
    assert!(pack.locales["en"].codes().eq(pack.locales["id"].codes()), "both languages tell the same things");
}
