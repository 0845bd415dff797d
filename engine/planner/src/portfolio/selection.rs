//! A choice under way: what is chosen and what it uses, in whole numbers.

use super::instance::{Bounds, Instance};
use super::solution::Solution;

/// One item or none of each group, with the sums of the rows.
#[derive(Debug, Clone)]
pub struct Selection<'a> {
    pub instance: &'a Instance,
    /// The chosen item by group.
    pub chosen: Vec<Option<usize>>,
    /// The sum by row.
    pub used: Vec<i64>,
}

impl<'a> Selection<'a> {
    /// Nothing chosen.
    pub fn empty(instance: &'a Instance) -> Self {
        Self { instance, chosen: vec![None; instance.groups.len()], used: vec![0; instance.rows.len()] }
    }

    /// These items chosen.
    pub fn of(instance: &'a Instance, items: impl IntoIterator<Item = usize>) -> Self {
        let mut selection = Self::empty(instance);
        for item in items {
            selection.set(instance.items[item].group, Some(item));
        }
        selection
    }

    /// Chooses an item of a group in place of what was chosen, or nothing.
    pub fn set(&mut self, group: usize, item: Option<usize>) {
        let old = std::mem::replace(&mut self.chosen[group], item);
        for (item, sign) in [(old, -1), (item, 1)] {
            for &(row, amount) in item.map_or(&[][..], |item| &self.instance.items[item].uses) {
                self.used[row] += sign * amount;
            }
        }
    }

    /// The sum of the chosen values, in the order of the groups.
    pub fn value(&self) -> f64 {
        self.items().map(|item| self.instance.items[item].value).sum()
    }

    /// The chosen items, in the order of the groups.
    pub fn items(&self) -> impl Iterator<Item = usize> {
        self.chosen.iter().copied().flatten()
    }

    /// The value of what is chosen of a group.
    pub fn value_of(&self, group: usize) -> f64 {
        self.chosen[group].map_or(0.0, |item| self.instance.items[item].value)
    }

    /// Whether every row holds and everyone required is chosen.
    pub fn is_feasible(&self) -> bool {
        self.missed() == 0.0
            && self.instance.groups.iter().zip(&self.chosen).all(|(group, item)| item.is_some() || !group.is_required)
    }

    /// By how much the rows are missed, each as a share of its bound. Zero only where every row holds.
    pub fn missed(&self) -> f64 {
        self.instance.rows.iter().zip(&self.used).map(|(bounds, sum)| share(bounds, *sum)).sum()
    }

    /// By how much more the rows would be missed with `item` chosen in its group, or with nothing.
    pub fn missed_by(&self, group: usize, item: Option<usize>) -> f64 {
        let old = self.chosen[group].map_or(&[][..], |item| &self.instance.items[item].uses);
        let new = item.map_or(&[][..], |item| &self.instance.items[item].uses);
        let mut change = 0.0;
        for (row, amount) in merged(old, new) {
            let bounds = &self.instance.rows[row];
            change += share(bounds, self.used[row] + amount) - share(bounds, self.used[row]);
        }
        change
    }

    /// Whether every row that holds would still hold with `item` chosen in its group, or with nothing.
    pub fn allows(&self, group: usize, item: Option<usize>) -> bool {
        let old = self.chosen[group].map_or(&[][..], |item| &self.instance.items[item].uses);
        let new = item.map_or(&[][..], |item| &self.instance.items[item].uses);
        merged(old, new).all(|(row, amount)| {
            let (bounds, sum) = (&self.instance.rows[row], self.used[row] + amount);
            (amount <= 0 || bounds.max.is_none_or(|max| sum <= max))
                && (amount >= 0 || bounds.min.is_none_or(|min| sum >= min))
        })
    }

    /// The answer, with a bound that is made no less than the value.
    pub fn solution(&self, bound: f64, proof: f64) -> Solution {
        self.solution_of(self.value(), bound, proof)
    }

    /// The answer with a value that is not the sum of the items'.
    pub fn solution_of(&self, value: f64, bound: f64, proof: f64) -> Solution {
        let is_proved = bound - value <= proof * value.abs().max(self.instance.value_max);
        let bound = if is_proved { value } else { bound };
        let gap = if is_proved { 0.0 } else { (bound - value) / bound };
        let mut uses = vec![0; self.used.len()];
        for (bounds, sum) in self.instance.rows.iter().zip(&self.used) {
            uses[bounds.origin] = sum * bounds.unit;
        }
        let chosen = self.items().map(|item| self.instance.choice(item)).collect();
        Solution { chosen, uses, value, bound, gap, is_proved }
    }
}

/// By how much a sum misses its bounds, as a share of the bound.
fn share(bounds: &Bounds, sum: i64) -> f64 {
    let missed = bounds.missed(sum);
    if missed == 0 {
        return 0.0;
    }
    let bound = if bounds.min.is_some_and(|min| sum < min) { bounds.min } else { bounds.max };
    missed as f64 / bound.unwrap_or(0).max(1) as f64
}

/// The change of each row when `old` gives way to `new`; both are sorted by row.
fn merged(old: &[(usize, i64)], new: &[(usize, i64)]) -> impl Iterator<Item = (usize, i64)> {
    let (mut old, mut new) = (old.iter().copied().peekable(), new.iter().copied().peekable());
    std::iter::from_fn(move || match (old.peek().copied(), new.peek().copied()) {
        (Some((a, minus)), Some((b, plus))) if a == b => {
            old.next();
            new.next();
            Some((a, plus - minus))
        }
        (Some((a, minus)), other) if other.is_none_or(|(b, _)| a < b) => {
            old.next();
            Some((a, -minus))
        }
        (_, other) => {
            new.next();
            other
        }
    })
}
