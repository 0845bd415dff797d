//! Whole scorecards against what was worked out by hand, with the arithmetic in each file.

use std::collections::BTreeMap;
use std::path::Path;

use saring_app::cases::{Case, told_of_metric};
use saring_eval::measure::measure;
use saring_pack::{CompiledPack, Scope};
use serde_json::{Map, Value};

use super::Measured;
use crate::rhai::standard;

/// The scorecards.
const FILES: [&str; 7] = ["awareness", "conversion", "opinion", "relationship", "leads", "half-missing", "parts"];

/// What is compared name by name. Figures of whole campaigns that a file does not list are unknown.
const KEYS: [&str; 4] = ["figures", "intervals", "unknown", "planned"];

#[test]
fn scorecards_match_what_was_worked_out_by_hand() {
    let pack = standard(None);
    let mut wrong = Vec::new();
    for file in FILES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/scorecards/{file}.toml"));
        let text = std::fs::read_to_string(path).unwrap();
        let cases = saring_app::cases::read(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        for case in cases {
            wrong.extend(compare(&case, &pack).into_iter().map(|what| format!("{file}: {}: {what}", case.name)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn compare(case: &Case, pack: &CompiledPack) -> Vec<String> {
    let measured = Measured::of(case, pack);
    let scorecard = measure(&measured.measuring(pack, case));
    let mut wrong = Vec::new();
    let mut told: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    let mut verdict = Value::Null;
    for (metric, answers) in pack.pack.metrics.iter().zip(&scorecard.metrics) {
        let Some((_, answer)) = answers.iter().find(|(scope, _)| *scope == measured.scope) else { continue };
        let answer = match answer {
            Ok(answer) => told_of_metric(answer),
            Err(fault) => {
                wrong.push(format!("{}: {fault}", metric.id));
                continue;
            }
        };
        for key in KEYS {
            let all = told.entry(key).or_default();
            for (figure, value) in answer[key].as_object().unwrap() {
                assert!(all.insert(figure.clone(), value.clone()).is_none(), "two figures are called `{figure}`");
            }
        }
        if !answer["verdict"].is_null() {
            verdict = answer["verdict"].clone();
        }
    }
    let expected = |key: &str| case.expect.get(key).and_then(Value::as_object).cloned().unwrap_or_default();
    for key in KEYS {
        for (figure, value) in expected(key) {
            let found = told[key].get(&figure).unwrap_or(&Value::Null);
            if !is_same(found, &value) {
                wrong.push(format!("{key}.{figure} is {found}, not {value}"));
            }
        }
    }
    if let Some(due) = case.expect.get("verdict").filter(|due| **due != verdict) {
        wrong.push(format!("the verdict is {verdict}, not {due}"));
    }
    if measured.scope == Scope::default() {
        let listed = expected("figures");
        let unlisted =
            told["figures"].iter().filter(|(figure, value)| **value != "unknown" && !listed.contains_key(*figure));
        wrong.extend(unlisted.map(|(figure, value)| format!("{figure} is {value}, and is not listed")));
    }
    wrong
}

/// Whole numbers are written without a point.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
        _ => a == b,
    }
}
