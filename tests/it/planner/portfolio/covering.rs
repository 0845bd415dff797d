//! Coverage against every choice there is: exact where its items are known, within its bound where they are not.

use std::collections::BTreeMap;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use saring_planner::portfolio::{
    Choice, Covering, Differences, Effort, Gains, Items, Problem, Unsolved, solve_covering,
};

use super::{every, holds, is_close, small, value};

/// Coverage that does not show its items.
struct Hidden(Items);

impl Covering for Hidden {
    fn value(&self, chosen: &[Choice]) -> f64 {
        self.0.value(chosen)
    }

    fn gains(&self) -> Box<dyn Gains + '_> {
        Box::new(Differences::new(self))
    }
}

fn covered(problem: &Problem, seed: u64) -> Items {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let is_whole = seed.is_multiple_of(2);
    let weight = |random: &mut ChaCha8Rng| {
        if is_whole { f64::from(random.random_range(0..5)) } else { random.random_range(0.0..100.0) }
    };
    let weights: Vec<f64> = (0..12).map(|_| weight(&mut random)).collect();
    let mut covers: BTreeMap<Choice, Vec<usize>> = BTreeMap::new();
    for (candidate, offers) in problem.candidates.iter().map(|candidate| candidate.offers.len()).enumerate() {
        for offer in 0..offers {
            let items = (0..12).filter(|_| random.random_range(0..3) == 0).collect();
            covers.insert(Choice { candidate, offer }, items);
        }
    }
    Items::new(weights, covers).unwrap()
}

#[test]
fn coverage_reaches_the_optimum_or_states_the_gap() {
    let (mut exact, mut best_by_search) = (0, 0);
    for seed in 0..1_000 {
        let mut problem = small(seed);
        // Half of them are coverage alone; in the others, the offers' own values add to it.
        if seed % 4 < 2 {
            let offers = problem.candidates.iter_mut().flat_map(|candidate| &mut candidate.offers);
            offers.for_each(|offer| offer.value = 0.0);
        }
        let items = covered(&problem, seed);
        let total = |chosen: &[Choice]| value(&problem, chosen) + items.value(chosen);
        let optimum = every(&problem).iter().map(|chosen| total(chosen)).reduce(f64::max);
        let solved = |covering: &dyn Covering| solve_covering(&problem, covering, &Effort::default());
        let (shown, hidden) = (solved(&items), solved(&Hidden(items.clone())));
        let (shown, hidden, optimum) = match (shown, hidden, optimum) {
            (Ok(shown), Ok(hidden), Some(optimum)) => (shown, hidden, optimum),
            (Err(Unsolved::Infeasible(_)), Err(Unsolved::Infeasible(_)), None) => continue,
            (shown, hidden, optimum) => panic!("seed {seed}: {shown:?}, {hidden:?}, but {optimum:?}"),
        };
        exact += 1;
        assert!(shown.is_proved && is_close(shown.value, optimum), "seed {seed}: {shown:?} is not {optimum}");
        for solution in [&shown, &hidden] {
            assert!(holds(&problem, &solution.uses), "seed {seed}: a row is broken");
            assert!(is_close(solution.value, total(&solution.chosen)), "seed {seed}: the value is another");
            assert!(solution.bound >= optimum - 1e-6 * optimum, "seed {seed}: {} bounds {optimum}", solution.bound);
        }
        assert!(hidden.value <= optimum + 1e-6 * optimum, "seed {seed}: {} exceeds {optimum}", hidden.value);
        best_by_search += usize::from(is_close(hidden.value, optimum));
    }
    assert!(exact > 500, "only {exact} problems have an answer");
    assert!(best_by_search * 100 >= 97 * exact, "the search finds only {best_by_search} of {exact} optima");
}
