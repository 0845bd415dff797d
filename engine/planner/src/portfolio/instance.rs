//! The problem as the solver sees it: in an order of its own, without what cannot matter.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use super::problem::{Candidate, Problem, Stance};
use super::solution::Choice;

/// A checked problem in canonical order. The order of the input leaves no trace.
#[derive(Debug, Clone)]
pub struct Instance {
    pub rows: Vec<Bounds>,
    pub groups: Vec<Group>,
    pub items: Vec<Item>,
    /// The greatest value of an item, or 1.
    pub value_max: f64,
    /// Whether every value is a whole number, so that bounds can be rounded down.
    pub is_whole: bool,
}

/// Which offers are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// Those that exceed no maximum by themselves.
    Possible,
    /// Those that no other stands for.
    Undominated,
    /// Those that are both.
    Useful,
}

/// The bounds of a row, in multiples of its `unit`.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    pub min: Option<i64>,
    pub max: Option<i64>,
    /// Index of the row in the problem.
    pub origin: usize,
    /// Divides every amount of the row.
    pub unit: i64,
    /// The greatest amount that an item uses, at least 1.
    pub use_max: i64,
}

/// A candidate: at most one of its items, or exactly one.
#[derive(Debug, Clone)]
pub struct Group {
    pub items: Range<usize>,
    pub is_required: bool,
    /// Index of the candidate in the problem.
    pub origin: usize,
}

/// An offer.
#[derive(Debug, Clone)]
pub struct Item {
    pub group: usize,
    pub value: f64,
    /// Amounts by row, ascending, none zero.
    pub uses: Vec<(usize, i64)>,
    /// Index of the offer in its candidate.
    pub origin: usize,
}

impl Bounds {
    /// By how much a sum misses the bounds.
    pub fn missed(&self, sum: i64) -> i64 {
        let over = self.max.map_or(0, |max| sum - max);
        let under = self.min.map_or(0, |min| min - sum);
        over.max(under).max(0)
    }
}

impl Instance {
    /// Reads a checked problem, and leaves out offers that are dominated or exceed a maximum by themselves.
    pub fn new(problem: &Problem) -> Self {
        Self::with(problem, Kept::Useful)
    }

    /// Reads a checked problem whose maxima may give way.
    pub fn elastic(problem: &Problem) -> Self {
        Self::with(problem, Kept::Undominated)
    }

    /// Reads a checked problem whose offers have a worth beyond their value.
    pub fn whole(problem: &Problem) -> Self {
        Self::with(problem, Kept::Possible)
    }

    fn with(problem: &Problem, kept: Kept) -> Self {
        let (rows, place) = rows(problem);
        let mut instance = Self { rows, groups: Vec::new(), items: Vec::new(), value_max: 0.0, is_whole: true };
        let mut order: Vec<(usize, &Candidate)> = problem.candidates.iter().enumerate().collect();
        order.sort_by(|a, b| a.1.id.cmp(&b.1.id));
        for (origin, candidate) in order {
            instance.add(candidate, origin, &place, kept);
        }
        instance.weigh();
        for item in &instance.items {
            for &(row, amount) in &item.uses {
                let most = &mut instance.rows[row].use_max;
                *most = amount.max(*most);
            }
        }
        instance
    }

    /// The same with other values of the items.
    pub fn valued(&self, values: &[f64]) -> Self {
        let mut valued = self.clone();
        valued.items.iter_mut().zip(values).for_each(|(item, value)| item.value = *value);
        valued.weigh();
        valued
    }

    /// The choice in the problem's indices.
    pub fn choice(&self, item: usize) -> Choice {
        let item = &self.items[item];
        Choice { candidate: self.groups[item.group].origin, offer: item.origin }
    }

    /// The items of the choices, where they were kept; an item that was dominated gives way to the first of its group.
    pub fn items_of(&self, choices: &[Choice]) -> Vec<usize> {
        let wanted: BTreeMap<usize, usize> = choices.iter().map(|choice| (choice.candidate, choice.offer)).collect();
        let find = |group: &Group| {
            let offer = *wanted.get(&group.origin)?;
            let mut items = group.items.clone();
            items.find(|&item| self.items[item].origin == offer).or_else(|| group.items.clone().next())
        };
        self.groups.iter().filter_map(find).collect()
    }

