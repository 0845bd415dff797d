//! Alternatives, prices of bounds and replacements, against every choice there is.

use saring_planner::portfolio::{
    Choice, Effort, Problem, Side, Solution, Unsolved, differing, relaxed, solve, without,
};

use super::{every, is_close, optimum, small, value};

/// Solved problems, a few hundred.
fn solved() -> Vec<(u64, Problem, Solution)> {
    let solve = |seed| {
        let problem = small(seed);
        let solution = solve(&problem, &Effort::default()).ok()?;
        Some((seed, problem, solution))
    };
    (0..600).filter_map(solve).collect()
}

fn missing(chosen: &[Choice], from: &[Choice]) -> usize {
    from.iter().filter(|choice| !chosen.contains(choice)).count()
}

#[test]
fn the_next_best_is_the_best_that_differs() {
    for (seed, problem, solution) in solved() {
        for count in 1..3 {
            let others = every(&problem).into_iter().filter(|chosen| missing(chosen, &solution.chosen) >= count);
            let best = others.map(|chosen| value(&problem, &chosen)).reduce(f64::max);
            match (solve(&differing(&problem, &solution.chosen, count), &Effort::default()), best) {
                (Ok(next), Some(best)) => {
                    assert!(is_close(next.value, best), "seed {seed}: {} is not {best}", next.value);
                    assert!(missing(&next.chosen, &solution.chosen) >= count, "seed {seed}: it is the same");
                }
                (Err(Unsolved::Infeasible(_)), None) => {}
                (next, best) => panic!("seed {seed}: {next:?}, but {best:?} is best"),
            }
        }
    }
}

#[test]
fn a_relaxed_bound_is_moved_outwards_and_takes_nothing() {
    for (seed, problem, solution) in solved() {
        for (row, bounds) in problem.rows.iter().enumerate() {
            for (side, bound) in [(Side::Min, bounds.min), (Side::Max, bounds.max)] {
                let relaxed = relaxed(&problem, (row, side), 2);
                assert_eq!(relaxed.is_some(), bound.is_some(), "seed {seed}");
                let (Some((relaxed, moved)), Some(bound)) = (relaxed, bound) else { continue };
                assert_eq!(moved, if side == Side::Min { (bound - 2).max(0) } else { bound + 2 }, "seed {seed}");
                let value = solve(&relaxed, &Effort::default()).unwrap().value;
                let best = optimum(&relaxed).unwrap();
                assert!(is_close(value, best), "seed {seed}: {value} is not {best}");
                assert!(value >= solution.value - 1e-6, "seed {seed}: what was feasible still is");
            }
        }
    }
}

#[test]
fn a_replacement_keeps_the_others() {
    for (seed, problem, solution) in solved() {
        for &gone in &solution.chosen {
            let stays = |chosen: &Vec<Choice>| {
                let is_kept = |choice: &Choice| *choice == gone || chosen.contains(choice);
                solution.chosen.iter().all(is_kept) && chosen.iter().all(|choice| choice.candidate != gone.candidate)
            };
            let best =
                every(&problem).into_iter().filter(stays).map(|chosen| value(&problem, &chosen)).reduce(f64::max);
            match (solve(&without(&problem, &solution.chosen, gone.candidate), &Effort::default()), best) {
                (Ok(other), Some(best)) => {
                    assert!(is_close(other.value, best), "seed {seed}: {} is not {best}", other.value);
                    assert!(stays(&other.chosen), "seed {seed}: someone else is gone");
                }
                // Whoever is required cannot drop out of `every`, but does drop out of a replacement.
                (Ok(_), None) => {
                    let stance = problem.candidates[gone.candidate].stance;
                    assert_ne!(stance, saring_planner::portfolio::Stance::Open, "seed {seed}");
                }
                (Err(Unsolved::Infeasible(_)), None) => {}
                (other, best) => panic!("seed {seed}: {other:?}, but {best:?} is best"),
            }
        }
    }
}
