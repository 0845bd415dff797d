//! What would bring a check to a better status: solved on the curves, not searched.

use saring_pack::answer::{Actor, CheckAnswer, Part, Status, Unit};

use crate::report::{Recourse, Value};
use crate::score::{CheckScore, Cuts, Weighted, finish, part_points};

/// One entry per part that somebody could change, for a check that is known and did not pass.
pub(crate) fn recourse(answer: &CheckAnswer, score: &CheckScore, cuts: Cuts) -> Vec<Recourse> {
    let (reaches, target) = match score.status {
        Status::Fail => (Status::Warn, cuts.warn),
        Status::Warn => (Status::Pass, cuts.pass),
        Status::Pass | Status::Unknown => return Vec::new(),
    };
    // A status that the rule or a veto set is not a matter of points, and no points lift it.
    let is_held = answer.veto.is_some() || answer.status.is_some_and(|said| said > reaches);
    if is_held || score.score.is_none_or(|points| points >= target) {
        return Vec::new();
    }
    let part_recourse = |part: &Part| {
        let current = part.quantity.value?;
        let changeable = matches!(part.quantity.actor, Actor::Creator | Actor::Agency);
        changeable.then(|| Recourse {
            part: part.id.clone(),
            quantity: part.quantity.name.clone(),
            unit: part.quantity.unit,
            actor: part.quantity.actor,
            current: Value(current),
            reaches,
            needed: needed(answer, part, target, current).map(Value),
        })
    };
    answer.parts.iter().filter_map(part_recourse).collect()
}

/// The value of one part that lifts the whole check to `target`, all other parts as they are.
fn needed(answer: &CheckAnswer, part: &Part, target: f64, current: f64) -> Option<f64> {
    if finish(answer, f64::MAX) < target || part.weight <= 0.0 {
        return None;
    }
    let mut others = Weighted::default();
    for other in answer.parts.iter().filter(|other| !std::ptr::eq(*other, part)) {
        if let Some(points) = part_points(other) {
            others.add(other.weight, points);
        }
    }
    let penalties: f64 = answer.penalties.iter().map(|penalty| penalty.points).sum();
    let mean = target + penalties;
    let points = (mean * (others.weight + part.weight) - others.sum) / part.weight;
    // The last digit of a sum may stand just above 100 where 100 is meant.
    let points = if points <= 100.0 + 1e-9 { points.min(100.0) } else { return None };
    let solved = part.curve.solve(points, current)?;
    Some(if part.quantity.unit == Unit::Count { whole(part, solved, current) } else { solved })
}

/// The next whole number beyond what is needed, seen from the current value, unless it has fewer points: nobody signs a
/// tenth of a contract.
fn whole(part: &Part, solved: f64, current: f64) -> f64 {
    let beyond = if solved > current { solved.ceil() } else { solved.floor() };
    if part.curve.points(beyond) >= part.curve.points(solved) { beyond } else { solved }
}