    fn weigh(&mut self) {
        let most = self.items.iter().fold(0.0, |most: f64, item| most.max(item.value));
        self.value_max = if most > 0.0 { most } else { 1.0 };
        self.is_whole = most < 1e15 && self.items.iter().all(|item| item.value == item.value.trunc());
    }

    fn add(&mut self, candidate: &Candidate, origin: usize, place: &[usize], kept: Kept) {
        let is_meant = |at: usize| match candidate.stance {
            Stance::Open | Stance::Required => true,
            Stance::Pinned(offer) => offer == at,
            Stance::Forbidden => false,
        };
        let meant = candidate.offers.iter().enumerate().filter(|(at, _)| is_meant(*at));
        let mut items: Vec<Item> = meant
            .map(|(at, offer)| {
                let mut sums: BTreeMap<usize, i64> = BTreeMap::new();
                for &(row, amount) in offer.uses.iter().filter(|(_, amount)| *amount > 0) {
                    *sums.entry(place[row]).or_default() += amount / self.rows[place[row]].unit;
                }
                Item { group: self.groups.len(), value: offer.value, uses: sums.into_iter().collect(), origin: at }
            })
            .filter(|item| {
                kept == Kept::Undominated
                    || item.uses.iter().all(|&(row, amount)| self.rows[row].max.is_none_or(|max| amount <= max))
            })
            .collect();
        items.sort_by(|a, b| {
            b.value.total_cmp(&a.value).then_with(|| a.uses.cmp(&b.uses)).then(a.origin.cmp(&b.origin))
        });
        let is_required = matches!(candidate.stance, Stance::Required | Stance::Pinned(_));
        let first = self.items.len();
        for item in items {
            let is_dominated = || self.items[first..].iter().any(|better| self.dominates(better, &item));
            if kept == Kept::Possible || !is_dominated() {
                self.items.push(item);
            }
        }
        if self.items.len() > first || is_required {
            self.groups.push(Group { items: first..self.items.len(), is_required, origin });
        }
    }

    /// Whether `better` can stand for `other` in every choice: no less value, and no row that it could break instead.
    fn dominates(&self, better: &Item, other: &Item) -> bool {
        let amount = |item: &Item, row: usize| {
            item.uses.binary_search_by_key(&row, |&(row, _)| row).map_or(0, |at| item.uses[at].1)
        };
        better.value >= other.value
            && better.uses.iter().chain(&other.uses).all(|&(row, _)| {
                let bounds = &self.rows[row];
                match amount(better, row).cmp(&amount(other, row)) {
                    Ordering::Less => bounds.min.is_none(),
                    Ordering::Equal => true,
                    Ordering::Greater => bounds.max.is_none(),
                }
            })
    }
}

/// The rows by id, in units that divide every amount, and where each row of the problem went.
fn rows(problem: &Problem) -> (Vec<Bounds>, Vec<usize>) {
    let mut units = vec![0_i64; problem.rows.len()];
    for &(row, amount) in
        problem.candidates.iter().flat_map(|candidate| &candidate.offers).flat_map(|offer| &offer.uses)
    {
        units[row] = divisor(units[row], amount);
    }
    let mut order: Vec<usize> = (0..problem.rows.len()).collect();
    order.sort_by(|&a, &b| problem.rows[a].id.cmp(&problem.rows[b].id));
    let mut place = vec![0; order.len()];
    let mut rows = Vec::new();
    for (at, &origin) in order.iter().enumerate() {
        let unit = units[origin].max(1);
        let row = &problem.rows[origin];
        place[origin] = at;
        // Sums are multiples of the unit, so bounds between two multiples move inwards.
        let min = row.min.map(|min| min.div_euclid(unit) + i64::from(min.rem_euclid(unit) > 0));
        // A minimum of nothing is none, and does not stand in the way of dominance.
        let min = min.filter(|min| *min > 0);
        rows.push(Bounds { min, max: row.max.map(|max| max.div_euclid(unit)), origin, unit, use_max: 1 });
    }
    (rows, place)
}

/// The greatest common divisor.
fn divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { divisor(b, a % b) }
}
