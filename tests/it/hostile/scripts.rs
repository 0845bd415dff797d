//! Hostile scripts.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_pack::{Diagnostic, Kind, Rule, RuleLimits, Runtime};
use saring_runtime_rhai::RhaiRuntime;
use serde_json::json;

use super::alone::{alone, resident_bytes};
use super::file::{End, Hostile, Stage, all};
use super::question::{question, source, subjects, told};
use super::written::written;

/// Fewest hostile scripts in the set.
const SCRIPTS_MIN: usize = 30;
/// How much more memory the process may have after the second round than after the first.
const GROWTH_BYTES_MAX: usize = 16 << 20;

/// The whole set, twice.
#[test]
fn every_hostile_script_is_contained() {
    alone("hostile::scripts::every_hostile_script_is_contained", || {
        let scripts = all("scripts", "//");
        assert!(scripts.len() > SCRIPTS_MIN, "{} scripts", scripts.len());
        let runtime = RhaiRuntime::default();
        round(&runtime, &scripts);
        let first = resident_bytes();
        round(&runtime, &scripts);
        if let (Some(first), Some(second)) = (first, resident_bytes()) {
            assert!(second < first + GROWTH_BYTES_MAX, "{first} bytes after one round, {second} after two");
        }
    });
}

fn round(runtime: &RhaiRuntime, scripts: &[Hostile]) {
    let honest = scripts.iter().find(|script| script.name == "honest.rhai").unwrap();
    let honest = compile(runtime, honest).unwrap_or_else(|found| panic!("{found:?}"));
    let answered = || told(honest.ask(question(Kind::Check, &subjects())).unwrap());
    let before = answered();
    let mut wrong = Vec::new();
    for script in scripts {
        wrong.extend(end(runtime, script, &before).violation(script));
        assert_eq!(answered(), before, "the honest script after {}", script.name);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn compile(runtime: &RhaiRuntime, script: &Hostile) -> Result<Box<dyn Rule>, Vec<Diagnostic>> {
    let bytes = match std::str::from_utf8(&script.bytes) {
        Ok(text) => written(text).into_bytes(),
        Err(_) => script.bytes.clone(),
    };
    let params = BTreeMap::from([("whole".to_owned(), json!(3)), ("list".to_owned(), json!([1, 2.5]))]);
    let source = source(Kind::Check, "layers/hostile.rhai", Arc::from(bytes), params);
    runtime.compile(&source, &RuleLimits::default())
}

fn end(runtime: &RhaiRuntime, script: &Hostile, honest: &str) -> End {
    let rule = match compile(runtime, script) {
        Ok(rule) => rule,
        Err(found) => {
            let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
            return End::new(Stage::Refused, found[0].code.as_str(), lines.join("\n"));
        }
    };
    let ask = || End::of_answers(rule.ask(question(Kind::Check, &subjects())), honest);
    let end = ask();
    assert_eq!(ask(), end, "{} again", script.name);
    end
}
