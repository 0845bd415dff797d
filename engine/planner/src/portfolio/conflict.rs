//! Why nothing holds every row: which bounds would have to give way, and how far.

use microlp::{Error, SolveOptions};

use super::core::Core;
use super::instance::{Bounds, Instance};
use super::milp::Program;
use super::problem::Problem;
use super::selection::Selection;
use super::solution::{Conflict, Infeasible, Side};

/// Nodes for the least that can be missed.
const NODES_MAX: u64 = 5_000;
/// Nodes for what one bound would have to be.
const NODES_PER_BOUND: u64 = 500;
/// Bounds that are tried one by one.
const BOUNDS_MAX: usize = 100;
/// A bound that is missed by less of itself may be missed by rounding alone.
const MISSED_MIN: f64 = 1e-6;

/// A choice that misses as little as possible.
pub struct Nearest {
    /// The items, where any choice was found.
    pub items: Option<Vec<usize>>,
    /// Whether it is certain that every choice misses something.
    pub is_proved_missed: bool,
}

/// The choice that misses the rows the least, each miss as a share of its bound.
pub fn nearest(instance: &Instance) -> Nearest {
    missing_least(instance, &sides(instance), NODES_MAX)
}

/// Names the bounds in conflict. `is_proved` says that there is no choice for certain.
pub fn explain(problem: &Problem, is_proved: bool) -> Infeasible {
    let instance = Instance::elastic(problem);
    let sides = sides(&instance);
    let mut alone: Vec<(f64, Conflict)> = Vec::new();
    for &side in sides.iter().take(BOUNDS_MAX) {
        let found = missing_least(&instance, &[side], NODES_PER_BOUND);
        if let Some([only]) = found.items.map(|items| missed(problem, &instance, items)).as_deref() {
            alone.push(only.clone());
        }
    }
    let is_each_enough = !alone.is_empty();
    let mut conflicts = alone;
    if !is_each_enough {
        let items = missing_least(&instance, &sides, NODES_MAX).items.unwrap_or_default();
        conflicts = missed(problem, &instance, items);
    }
    conflicts.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.row.cmp(&b.1.row)).then(a.1.side.cmp(&b.1.side)));
    Infeasible { conflicts: conflicts.into_iter().map(|(_, conflict)| conflict).collect(), is_each_enough, is_proved }
}

/// Every bound.
fn sides(instance: &Instance) -> Vec<(usize, Side)> {
    let of = |(row, bounds): (usize, &Bounds)| {
        [bounds.min.map(|_| (row, Side::Min)), bounds.max.map(|_| (row, Side::Max))].into_iter().flatten()
    };
    instance.rows.iter().enumerate().flat_map(of).collect()
}

/// The choice that misses these bounds the least and none of the others.
fn missing_least(instance: &Instance, elastic: &[(usize, Side)], nodes_max: u64) -> Nearest {
    let none = |is_proved_missed: bool| Nearest { items: None, is_proved_missed };
    let Some(program) = Program::new(&Core::whole(instance), instance, elastic) else { return none(true) };
    let mut options = SolveOptions::default();
    options.node_limit = Some(nodes_max);
    match program.problem.solve_with(options) {
        Ok(outcome) => {
            let bound = outcome.stats().best_bound.or(outcome.solution().map(|solution| solution.objective()));
            let items = outcome.solution().map(|solution| program.chosen(solution));
            Nearest { items, is_proved_missed: bound.is_some_and(|bound| bound > MISSED_MIN) }
        }
        Err(error) => none(matches!(error, Error::Infeasible)),
    }
}

/// What a choice misses, in the problem's units, each with its share of the bound.
fn missed(problem: &Problem, instance: &Instance, items: Vec<usize>) -> Vec<(f64, Conflict)> {
    let selection = Selection::of(instance, items);
    let mut missed = Vec::new();
    for (bounds, sum) in instance.rows.iter().zip(&selection.used) {
        let row = &problem.rows[bounds.origin];
        let possible = sum * bounds.unit;
        let over = row.max.filter(|max| possible > *max).map(|max| (Side::Max, max));
        let under = row.min.filter(|min| possible < *min).map(|min| (Side::Min, min));
        for (side, bound) in over.into_iter().chain(under) {
            let conflict = Conflict { row: row.id.clone(), side, bound, possible };
            missed.push((conflict.missing() as f64 / bound.max(1) as f64, conflict));
        }
    }
    missed
}
