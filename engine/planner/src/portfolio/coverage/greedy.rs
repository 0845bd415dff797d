//! Lazy greedy under the rows, and swaps.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::super::instance::{Instance, Item};
use super::super::prices::Prices;
use super::super::search;
use super::super::selection::Selection;
use super::Covered;
use super::bound::Bounding;

/// Offers that swaps look at, those that add most by themselves first.
const SWAPPED_MAX: usize = 1_000;
/// Most rounds of swaps.
const ROUNDS_MAX: usize = 20;
/// Gains and additions that swaps are worth.
const SWAPS_WORK_MAX: usize = 1_000_000;

/// What a gain is weighed against.
#[derive(Clone, Copy)]
enum Cost {
    /// Nothing: the greatest gain comes first.
    None,
    /// The greatest share that the offer uses of any maximum.
    Share,
    /// What the offer uses, at the prices of the rows.
    Prices,
}

/// The choices of three greedy runs. Each gives the bound the sets that it went through.
pub fn all<'a>(covered: Covered<'a>, prices: &Prices, bounding: &mut Bounding) -> Vec<Selection<'a>> {
    let costs = [Cost::None, Cost::Share, Cost::Prices];
    costs.into_iter().map(|cost| greedy(covered, &costs_of(covered.instance, prices, cost), prices, bounding)).collect()
}

/// Adds, while it fits, what gains most per cost. Gains only shrink, so an old gain is a bound (Minoux 1978).
fn greedy<'a>(covered: Covered<'a>, costs: &[f64], prices: &Prices, bounding: &mut Bounding) -> Selection<'a> {
    let instance = covered.instance;
    let mut selection = Selection::empty(instance);
    let mut gains = covered.reach.gains();
    // Whoever is required comes first.
    for (at, group) in instance.groups.iter().enumerate().filter(|(_, group)| group.is_required) {
        selection.set(at, prices.best[at].or_else(|| group.items.clone().next()));
        selection.chosen[at].iter().for_each(|&item| gains.add(instance.choice(item)));
    }
    let first = |item: usize| Entry { score: covered.gain(&*gains, item) / costs[item], round: 0, item };
    let mut heap: BinaryHeap<Entry> = (0..instance.items.len()).map(first).collect();
    let mut round = 0;
    while let Some(Entry { round: seen, item, .. }) = heap.pop() {
        let group = instance.items[item].group;
        if selection.chosen[group].is_some() || !selection.allows(group, Some(item)) {
            continue;
        }
        let score = covered.gain(&*gains, item) / costs[item];
        if score <= 0.0 {
            continue;
        }
        if seen < round && heap.peek().is_some_and(|next| next.score > score) {
            heap.push(Entry { score, round, item });
            continue;
        }
        selection.set(group, Some(item));
        gains.add(instance.choice(item));
        round += 1;
        bounding.note(&selection, round);
    }
    bounding.keep(&selection);
    search::mend(selection, prices)
}

/// Replaces one of the chosen by what then adds more, or adds, while that gains.
pub fn swap(covered: Covered, best: &mut Selection, alone: &Instance) {
    let instance = covered.instance;
    let mut order: Vec<usize> = (0..instance.items.len()).collect();
    order.sort_by(|&a, &b| alone.items[b].value.total_cmp(&alone.items[a].value).then(a.cmp(&b)));
    order.truncate(SWAPPED_MAX);
    let mut work = 0;
    for _ in 0..ROUNDS_MAX {
        let mut is_better = false;
        let chosen: Vec<Option<usize>> = best.items().map(Some).chain([None]).collect();
        let each = chosen.len() + order.len();
        for old in chosen {
            work += each;
            if work > SWAPS_WORK_MAX {
                return;
            }
            is_better |= replace(covered, best, old, &order);
        }
        if !is_better {
            return;
        }
    }
}

/// Replaces one item, or adds one.
fn replace(covered: Covered, best: &mut Selection, old: Option<usize>, order: &[usize]) -> bool {
    let instance = covered.instance;
    let gains = covered.gains_of(best.items().filter(|&item| Some(item) != old));
    let lost = old.map_or(0.0, |old| covered.gain(&*gains, old));
    let least = lost + 1e-9 * lost.max(1e-9);
    let home = old.map(|old| instance.items[old].group);
    let mut most: Option<(f64, usize)> = None;
    for &item in order.iter().filter(|item| Some(**item) != old) {
        let group = instance.items[item].group;
        let is_free = best.chosen[group].is_none() && home.is_none_or(|home| !instance.groups[home].is_required);
        if !(is_free || home == Some(group)) {
            continue;
        }
        let gain = covered.gain(&*gains, item);
        if gain <= most.map_or(least, |(most, _)| most) {
            continue;
        }
        exchange(best, home, group, Some(item));
        if best.missed() == 0.0 {
            most = Some((gain, item));
        }
        exchange(best, Some(group), home.unwrap_or(group), old);
    }
    let Some((_, item)) = most else { return false };
    exchange(best, home, instance.items[item].group, Some(item));
    true
}

/// Empties one group, and then chooses an item of the same or another, or nothing.
fn exchange(best: &mut Selection, emptied: Option<usize>, group: usize, item: Option<usize>) {
    if let Some(emptied) = emptied {
        best.set(emptied, None);
    }
    best.set(group, item);
}

fn costs_of(instance: &Instance, prices: &Prices, cost: Cost) -> Vec<f64> {
    let share =
        |&(row, amount): &(usize, i64)| instance.rows[row].max.map_or(0.0, |max| amount as f64 / max.max(1) as f64);
    let of = |item: &Item| match cost {
        Cost::None => 1.0,
        Cost::Share => item.uses.iter().map(share).fold(0.0, f64::max),
        Cost::Prices => prices.cost(item),
    };
    instance.items.iter().map(of).map(|cost| cost.max(1e-9)).collect()
}

/// An offer with its last known score: greatest first, then the first of the candidates.
struct Entry {
    score: f64,
    round: usize,
    item: usize,
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then(other.item.cmp(&self.item))
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Entry {}
