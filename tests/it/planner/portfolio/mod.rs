//! The portfolio solver, held against every choice there is.

mod covering;
mod malformed;
mod oracle;
mod published;
mod what_if;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use saring_planner::portfolio::{Candidate, Choice, Offer, Problem, Row, Stance};

/// Equal up to what the solver promises.
const PROOF: f64 = 1e-6;

fn is_close(a: f64, b: f64) -> bool {
    (a - b).abs() <= PROOF * a.abs().max(b.abs()).max(1.0)
}

/// A problem small enough to look at every choice: money and counts, minima and maxima, pins and bans.
fn small(seed: u64) -> Problem {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (candidates, rows) = (random.random_range(1..8), random.random_range(1..5));
    let unit = [1, 1, 100_000, 123_457_000][random.random_range(0..4)];
    let mut totals = vec![0; rows];
    let mut problem = Problem::default();
    for at in 0..candidates {
        let offers: Vec<Offer> =
            (0..random.random_range(1..4)).map(|_| offer(&mut random, rows, unit, &mut totals)).collect();
        let stance = match random.random_range(0..12) {
            0 => Stance::Required,
            1 => Stance::Pinned(random.random_range(0..offers.len())),
            2 => Stance::Forbidden,
            _ => Stance::Open,
        };
        problem.candidates.push(Candidate { id: format!("c{}", at * 7 % 11), offers, stance });
    }
    for (row, total) in totals.into_iter().enumerate() {
        let share = |random: &mut ChaCha8Rng, percent: i64| total / 200 * random.random_range(0..percent);
        let max = (random.random_range(0..5) > 0).then(|| share(&mut random, 100).max(total * 3 / 10));
        let min = (random.random_range(0..4) == 0).then(|| share(&mut random, 70));
        problem.rows.push(Row { id: format!("r{row}"), min, max });
    }
    problem
}

fn offer(random: &mut ChaCha8Rng, rows: usize, unit: i64, totals: &mut [i64]) -> Offer {
    let mut offer = Offer::default();
    let is_whole = random.random_range(0..2) == 0;
    offer.value = if is_whole { f64::from(random.random_range(0..30)) } else { random.random_range(0.0..400.0) };
    for (row, total) in totals.iter_mut().enumerate().take(rows) {
        if random.random_range(0..3) > 0 {
            let amount = if row == 0 { random.random_range(1..41) * unit } else { random.random_range(1..4) };
            offer.uses.push((row, amount));
            *total += amount;
        }
    }
    offer
}

/// Every choice that holds every row and every stance.
fn every(problem: &Problem) -> Vec<Vec<Choice>> {
    let mut choices: Vec<Vec<Choice>> = vec![Vec::new()];
    for (candidate, Candidate { offers, stance, .. }) in problem.candidates.iter().enumerate() {
        let mut longer = match stance {
            Stance::Open | Stance::Forbidden => choices.clone(),
            Stance::Required | Stance::Pinned(_) => Vec::new(),
        };
        let is_meant = |offer: usize| match *stance {
            Stance::Open | Stance::Required => true,
            Stance::Pinned(pinned) => pinned == offer,
            Stance::Forbidden => false,
        };
        for offer in (0..offers.len()).filter(|offer| is_meant(*offer)) {
            longer.extend(choices.iter().map(|chosen| [chosen.as_slice(), &[Choice { candidate, offer }]].concat()));
        }
        choices = longer;
    }
    choices.retain(|chosen| holds(problem, &used(problem, chosen)));
    choices
}

fn used(problem: &Problem, chosen: &[Choice]) -> Vec<i64> {
    let mut sums = vec![0; problem.rows.len()];
    for &Choice { candidate, offer } in chosen {
        for &(row, amount) in &problem.candidates[candidate].offers[offer].uses {
            sums[row] += amount;
        }
    }
    sums
}

fn holds(problem: &Problem, sums: &[i64]) -> bool {
    let mut rows = problem.rows.iter().zip(sums);
    rows.all(|(row, sum)| row.min.is_none_or(|min| *sum >= min) && row.max.is_none_or(|max| *sum <= max))
}

fn value(problem: &Problem, chosen: &[Choice]) -> f64 {
    chosen.iter().map(|choice| problem.candidates[choice.candidate].offers[choice.offer].value).sum()
}

/// The greatest value of any choice, where there is one.
fn optimum(problem: &Problem) -> Option<f64> {
    every(problem).iter().map(|chosen| value(problem, chosen)).reduce(f64::max)
}

/// The ids of what is chosen, with the offers.
fn named(problem: &Problem, chosen: &[Choice]) -> Vec<(String, Offer)> {
    let name = |choice: &Choice| {
        let candidate = &problem.candidates[choice.candidate];
        (candidate.id.clone(), candidate.offers[choice.offer].clone())
    };
    chosen.iter().map(name).collect()
}
