//! Ten thousand random problems against every choice there is.

use saring_planner::portfolio::{Conflict, Effort, Infeasible, Problem, Row, Side, Solution, Unsolved, solve};

use super::{every, holds, is_close, named, optimum, small, used, value};

fn solved(problem: &Problem) -> Result<Solution, Infeasible> {
    match solve(problem, &Effort::default()) {
        Ok(solution) => Ok(solution),
        Err(Unsolved::Infeasible(infeasible)) => Err(infeasible),
        Err(Unsolved::Malformed(malformed)) => panic!("{malformed}"),
    }
}

fn check(seed: u64) {
    let problem = small(seed);
    match (solved(&problem), optimum(&problem)) {
        (Ok(solution), Some(optimum)) => {
            feasible(seed, &problem, &solution, optimum);
            order_means_nothing(seed, &problem, &solution);
            more_money_never_harms(seed, &problem, &solution);
        }
        (Err(infeasible), None) => explained(seed, &problem, &infeasible),
        (answer, truth) => panic!("seed {seed}: {answer:?}, but the optimum is {truth:?}"),
    }
}

fn feasible(seed: u64, problem: &Problem, solution: &Solution, optimum: f64) {
    assert!(solution.is_proved && solution.gap == 0.0, "seed {seed}: a gap of {} is left", solution.gap);
    assert!(is_close(solution.value, optimum), "seed {seed}: {} is not the optimum {optimum}", solution.value);
    assert!(is_close(solution.value, value(problem, &solution.chosen)), "seed {seed}: the values do not add up");
    assert_eq!(solution.uses, used(problem, &solution.chosen), "seed {seed}: the uses do not add up");
    assert!(holds(problem, &solution.uses), "seed {seed}: a row is broken");
    // Whoever is pinned is in, whoever is banned is out, and nobody is in twice.
    assert!(every(problem).contains(&sorted(solution)), "seed {seed}: the choice is none that is allowed");
}

fn sorted(solution: &Solution) -> Vec<saring_planner::portfolio::Choice> {
    let mut chosen = solution.chosen.clone();
    chosen.sort_unstable();
    chosen
}

fn order_means_nothing(seed: u64, problem: &Problem, solution: &Solution) {
    let mut turned = problem.clone();
    turned.candidates.reverse();
    let half = turned.candidates.len() / 2;
    turned.candidates.rotate_left(half);
    turned.rows.reverse();
    let rows = problem.rows.len();
    let uses =
        turned.candidates.iter_mut().flat_map(|candidate| &mut candidate.offers).flat_map(|offer| &mut offer.uses);
    uses.for_each(|(row, _)| *row = rows - 1 - *row);
    let other = solved(&turned).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    let names = |problem: &Problem, solution: &Solution| -> Vec<(String, f64)> {
        named(problem, &solution.chosen).into_iter().map(|(id, offer)| (id, offer.value)).collect()
    };
    assert_eq!(names(&turned, &other), names(problem, solution), "seed {seed}");
    assert_eq!((other.value.to_bits(), other.bound.to_bits()), (solution.value.to_bits(), solution.bound.to_bits()));
}

fn more_money_never_harms(seed: u64, problem: &Problem, solution: &Solution) {
    let mut richer = problem.clone();
    let Row { max: Some(max), .. } = &mut richer.rows[0] else { return };
    *max += *max / 10 + 1;
    let richer = solved(&richer).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    assert!(richer.value >= solution.value - 1e-6 * solution.value, "seed {seed}: more money is worth less");
}

/// What is named as missing is enough, and where one bound alone is named, nothing less is.
fn explained(seed: u64, problem: &Problem, infeasible: &Infeasible) {
    assert!(infeasible.is_proved, "seed {seed}: {infeasible} is not proved");
    assert!(!infeasible.conflicts.is_empty(), "seed {seed}: nothing is named");
    if !infeasible.is_each_enough {
        assert!(
            optimum(&eased(problem, &infeasible.conflicts, 0)).is_some(),
            "seed {seed}: {infeasible} is not enough"
        );
        return;
    }
    for conflict in &infeasible.conflicts {
        let one = std::slice::from_ref(conflict);
        assert!(optimum(&eased(problem, one, 0)).is_some(), "seed {seed}: {conflict} is not enough");
        assert!(optimum(&eased(problem, one, 1)).is_none(), "seed {seed}: {conflict} is more than enough");
    }
}

/// The problem with the bounds moved to what is said to be possible, short of it by `less`.
fn eased(problem: &Problem, conflicts: &[Conflict], less: i64) -> Problem {
    let mut eased = problem.clone();
    for Conflict { row, side, possible, .. } in conflicts {
        let row = eased.rows.iter_mut().find(|known| known.id == *row).unwrap();
        match side {
            Side::Min => row.min = Some(possible + less),
            Side::Max => row.max = Some(possible - less),
        }
    }
    eased
}

/// Four tests, so that they run beside each other.
const PER_TEST: u64 = 2_500;

#[test]
fn every_choice_is_looked_at_first() {
    (0..PER_TEST).for_each(check);
}

#[test]
fn every_choice_is_looked_at_second() {
    (PER_TEST..2 * PER_TEST).for_each(check);
}

#[test]
fn every_choice_is_looked_at_third() {
    (2 * PER_TEST..3 * PER_TEST).for_each(check);
}

#[test]
fn every_choice_is_looked_at_fourth() {
    (3 * PER_TEST..4 * PER_TEST).for_each(check);
}
