//! The same problem asked a little differently. Whoever asks solves it as the first.

use super::problem::{Problem, Row, Stance};
use super::solution::{Choice, Side};

/// The problem of a choice that lacks at least `count` of these. It has one more row, the last.
pub fn differing(problem: &Problem, chosen: &[Choice], count: usize) -> Problem {
    let mut problem = problem.clone();
    let row = problem.rows.len();
    let most = chosen.len() as i64 - count as i64;
    problem.rows.push(Row { id: fresh(&problem, "another choice"), min: None, max: Some(most) });
    for choice in chosen {
        problem.candidates[choice.candidate].offers[choice.offer].uses.push((row, 1));
    }
    problem
}

/// The problem with a bound of a row moved outwards by `step`, and that bound. None where the row has no such bound.
pub fn relaxed(problem: &Problem, (row, side): (usize, Side), step: i64) -> Option<(Problem, i64)> {
    let mut problem = problem.clone();
    let bounds = problem.rows.get_mut(row)?;
    let bound = match side {
        Side::Min => bounds.min.insert(bounds.min?.saturating_sub(step).max(0)),
        Side::Max => bounds.max.insert(bounds.max?.saturating_add(step)),
    };
    let bound = *bound;
    Some((problem, bound))
}

/// The problem without a candidate, in which all other of these choices stay as they are.
pub fn without(problem: &Problem, chosen: &[Choice], gone: usize) -> Problem {
    let mut problem = problem.clone();
    let room = room(&problem, chosen.iter().filter(|choice| choice.candidate != gone));
    for (at, candidate) in problem.candidates.iter_mut().enumerate() {
        candidate.stance = match chosen.iter().find(|choice| choice.candidate == at) {
            _ if at == gone => Stance::Forbidden,
            Some(choice) => Stance::Pinned(choice.offer),
            // Whoever finds no room beside the others is not worth a look; that is nearly everybody.
            None if !candidate.offers.iter().any(|offer| fits(&offer.uses, &room)) => Stance::Forbidden,
            None => candidate.stance,
        };
    }
    problem
}

/// What these choices leave of every row that has a greatest sum.
fn room<'a>(problem: &Problem, chosen: impl Iterator<Item = &'a Choice>) -> Vec<Option<i64>> {
    let mut room: Vec<Option<i64>> = problem.rows.iter().map(|row| row.max).collect();
    for (row, amount) in chosen.flat_map(|choice| &problem.candidates[choice.candidate].offers[choice.offer].uses) {
        if let Some(left) = &mut room[*row] {
            *left -= amount;
        }
    }
    room
}

fn fits(uses: &[(usize, i64)], room: &[Option<i64>]) -> bool {
    uses.iter().all(|(row, amount)| room[*row].is_none_or(|left| *amount <= left))
}

/// An id that no row has.
fn fresh(problem: &Problem, id: &str) -> String {
    let mut id = id.to_owned();
    while problem.rows.iter().any(|row| row.id == id) {
        id.push('\'');
    }
    id
}
