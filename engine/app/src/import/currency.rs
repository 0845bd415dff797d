//! Amounts whose cell names another currency than the creator gets.

use saring_model::decode::child;

use super::build::Built;
use super::numbers::currencies;
use super::problem::{Problem, ProblemCode, quoted};

/// The amounts whose mark, such as `Rp` or `$`, cannot stand for the currency beside them.
pub(super) fn contradictions(built: &Built<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, origin) in &built.origins {
        let Some(money) = place.strip_suffix("/amount") else { continue };
        let Some(marked) = origin.raw.as_str().and_then(currencies) else { continue };
        let currency = built.value.pointer(&child(money, "currency")).and_then(|value| value.as_str());
        if let Some(currency) = currency.filter(|currency| !marked.contains(currency)) {
            let raw = origin.raw.as_str().unwrap_or_default();
            let message = format!("{} is not in {currency}, the currency that the row gives it", quoted(raw));
            let help = "correct the cell, or the currency of the row";
            problems.push(Problem::new(ProblemCode::BadValue, message, help).at(origin.label.as_str(), place.as_str()));
        }
    }
    problems
}
