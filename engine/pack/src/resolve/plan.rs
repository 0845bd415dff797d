//! How plans are made: the policies that divide the money, and what holds for every plan.

use std::collections::BTreeMap;

use saring_model::CurrencyCode;

use super::policy::sourced;
use super::rules::Binder;
use crate::diagnostic::DiagnosticCode;
use crate::manifest::{PlanPolicy, RuleRef, Verdict};
use crate::origin::Sourced;
use crate::reader::{Reader, suggest};
use crate::rule::Kind;
use crate::tree::{Branch, Node};

/// Largest step of a fee, in major units.
const FEE_STEP_MAX: f64 = 1e9;
/// Verdicts whose creators may be booked. Who is rejected never is.
const BOOKABLE: [(&str, Verdict); 2] = [("select", Verdict::Select), ("review", Verdict::Review)];

/// Binds the budget policies.
pub(super) fn budgets(reader: &mut Reader, binder: &mut Binder<'_>, node: &Node) -> BTreeMap<String, RuleRef> {
    let named = reader.named(node);
    let mut budgets = BTreeMap::new();
    for (entry, branch) in named {
        reader.only(branch, &["enabled", "run", "params", "tables"]);
        let id = format!("budgets.{}", entry.key);
        if let Some(rule) = binder.bind(reader, Kind::Budget, &id, branch, &entry.at) {
            budgets.insert(entry.key.clone(), rule);
        }
    }
    budgets
}

/// Reads how plans are made.
pub(super) fn read(reader: &mut Reader, node: &Node, budgets: &BTreeMap<String, RuleRef>) -> Option<PlanPolicy> {
    let branch = reader.branch(node)?;
    reader.only(branch, &["budget", "fees-line", "fee-steps", "book"]);
    let text = |reader: &mut Reader, key: &str| {
        let node = reader.need(branch, key, &node.origin)?;
        reader.text(node).map(|text| sourced(text, node))
    };
    let budget = text(reader, "budget");
    let fees_line = text(reader, "fees-line");
    let fee_steps = branch.get("fee-steps").and_then(|entry| reader.branch(&entry.node));
    let fee_steps = fee_steps.map(|steps| self::fee_steps(reader, steps)).unwrap_or_default();
    let book = reader.need(branch, "book", &node.origin).map(|node| book(reader, node));
    let budget = budget?;
    if !budgets.contains_key(&budget.value) {
        let message = format!("`{}` is no budget policy of the pack", budget.value);
        let help = suggest(&budget.value, budgets.keys().map(String::as_str));
        reader.error(DiagnosticCode::BudgetUnknown, &budget.origin, message, help);
    }
    Some(PlanPolicy { budget, fees_line: fees_line?, fee_steps, book: book? })
}

fn fee_steps(reader: &mut Reader, steps: &Branch) -> BTreeMap<String, Sourced<f64>> {
    let mut read = BTreeMap::new();
    for entry in &steps.0 {
        if CurrencyCode::new(&entry.key).is_none() {
            let message = format!("`{}` is no currency", entry.key);
            reader.error(DiagnosticCode::NameInvalid, &entry.at, message, "a code of ISO 4217, such as `IDR`");
        }
        if let Some(step) = reader.number(&entry.node, 0.0, FEE_STEP_MAX) {
            read.insert(entry.key.clone(), sourced(step, &entry.node));
        }
    }
    read
}

fn book(reader: &mut Reader, node: &Node) -> Vec<Verdict> {
    let texts = reader.texts(node);
    let mut verdicts = Vec::new();
    for text in texts {
        match BOOKABLE.iter().find(|(name, _)| *name == text.value) {
            Some((_, verdict)) => verdicts.push(*verdict),
            None => {
                let message = format!("creators of the verdict `{}` cannot be booked", text.value);
                reader.error(DiagnosticCode::ValueRange, &text.origin, message, "`select` or `review`");
            }
        }
    }
    verdicts
}
