//! The portfolio for a value that does not add up: deduplicated reach, or any other coverage.
//!
//! The value of a choice is the sum of its offers' values and a monotone submodular function of the whole: more never
//! harms, and what one adds only shrinks as others join. For such a function `f` and *any* set `S`, no choice `T` is
//! worth more than `f(S) + Σ_{j∈T} f(j|S)` (Nemhauser, Wolsey, Fisher 1978). That is a sum again, so the prices of the
//! rows bound it. Small coverage that is known item by item is solved as a mixed integer program instead.

mod bound;
mod exact;
mod greedy;
mod items;

use self::bound::Bounding;
use super::instance::Instance;
use super::prices::Prices;
use super::problem::Problem;
use super::search;
use super::selection::Selection;
use super::solution::{Choice, Effort, Solution, Unsolved};
use super::solve::{PROOF, solve};

pub use items::Items;

/// A monotone submodular function of what is chosen, 0 for nothing: how many people it reaches, at least once.
///
/// No choice has two offers of one candidate, but the bound asks what another offer would add to one that is in: as if
/// it were of someone else, whom the same people follow.
pub trait Covering {
    /// The value of a choice.
    fn value(&self, chosen: &[Choice]) -> f64;

    /// A choice under way, with nothing chosen. [`Differences`] serves where nothing is faster than two values.
    fn gains(&self) -> Box<dyn Gains + '_>;

    /// The items that are covered, where they are known. They make an exact search possible.
    fn items(&self) -> Option<&Items> {
        None
    }
}

/// A choice under way: what one more would add.
pub trait Gains {
    /// What an offer would add. Not negative.
    fn gain(&self, choice: Choice) -> f64;

    /// Adds an offer.
    fn add(&mut self, choice: Choice);
}

/// The gains of a function that knows only its value: each is the difference of two values.
pub struct Differences<'a> {
    reach: &'a dyn Covering,
    chosen: Vec<Choice>,
    value: f64,
}

impl<'a> Differences<'a> {
    /// Nothing chosen.
    pub fn new(reach: &'a dyn Covering) -> Self {
        Self { reach, chosen: Vec::new(), value: reach.value(&[]) }
    }
}

impl Gains for Differences<'_> {
    fn gain(&self, choice: Choice) -> f64 {
        let with: Vec<Choice> = self.chosen.iter().copied().chain([choice]).collect();
        (self.reach.value(&with) - self.value).max(0.0)
    }

    fn add(&mut self, choice: Choice) {
        self.chosen.push(choice);
        self.value = self.reach.value(&self.chosen);
    }
}

/// The instance with the function over it.
#[derive(Clone, Copy)]
struct Covered<'a> {
    instance: &'a Instance,
    reach: &'a dyn Covering,
}

/// Finds a choice of great value, where that is the sum of the offers' values and their reach, with a bound.
///
/// # Errors
/// As [`solve`].
pub fn solve_covering(problem: &Problem, reach: &dyn Covering, effort: &Effort) -> Result<Solution, Unsolved> {
    problem.check()?;
    let instance = Instance::whole(problem);
    let covered = Covered { instance: &instance, reach };
    let alone = covered.valued(&covered.gains_at(&[]));
    // What each adds by itself is a problem of sums: it finds a choice that holds every row, or says why none does.
    let first = solve(&problem_of(problem, &alone), &Effort { nodes_max: FIRST_NODES_MAX, ..effort.clone() })?;
    let mut bounding = Bounding::new(covered);
    let mut best = Selection::of(&instance, instance.items_of(&first.chosen));
    let prices = Prices::of(&alone);
    for other in greedy::all(covered, &prices, &mut bounding) {
        covered.keep_better(&mut best, other);
    }
    let start = search::mend(Selection::of(&instance, instance.items_of(&effort.start)), &prices);
    covered.keep_better(&mut best, start);
    greedy::swap(covered, &mut best, &alone);
    let tight = bounding.tighten(&mut best, PROOF);
    greedy::swap(covered, &mut best, &alone);
    let (best, bound) = exact::improve(covered, best, tight, effort);
    let value = covered.value(&best);
    Ok(best.solution_of(value, bound.max(value), PROOF))
}

/// Nodes for the first choice, which is only a start.
const FIRST_NODES_MAX: u64 = 200;

/// The problem with the values of an instance that was read from it.
fn problem_of(problem: &Problem, valued: &Instance) -> Problem {
    let mut problem = problem.clone();
    for item in 0..valued.items.len() {
        let Choice { candidate, offer } = valued.choice(item);
        problem.candidates[candidate].offers[offer].value = valued.items[item].value;
    }
    problem
}

impl<'a> Covered<'a> {
    /// The value of a choice, reach and the offers' own.
    fn value(&self, selection: &Selection) -> f64 {
        let chosen: Vec<Choice> = selection.items().map(|item| self.instance.choice(item)).collect();
        selection.value() + self.reach.value(&chosen)
    }

    /// Gains with these items chosen.
    fn gains_of(&self, items: impl IntoIterator<Item = usize>) -> Box<dyn Gains + 'a> {
        let mut gains = self.reach.gains();
        items.into_iter().for_each(|item| gains.add(self.instance.choice(item)));
        gains
    }

    /// What each item adds to these, its own value included.
    fn gains_at(&self, items: &[usize]) -> Vec<f64> {
        let gains = self.gains_of(items.iter().copied());
        let gain = |item| if items.contains(&item) { 0.0 } else { self.gain(&*gains, item) };
        (0..self.instance.items.len()).map(gain).collect()
    }

    /// What an item adds, its own value included.
    fn gain(&self, gains: &dyn Gains, item: usize) -> f64 {
        self.instance.items[item].value + gains.gain(self.instance.choice(item)).max(0.0)
    }

    /// The instance with other values.
    fn valued(&self, values: &[f64]) -> Instance {
        self.instance.valued(values)
    }

    fn keep_better(&self, best: &mut Selection<'a>, other: Selection<'a>) {
        if other.is_feasible() && self.value(&other) > self.value(best) {
            *best = other;
        }
    }
}
