//! Why somebody is not booked.

use super::formulate::Formulated;
use super::question::{Barrier, Bound, PlanQuestion};
use crate::portfolio::{Choice, Problem, Solution};

/// Why a creator is not booked. The nearest way into the plan decides: of all its packages the one that lacks least.
#[derive(Debug, Clone, PartialEq)]
pub enum Out {
    /// It could not be booked at all.
    Barred(Barrier),
    /// One who excludes it is booked.
    Excluded {
        /// Who is booked.
        by: String,
    },
    /// Its tier has all the creators that it may have.
    TierFull {
        /// The tier.
        tier: String,
        /// Most creators.
        max: i64,
    },
    /// The money that is left does not pay its cheapest package, and everybody who stands in its way adds more.
    Displaced {
        /// The bound that has too little left.
        bound: Bound,
        /// What is missing for the cheapest package, in minor units.
        missing: i64,
        /// Who would have to go for it: of those whose going makes room the one that adds least.
        by: Option<String>,
    },
    /// There is room for it, and it adds nothing that is worth a booking.
    AddsNothing,
}

/// Everybody who is not booked, with the reason, in the order of the entrants' ids. `adds` is what each choice of the
/// solution adds beside all others.
pub(super) fn why(
    question: &PlanQuestion,
    formulated: &Formulated,
    solution: &Solution,
    adds: &[f64],
) -> Vec<(usize, Out)> {
    let chosen: Vec<usize> = solution.chosen.iter().map(|choice| choice.candidate).collect();
    let open = formulated.entrants.iter().enumerate().filter(|(candidate, _)| !chosen.contains(candidate));
    let open = open.map(|(candidate, entrant)| (*entrant, of(formulated, solution, adds, candidate)));
    let barred = formulated.barred.iter().map(|(entrant, barrier)| (*entrant, Out::Barred(barrier.clone())));
    let mut out: Vec<(usize, Out)> = open.chain(barred).collect();
    out.sort_by_key(|(entrant, _)| question.entrants.get(*entrant).map(|entrant| entrant.id.as_str()));
    out
}

fn of(formulated: &Formulated, solution: &Solution, adds: &[f64], candidate: usize) -> Out {
    let Some(own) = formulated.problem.candidates.get(candidate) else { return Out::AddsNothing };
    let lacks = own.offers.iter().map(|offer| lacking(&formulated.problem, solution, &offer.uses));
    // Fewest bounds in the way first, then least money.
    let nearest = lacks.min_by_key(|lacks| (lacks.len(), lacks.iter().map(|(_, missing)| *missing).sum::<i64>()));
    let lacks = nearest.unwrap_or_default();
    let bound = |row: &usize| formulated.bounds.get(*row);
    for (row, _) in &lacks {
        match bound(row) {
            Some(Bound::Exclusion(_)) => {
                if let Some(by) = users(formulated, solution, adds, *row).next() {
                    return Out::Excluded { by: by.0.to_owned() };
                }
            }
            Some(Bound::TierCreators(tier)) => {
                let max = formulated.problem.rows.get(*row).and_then(|row| row.max).unwrap_or_default();
                return Out::TierFull { tier: tier.clone(), max };
            }
            _ => {}
        }
    }
    match lacks.iter().max_by_key(|(_, missing)| *missing) {
        Some((row, missing)) => Out::Displaced {
            bound: bound(row).cloned().unwrap_or(Bound::Fees),
            missing: *missing,
            by: displacing(formulated, solution, adds, &lacks),
        },
        None => Out::AddsNothing,
    }
}

/// Rows that have too little left for these uses, with what is missing.
fn lacking(problem: &Problem, solution: &Solution, uses: &[(usize, i64)]) -> Vec<(usize, i64)> {
    let lack = |(row, amount): &(usize, i64)| {
        let (max, used) = (problem.rows.get(*row)?.max?, solution.uses.get(*row)?);
        let missing = used + amount - max;
        (missing > 0).then_some((*row, missing))
    };
    uses.iter().filter_map(lack).collect()
}

/// Who uses a row: the creator, what it uses, what it adds.
fn users<'a>(
    formulated: &'a Formulated,
    solution: &'a Solution,
    adds: &'a [f64],
    row: usize,
) -> impl Iterator<Item = (&'a str, i64, f64)> {
    let used = move |(choice, adds): (&Choice, &f64)| {
        let candidate = formulated.problem.candidates.get(choice.candidate)?;
        let offer = candidate.offers.get(choice.offer)?;
        let amount: i64 = offer.uses.iter().filter(|(used, _)| *used == row).map(|(_, amount)| amount).sum();
        (amount > 0).then_some((candidate.id.as_str(), amount, *adds))
    };
    solution.chosen.iter().zip(adds).filter_map(used)
}

/// Of those who alone make room in every lacking row, the one that adds least; ties by id.
fn displacing(formulated: &Formulated, solution: &Solution, adds: &[f64], lacks: &[(usize, i64)]) -> Option<String> {
    let (first, _) = lacks.first()?;
    let makes_room = |id: &str| {
        lacks.iter().all(|(row, missing)| {
            users(formulated, solution, adds, *row).any(|(user, amount, _)| user == id && amount >= *missing)
        })
    };
    let able = users(formulated, solution, adds, *first).filter(|(id, ..)| makes_room(id));
    able.min_by(|a, b| a.2.total_cmp(&b.2).then_with(|| a.0.cmp(b.0))).map(|(id, ..)| id.to_owned())
}
