//! The same question, asked a little differently: alternatives, curves, prices of bounds, replacements.

use super::problem::{Malformed, Problem, Row, Stance};
use super::solution::{Choice, Effort, Side, Solution, Unsolved};
use super::solve::solve;

/// The best choice that lacks at least `differing` of the choices of `solution`.
///
/// # Errors
/// As [`solve`]; infeasible where there is no such choice.
pub fn next_best(
    problem: &Problem,
    solution: &Solution,
    differing: usize,
    effort: &Effort,
) -> Result<Solution, Unsolved> {
    let mut problem = problem.clone();
    let row = problem.rows.len();
    let most = solution.chosen.len() as i64 - differing as i64;
    problem.rows.push(Row { id: fresh(&problem, "differs"), min: None, max: Some(most) });
    for choice in &solution.chosen {
        problem.candidates[choice.candidate].offers[choice.offer].uses.push((row, 1));
    }
    let mut next = solve(&problem, effort)?;
    next.uses.truncate(row);
    Ok(next)
}

/// What another maximum of a row would buy.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The share of the row's maximum.
    pub share: f64,
    /// The maximum.
    pub max: i64,
    /// What it buys.
    pub solution: Result<Solution, Unsolved>,
}

/// What these shares of a row's maximum would buy, such as 0.8, 1 and 1.2 of a budget. Empty where it has no maximum.
///
/// # Errors
/// Where there is no such row.
pub fn curve(problem: &Problem, row: usize, shares: &[f64], effort: &Effort) -> Result<Vec<Point>, Malformed> {
    let mut problem = problem.clone();
    let Some(max) = problem.rows.get(row).ok_or(Malformed::Row(row))?.max else { return Ok(Vec::new()) };
    let mut point = |&share: &f64| {
        let max = (max as f64 * share).round() as i64;
        problem.rows[row].max = Some(max);
        Point { share, max, solution: solve(&problem, effort) }
    };
    Ok(shares.iter().map(&mut point).collect())
}

/// What a bound costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Relaxed {
    /// The bound after the step.
    pub bound: i64,
    /// The best choice under it.
    pub solution: Solution,
    /// What it gains over the solution that was given. Not negative: what was feasible still is.
    pub gain: f64,
}

/// What it would gain to move a bound of a row outwards by `step`. None where the row has no such bound.
///
/// # Errors
/// As [`solve`].
pub fn price_of(
    problem: &Problem,
    solution: &Solution,
    (row, side): (usize, Side),
    step: i64,
    effort: &Effort,
) -> Result<Option<Relaxed>, Unsolved> {
    let mut problem = problem.clone();
    let bounds = problem.rows.get_mut(row).ok_or(Malformed::Row(row))?;
    let (bound, step) = match side {
        Side::Min => (&mut bounds.min, -step),
        Side::Max => (&mut bounds.max, step),
    };
    let Some(moved) = bound.map(|bound| bound.saturating_add(step)) else { return Ok(None) };
    *bound = Some(moved);
    let effort = Effort { start: solution.chosen.clone(), ..effort.clone() };
    let relaxed = solve(&problem, &effort)?;
    let gain = (relaxed.value - solution.value).max(0.0);
    Ok(Some(Relaxed { bound: moved, solution: relaxed, gain }))
}

/// The best choice without one candidate that keeps all others of a solution as they are.
///
/// # Errors
/// As [`solve`]; infeasible where the others cannot stay.
pub fn replacement(
    problem: &Problem,
    solution: &Solution,
    dropped: usize,
    effort: &Effort,
) -> Result<Solution, Unsolved> {
    let mut problem = problem.clone();
    for &Choice { candidate, offer } in &solution.chosen {
        problem.candidates[candidate].stance = Stance::Pinned(offer);
    }
    if let Some(dropped) = problem.candidates.get_mut(dropped) {
        dropped.stance = Stance::Forbidden;
    }
    solve(&problem, effort)
}

/// An id that no row has.
fn fresh(problem: &Problem, id: &str) -> String {
    let mut id = id.to_owned();
    while problem.rows.iter().any(|row| row.id == id) {
        id.push('\'');
    }
    id
}
