//! A good choice without a tree: by the prices of the rows, repaired, filled and swapped.

use super::instance::Instance;
use super::prices::Prices;
use super::selection::Selection;

/// Most steps of a repair, per group.
const REPAIRS_PER_GROUP: usize = 3;
/// Offers that swaps look at, best margins first.
const SWAPPED_MAX: usize = 1_500;
/// Most rounds of swaps.
const ROUNDS_MAX: usize = 30;

/// The choice that the prices make, repaired and improved. Feasible where a repair was found.
pub fn by_prices<'a>(instance: &'a Instance, prices: &Prices) -> Selection<'a> {
    improve(Selection::of(instance, prices.best.iter().copied().flatten()), prices)
}

/// The choice of whatever fits, best margins first, repaired and improved. Feasible where a repair was found.
pub fn by_margins<'a>(instance: &'a Instance, prices: &Prices) -> Selection<'a> {
    let mut selection = Selection::empty(instance);
    fill(&mut selection, &order(instance, prices));
    improve(selection, prices)
}

/// Repairs a choice, where a repair is found.
pub fn mend<'a>(mut selection: Selection<'a>, prices: &Prices) -> Selection<'a> {
    repair(&mut selection, prices);
    selection
}

/// Repairs a choice and improves it until no single change and no swap of two does.
pub fn improve<'a>(mut selection: Selection<'a>, prices: &Prices) -> Selection<'a> {
    repair(&mut selection, prices);
    if selection.is_feasible() {
        let order = order(selection.instance, prices);
        fill(&mut selection, &order);
        for _ in 0..ROUNDS_MAX {
            if !swap(&mut selection, &order) {
                break;
            }
            fill(&mut selection, &order);
        }
    }
    selection
}

/// Changes one group at a time, the least loss for what it mends first, until every row holds or nothing helps.
fn repair(selection: &mut Selection, prices: &Prices) {
    for (at, group) in selection.instance.groups.iter().enumerate() {
        if group.is_required && selection.chosen[at].is_none() {
            selection.set(at, prices.best[at]);
        }
    }
    for _ in 0..REPAIRS_PER_GROUP * selection.instance.groups.len() {
        if selection.missed() == 0.0 {
            return;
        }
        let mut least: Option<(f64, usize, Option<usize>)> = None;
        for (at, group) in selection.instance.groups.iter().enumerate() {
            let old = prices.penalty(at, selection.chosen[at]);
            let none = (!group.is_required && selection.chosen[at].is_some()).then_some(None);
            for item in none.into_iter().chain(group.items.clone().map(Some)) {
                let mended = -selection.missed_by(at, item);
                if mended <= 0.0 {
                    continue;
                }
                // What is lost counts from a floor, so that of changes without a loss the one that mends most is made.
                let loss = (prices.penalty(at, item) - old).max(selection.instance.value_max * 1e-6);
                if least.is_none_or(|(most, ..)| loss / mended < most) {
                    least = Some((loss / mended, at, item));
                }
            }
        }
        let Some((_, group, item)) = least else { return };
        selection.set(group, item);
    }
}

/// The items by margin, best first.
fn order(instance: &Instance, prices: &Prices) -> Vec<usize> {
    let mut order: Vec<usize> = (0..instance.items.len()).collect();
    order.sort_by(|&a, &b| prices.margins[b].total_cmp(&prices.margins[a]).then(a.cmp(&b)));
    order
}

/// Chooses, in this order, whatever is worth more than what its group has, and fits.
fn fill(selection: &mut Selection, order: &[usize]) {
    for &item in order {
        let Item { group, value } = brief(selection.instance, item);
        if value > selection.value_of(group) && selection.allows(group, Some(item)) {
            selection.set(group, Some(item));
        }
    }
}

/// Gives up or replaces what one group has for what another then can have, where that is worth more.
fn swap(selection: &mut Selection, order: &[usize]) -> bool {
    let order: Vec<usize> = order.iter().copied().take(SWAPPED_MAX).collect();
    let mut is_better = false;
    for at in 0..selection.chosen.len() {
        let Some(old) = selection.chosen[at] else { continue };
        let group = &selection.instance.groups[at];
        let lost = selection.instance.items[old].value;
        let mut best: Option<(f64, Option<usize>, usize)> = None;
        let none = (!group.is_required).then_some(None);
        for less in none.into_iter().chain(group.items.clone().filter(|&item| item != old).map(Some)) {
            selection.set(at, less);
            let lost = lost - selection.value_of(at);
            let missed = selection.missed();
            for &item in &order {
                let Item { group, value } = brief(selection.instance, item);
                let gain = value - selection.value_of(group) - lost;
                let is_most = best.is_none_or(|(most, ..)| gain > most);
                if group != at
                    && gain > 1e-12 * selection.instance.value_max
                    && is_most
                    && fits(selection, missed, item)
                {
                    best = Some((gain, less, item));
                }
            }
        }
        selection.set(at, Some(old));
        if let Some((_, less, item)) = best {
            let group = selection.instance.items[item].group;
            let before = selection.chosen[group];
            selection.set(at, less);
            selection.set(group, Some(item));
            // Shares are rounded: what seemed to fit by a hair is looked at again.
            if selection.missed() == 0.0 {
                is_better = true;
            } else {
                selection.set(group, before);
                selection.set(at, Some(old));
            }
        }
    }
    is_better
}

/// Whether every row holds with the item chosen, where the rows are missed by so much without it.
fn fits(selection: &Selection, missed: f64, item: usize) -> bool {
    let group = selection.instance.items[item].group;
    selection.allows(group, Some(item)) && (missed == 0.0 || missed + selection.missed_by(group, Some(item)) <= 0.0)
}

struct Item {
    group: usize,
    value: f64,
}

fn brief(instance: &Instance, item: usize) -> Item {
    let item = &instance.items[item];
    Item { group: item.group, value: item.value }
}
