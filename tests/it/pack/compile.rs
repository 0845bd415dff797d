//! From a resolved pack to rules that can be asked.

use std::sync::Arc;

use saring_pack::{DiagnosticCode, RuleLimits, compile};

use super::{alone, runtimes, small, with_file};

#[test]
fn every_check_has_a_rule_in_its_place() {
    let resolved = Arc::new(alone(&small()).unwrap());
    let compiled = compile(Arc::clone(&resolved), &runtimes(), &RuleLimits::default()).expect("it compiles");
    let shape: Vec<usize> = compiled.checks.iter().map(Vec::len).collect();
    assert_eq!(shape, resolved.layers.iter().map(|layer| layer.checks.len()).collect::<Vec<_>>());
    assert!(compiled.warnings.is_empty());
}

#[test]
fn a_reason_without_an_english_text_is_pointed_out() {
    let files = with_file(small(), "rules/growth.rhai", "reason growth.rate and reason growth.spike");
    let compiled = compile(Arc::new(alone(&files).unwrap()), &runtimes(), &RuleLimits::default()).unwrap();
    let told: Vec<_> = compiled.warnings.iter().map(|warning| (warning.code, warning.message.as_str())).collect();
    let message = "`trust.growth` can give the reason `growth.spike`, which has no English text";
    assert_eq!(told, [(DiagnosticCode::ReasonUntold, message)]);
    assert_eq!(compiled.warnings[0].file, "rules/growth.rhai");
}

#[test]
fn a_rule_that_nothing_runs_is_refused() {
    let found = compile(Arc::new(alone(&small()).unwrap()), &[], &RuleLimits::default()).unwrap_err();
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|found| found.code == DiagnosticCode::RunUnhandled));
}
