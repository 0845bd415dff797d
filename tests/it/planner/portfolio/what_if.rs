//! Alternatives, curves, prices and replacements, against every choice there is.

use saring_planner::portfolio::{
    Choice, Effort, Problem, Side, Solution, Unsolved, curve, next_best, price_of, replacement, solve,
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

fn differing(chosen: &[Choice], from: &[Choice]) -> usize {
    from.iter().filter(|choice| !chosen.contains(choice)).count()
}

#[test]
fn the_next_best_is_the_best_that_differs() {
    for (seed, problem, solution) in solved() {
        for count in 1..3 {
            let others = every(&problem).into_iter().filter(|chosen| differing(chosen, &solution.chosen) >= count);
            let best = others.map(|chosen| value(&problem, &chosen)).reduce(f64::max);
            match (next_best(&problem, &solution, count, &Effort::default()), best) {
                (Ok(next), Some(best)) => {
                    assert!(is_close(next.value, best), "seed {seed}: {} is not {best}", next.value);
                    assert!(differing(&next.chosen, &solution.chosen) >= count, "seed {seed}: it is the same");
                    assert_eq!(next.uses.len(), problem.rows.len());
                }
                (Err(Unsolved::Infeasible(_)), None) => {}
                (next, best) => panic!("seed {seed}: {next:?}, but {best:?} is best"),
            }
        }
    }
}

#[test]
fn a_curve_is_the_optimum_at_each_share() {
    for (seed, problem, _) in solved() {
        let points = curve(&problem, 0, &[0.8, 1.0, 1.2], &Effort::default()).unwrap();
        assert_eq!(points.len(), if problem.rows[0].max.is_some() { 3 } else { 0 }, "seed {seed}");
        for point in points {
            let mut scaled = problem.clone();
            scaled.rows[0].max = Some(point.max);
            let value = point.solution.ok().map(|solution| solution.value);
            let is_right = value.zip(optimum(&scaled)).map(|(value, optimum)| is_close(value, optimum));
            assert_eq!(is_right, optimum(&scaled).map(|_| true), "seed {seed} at {}", point.share);
        }
    }
}

#[test]
fn a_price_is_what_the_step_gains() {
    for (seed, problem, solution) in solved() {
        for (row, bounds) in problem.rows.iter().enumerate() {
            for (side, bound) in [(Side::Min, bounds.min), (Side::Max, bounds.max)] {
                let relaxed = price_of(&problem, &solution, (row, side), 2, &Effort::default()).unwrap();
                assert_eq!(relaxed.is_some(), bound.is_some(), "seed {seed}");
                let Some(relaxed) = relaxed else { continue };
                let mut moved = problem.clone();
                match side {
                    Side::Min => moved.rows[row].min = Some(relaxed.bound),
                    Side::Max => moved.rows[row].max = Some(relaxed.bound),
                }
                let gain = optimum(&moved).unwrap() - optimum(&problem).unwrap();
                assert!((relaxed.gain - gain).abs() < 1e-4, "seed {seed}: {} is not {gain}", relaxed.gain);
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
            match (replacement(&problem, &solution, gone.candidate, &Effort::default()), best) {
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
