//! Layers, their gates and their checks.

use std::collections::BTreeMap;

use super::policy::{CAUTIOUS, sourced};
use super::rules::Binder;
use crate::diagnostic::DiagnosticCode;
use crate::manifest::{Check, Gate, Layer, RuleRef, Verdict};
use crate::origin::{Origin, Sourced};
use crate::reader::Reader;
use crate::rule::Kind;
use crate::tree::{Branch, Entry, Node, Tree};

/// Largest weight of a check among the checks of its layer.
const CHECK_WEIGHT_MAX: f64 = crate::limits::WEIGHT_MAX;

/// Reads the layers. `floor` is the policy's coverage, for layers that do not say their own.
pub(super) fn read(reader: &mut Reader, binder: &mut Binder<'_>, node: &Node, floor: f64) -> Vec<Layer> {
    let named = reader.named(node);
    let layers: Vec<Layer> =
        named.into_iter().map(|(entry, branch)| layer(reader, binder, entry, branch, floor)).collect();
    refuse_duplicates(reader, &layers);
    layers
}

/// Reads the groups of the campaign's own checks.
pub(super) fn preflight(reader: &mut Reader, binder: &mut Binder<'_>, node: &Node) -> Vec<Layer> {
    let named = reader.named(node);
    let mut groups = Vec::new();
    for (entry, branch) in named {
        reader.only(branch, &["enabled", "checks"]);
        let checks = checks(reader, binder, Kind::Preflight, entry, branch);
        groups.push(Layer { id: entry.key.clone(), gate: None, coverage_min: 0.0, checks, origin: entry.at.clone() });
    }
    refuse_duplicates(reader, &groups);
    groups
}

/// The names of all checks in the manifests, those that are switched off among them.
pub(super) fn names(tree: &Branch) -> Vec<&str> {
    let layers = tree.get("layers").map(entries).unwrap_or_default();
    let checks = layers.iter().flat_map(entries).filter(|entry| entry.key == "checks").flat_map(entries);
    checks.map(|check| check.key.as_str()).collect()
}

fn entries(entry: &Entry) -> &[Entry] {
    match &entry.node.tree {
        Tree::Table(branch) => &branch.0,
        _ => &[],
    }
}

fn layer(reader: &mut Reader, binder: &mut Binder<'_>, entry: &Entry, branch: &Branch, floor: f64) -> Layer {
    reader.only(branch, &["enabled", "gate", "coverage-min", "checks"]);
    let gate = branch.get("gate").and_then(|gate_entry| gate(reader, &gate_entry.node));
    let coverage = branch.get("coverage-min").and_then(|entry| reader.number(&entry.node, 0.0, 1.0));
    let before = reader.errors.len();
    let checks = checks(reader, binder, Kind::Check, entry, branch);
    let weight: f64 = checks.iter().map(|check| check.weight.value).sum();
    if weight <= 0.0 && reader.errors.len() == before {
        let message = format!("no check of layer `{}` weighs anything", entry.key);
        let help = "give a check a weight above 0, or switch the layer off with `enabled = false`";
        reader.error(DiagnosticCode::WeightsSum, &entry.at, message, help);
    }
    Layer { id: entry.key.clone(), gate, coverage_min: coverage.unwrap_or(floor), checks, origin: entry.at.clone() }
}

fn checks(reader: &mut Reader, binder: &mut Binder<'_>, kind: Kind, layer: &Entry, branch: &Branch) -> Vec<Check> {
    let named = reader.need(branch, "checks", &layer.at).map(|node| reader.named(node)).unwrap_or_default();
    named.into_iter().filter_map(|(own, branch)| check(reader, binder, kind, &layer.key, own, branch)).collect()
}

/// A gate; `false` takes an inherited one away.
fn gate(reader: &mut Reader, node: &Node) -> Option<Gate> {
    if matches!(node.tree, Tree::Boolean(false)) {
        return None;
    }
    let branch = reader.branch(node)?;
    reader.only(branch, &["min-score", "on-unknown", "on-fault"]);
    let min = reader.need(branch, "min-score", &node.origin)?;
    let mut verdict = |key: &str| {
        let said = branch.get(key).and_then(|entry| reader.choice(&entry.node, &CAUTIOUS));
        said.unwrap_or(Verdict::Review)
    };
    let (on_unknown, on_fault) = (verdict("on-unknown"), verdict("on-fault"));
    Some(Gate { min_score: sourced(reader.number(min, 0.0, 100.0)?, min), on_unknown, on_fault })
}

fn check(
    reader: &mut Reader,
    binder: &mut Binder<'_>,
    kind: Kind,
    layer: &str,
    entry: &Entry,
    branch: &Branch,
) -> Option<Check> {
    reader.only(branch, &["enabled", "run", "weight", "params", "tables"]);
    let weight = match branch.get("weight") {
        Some(entry) => reader.number(&entry.node, 0.0, CHECK_WEIGHT_MAX).map(|weight| sourced(weight, &entry.node)),
        None => Some(Sourced { value: 1.0, origin: entry.at.clone() }),
    };
    let id = format!("{layer}.{}", entry.key);
    let rule = binder.bind(reader, kind, &id, branch, &entry.at)?;
    let RuleRef { run, fallback, params, declarations, tables, source, digest } = rule;
    let (id, layer, origin) = (entry.key.clone(), layer.to_owned(), entry.at.clone());
    Some(Check { id, layer, weight: weight?, run, fallback, params, declarations, tables, source, digest, origin })
}

/// People and reason codes speak of a check by its name alone, so two layers cannot share one.
fn refuse_duplicates(reader: &mut Reader, layers: &[Layer]) {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let mut twice: Vec<(&Origin, String)> = Vec::new();
    for check in layers.iter().flat_map(|layer| &layer.checks) {
        if let Some(first) = seen.insert(&check.id, &check.layer) {
            twice.push((&check.origin, format!("layer `{first}` has a check `{}` too", check.id)));
        }
    }
    for (origin, message) in twice {
        reader.error(DiagnosticCode::CheckDuplicate, origin, message, "name one of the two differently");
    }
}
