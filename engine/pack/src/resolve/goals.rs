//! Campaign goals: how much each layer counts.

use std::collections::BTreeMap;

use super::policy::sourced;
use super::rules::Binder;
use crate::diagnostic::DiagnosticCode;
use crate::manifest::{Combine, Goal, GoalWorth, Layer};
use crate::origin::{Origin, Sourced};
use crate::reader::{Reader, suggest};
use crate::rule::Kind;
use crate::tree::{Branch, Node};

/// How far the weights of a goal may be from 1, for numbers that have no exact binary form.
const SUM_TOLERANCE: f64 = 1e-6;

/// Reads the goals and holds their weights against the layers that there are.
pub(super) fn read(
    reader: &mut Reader,
    binder: &mut Binder<'_>,
    node: &Node,
    layers: &[Layer],
) -> BTreeMap<String, Goal> {
    let named = reader.named(node);
    let mut goals = BTreeMap::new();
    for (entry, branch) in named {
        let worth = branch.get("worth").and_then(|said| worth(reader, binder, &said.node, &entry.key));
        if let Some(goal) = goal(reader, branch, &entry.at, &entry.key, layers) {
            let goal = Goal { worth, ..goal };
            goals.insert(entry.key.clone(), goal);
        }
    }
    goals
}

fn goal(reader: &mut Reader, branch: &Branch, at: &Origin, name: &str, layers: &[Layer]) -> Option<Goal> {
    reader.only(branch, &["enabled", "layers", "metrics", "worth"]);
    let metrics = branch.get("metrics").map(|entry| reader.texts(&entry.node)).unwrap_or_default();
    let node = reader.need(branch, "layers", at)?;
    let mut weights: BTreeMap<String, Sourced<f64>> = BTreeMap::new();
    for entry in &reader.branch(node)?.0 {
        if !layers.iter().any(|layer| layer.id == entry.key) {
            let help = suggest(&entry.key, layers.iter().map(|layer| layer.id.as_str()));
            let message = format!("goal `{name}` weighs `{}`, which is no layer of the pack", entry.key);
            reader.error(DiagnosticCode::LayerUnknown, &entry.at, message, help);
        }
        let weight = reader.number(&entry.node, 0.0, 1.0)?;
        weights.insert(entry.key.clone(), sourced(weight, &entry.node));
    }
    let sum: f64 = weights.values().map(|weight| weight.value).sum();
    if (sum - 1.0).abs() > SUM_TOLERANCE {
        let message = format!("the layer weights of goal `{name}` sum to {sum:.4}");
        let (verb, by) = if sum > 1.0 { ("take away", sum - 1.0) } else { ("add", 1.0 - sum) };
        let last = weights.values().map(|weight| &weight.origin).find(|origin| origin.pack == at.pack).unwrap_or(at);
        reader.error(DiagnosticCode::WeightsSum, last, message, format!("they must sum to 1: {verb} {by:.4}"));
    }
    let metrics = metrics.into_iter().map(|metric| metric.value).collect();
    Some(Goal { weights, metrics, worth: None, origin: at.clone() })
}

/// What packages add towards a goal: `{ run = "…", combine = "reach" }`.
fn worth(reader: &mut Reader, binder: &mut Binder<'_>, node: &Node, goal: &str) -> Option<GoalWorth> {
    let branch = reader.branch(node)?;
    reader.only(branch, &["run", "params", "tables", "combine"]);
    let rule = binder.bind(reader, Kind::Worth, &format!("goals.{goal}"), branch, &node.origin);
    let combine = reader.need(branch, "combine", &node.origin)?;
    let choices = [Combine::Sum, Combine::Reach].map(|combine| (combine.as_str(), combine));
    let combine = reader.choice(combine, &choices).map(|value| sourced(value, combine))?;
    Some(GoalWorth { rule: rule?, combine })
}
