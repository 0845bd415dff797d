//! What no choice exceeds: the least that several sets prove together.

use super::super::prices::Prices;
use super::super::search;
use super::super::selection::Selection;
use super::Covered;

/// Gains that are asked for the cuts of sets, and as many again for weighing them against each other.
const GAINS_MAX: usize = 60_000;
/// Fewest sets and rounds, however many offers there are.
const SETS_MIN: usize = 3;
/// Most rounds of weighing the sets against each other.
const ROUNDS_MAX: usize = 100;

/// Sets, each with its cut `f(T) ≤ f(S) + Σ_{j∈T} f(j|S)`.
pub struct Bounding<'a> {
    covered: Covered<'a>,
    sets: Vec<Vec<usize>>,
}

/// What the sets prove together.
pub struct Tight {
    /// No choice is worth more.
    pub bound: f64,
    /// Which items a choice of greater value can have.
    pub is_open: Vec<bool>,
}

/// The cut of a set: its value, and what each item adds to it.
struct Cut {
    value: f64,
    gains: Vec<f64>,
}

impl<'a> Bounding<'a> {
    /// The empty set alone.
    pub fn new(covered: Covered<'a>) -> Self {
        Self { covered, sets: vec![Vec::new()] }
    }

    /// Remembers a set of a run after so many steps: ever fewer of them.
    pub fn note(&mut self, selection: &Selection, step: usize) {
        if step.is_power_of_two() {
            self.keep(selection);
        }
    }

    /// Remembers a set.
    pub fn keep(&mut self, selection: &Selection) {
        self.sets.push(selection.items().collect());
    }

    /// The least bound that convex combinations of the cuts give, as the value against which they are weighed.
    ///
    /// Any weights are valid. Fictitious play finds good ones: the cut that is lowest where the others are highest
    /// gains weight. What the weights choose can be better than the choice at hand, and then takes its place.
    pub fn tighten(mut self, best: &mut Selection<'a>, gap: f64) -> Tight {
        self.keep(best);
        let mut value = self.covered.value(best);
        // The last sets of the runs are the largest, whose cuts are the lowest.
        let most = (GAINS_MAX / self.covered.instance.items.len().max(1)).clamp(SETS_MIN, ROUNDS_MAX);
        self.sets.sort_by_key(Vec::len);
        self.sets.drain(..self.sets.len().saturating_sub(most));
        let mut cuts: Vec<Cut> = self.sets.iter().map(|set| self.cut(set)).collect();
        let mut weights = vec![0.0; cuts.len()];
        let instance = self.covered.instance;
        let mut tight = Tight { bound: f64::INFINITY, is_open: vec![true; instance.items.len()] };
        let mut next = cuts.len() - 1;
        for round in 0..most {
            let step = 2.0 / (round as f64 + 2.0);
            weights.iter_mut().for_each(|weight| *weight *= 1.0 - step);
            weights[next] += step;
            let mixed = Cut::mixed(&cuts, &weights);
            let prices = Prices::of(&self.covered.valued(&mixed.gains));
            let bound = mixed.value + prices.bound;
            tight.bound = tight.bound.min(bound);
            for (item, is_open) in tight.is_open.iter_mut().enumerate() {
                *is_open &= bound - prices.penalty(instance.items[item].group, Some(item)) >= value * (1.0 - gap);
            }
            let items: Vec<usize> = prices.best.iter().copied().flatten().collect();
            let other = search::mend(Selection::of(instance, items.iter().copied()), &prices);
            self.covered.keep_better(best, other);
            value = self.covered.value(best);
            if tight.bound - value <= gap * value {
                break;
            }
            // The set that the weights overrate has a cut of its own.
            cuts.push(self.cut(&items));
            weights.push(0.0);
            let at = |cut: &Cut| cut.value + items.iter().map(|&item| cut.gains[item]).sum::<f64>();
            let lowest = cuts.iter().map(at).enumerate().reduce(|low, other| if other.1 < low.1 { other } else { low });
            next = lowest.map_or(next, |(at, _)| at);
        }
        tight
    }

    fn cut(&self, set: &[usize]) -> Cut {
        let selection = Selection::of(self.covered.instance, set.iter().copied());
        let mut gains = self.covered.gains_at(set);
        // The values of the offers add up: they are counted with the items, not with the set.
        let own = |item: usize| self.covered.instance.items[item].value;
        set.iter().for_each(|&item| gains[item] = own(item));
        Cut { value: self.covered.value(&selection) - selection.value(), gains }
    }
}

impl Cut {
    /// The combination of cuts whose weights sum to 1.
    fn mixed(cuts: &[Self], weights: &[f64]) -> Self {
        let mut mixed = Self { value: 0.0, gains: vec![0.0; cuts.first().map_or(0, |cut| cut.gains.len())] };
        for (cut, &weight) in cuts.iter().zip(weights).filter(|(_, weight)| **weight > 0.0) {
            mixed.value += weight * cut.value;
            mixed.gains.iter_mut().zip(&cut.gains).for_each(|(sum, gain)| *sum += weight * gain);
        }
        mixed
    }
}
