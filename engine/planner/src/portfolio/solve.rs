//! From the problem to the answer.

use super::conflict;
use super::core::Core;
use super::instance::Instance;
use super::prices::Prices;
use super::problem::Problem;
use super::search;
use super::selection::Selection;
use super::solution::{Effort, Solution, Unsolved};

/// Options that branch and bound begins with, and by what it grows.
const CORE_FIRST: usize = 200;
const CORE_GROWTH: usize = 4;
/// Most options of one tree. Beyond them the bound of the prices has to do.
const CORE_MAX: usize = 20_000;
/// Most options of one tree times its nodes: a node of a large tree costs more.
const WORK_MAX: u64 = 5_000_000;
/// A gap below this share of the value is none: tolerances of the linear programs are of that size.
pub const PROOF: f64 = 1e-7;

/// Finds the choice of greatest value, with the bound that says how far from the optimum it can be.
///
/// # Errors
/// A problem that contradicts itself, and one that no choice solves, with the bounds that would have to give way.
pub fn solve(problem: &Problem, effort: &Effort) -> Result<Solution, Unsolved> {
    problem.check()?;
    let instance = Instance::new(problem);
    let prices = Prices::of(&instance);
    let is_empty = instance.groups.iter().any(|group| group.is_required && group.items.is_empty());
    // Values are not negative: a bound below zero proves that there is nothing to choose.
    if is_empty || prices.bound < 0.0 {
        return Err(conflict::explain(problem, true).into());
    }
    let mut best = search::by_prices(&instance, &prices);
    keep_better(&mut best, search::by_margins(&instance, &prices));
    let start = Selection::of(&instance, instance.items_of(&effort.start));
    keep_better(&mut best, search::improve(start, &prices));
    if !best.is_feasible() {
        let found = conflict::nearest(&instance);
        if let Some(items) = found.items {
            keep_better(&mut best, search::improve(Selection::of(&instance, items), &prices));
        }
        if !best.is_feasible() {
            return Err(conflict::explain(problem, found.is_proved_missed).into());
        }
    }
    let bound = prove(&instance, &prices, &mut best, effort);
    let bound = if instance.is_whole { (bound * (1.0 + 1e-9) + 1e-6).floor() } else { bound };
    Ok(best.solution(bound, PROOF))
}

/// Improves the choice within its gap, and returns the bound that is proved.
///
/// Once the target is met, a quarter of the nodes remains for a proof.
fn prove<'a>(instance: &'a Instance, prices: &Prices, best: &mut Selection<'a>, effort: &Effort) -> f64 {
    let mut bound = prices.bound;
    let mut nodes = effort.nodes_max;
    let quarter = (nodes / 4).max(1);
    let mut size = CORE_FIRST;
    loop {
        let gap = (bound - best.value()) / bound.abs().max(f64::MIN_POSITIVE);
        let is_met = gap <= effort.gap_target;
        if gap <= PROOF || nodes == 0 || (is_met && effort.nodes_max - nodes >= quarter) {
            return bound;
        }
        let (mut core, beyond) = within(instance, prices, prices.bound - best.value(), size);
        // The choice at hand is always open, so that the tree begins with it.
        core.open(best);
        let is_last = beyond <= best.value() || size >= CORE_MAX;
        let limit = if is_met || !is_last { quarter.min(nodes) } else { nodes };
        let work = WORK_MAX / core.items.iter().filter(|is_open| **is_open).count().max(1) as u64;
        let searched = core.search(instance, best, limit.min(work), if is_met { 0.0 } else { effort.gap_target });
        nodes = nodes.saturating_sub(searched.nodes);
        if let Some(items) = searched.items {
            keep_better(best, search::improve(Selection::of(instance, items), prices));
        }
        bound = bound.min(searched.bound.max(beyond).max(best.value()));
        if is_last {
            return bound;
        }
        size *= CORE_GROWTH;
    }
}

/// The options that cost at most `gap` against the bound, cheapest first, and what no choice with any other exceeds.
fn within(instance: &Instance, prices: &Prices, gap: f64, size: usize) -> (Core, f64) {
    let mut options: Vec<(f64, usize, Option<usize>)> = Vec::new();
    for (at, group) in instance.groups.iter().enumerate() {
        let none = (!group.is_required).then_some(None);
        options.extend(
            none.into_iter().chain(group.items.clone().map(Some)).map(|item| (prices.penalty(at, item), at, item)),
        );
    }
    options.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut core = Core { items: vec![false; instance.items.len()], empty: vec![false; instance.groups.len()] };
    // The best option of each group costs nothing and is always open.
    let size = size + instance.groups.len();
    for (at, &(penalty, group, item)) in options.iter().enumerate() {
        if penalty > gap || (at >= size && penalty > 0.0) {
            return (core, prices.bound - penalty);
        }
        match item {
            Some(item) => core.items[item] = true,
            None => core.empty[group] = true,
        }
    }
    (core, f64::NEG_INFINITY)
}

impl Core {
    /// Opens the options of a choice.
    fn open(&mut self, selection: &Selection) {
        for (group, item) in selection.chosen.iter().enumerate() {
            match *item {
                Some(item) => self.items[item] = true,
                None => self.empty[group] = true,
            }
        }
    }
}

/// Keeps the other choice where it holds every row and is worth more, or the one kept does not hold them.
fn keep_better<'a>(best: &mut Selection<'a>, other: Selection<'a>) {
    if other.is_feasible() && (!best.is_feasible() || other.value() > best.value()) {
        *best = other;
    }
}
