//! Coverage that is known item by item.

use std::collections::BTreeMap;

use super::super::solution::Choice;
use super::{Gains, Reach};

/// Items with weights, and which of them each offer covers. The value is the weight of what is covered at least once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coverage {
    /// The weight of each item: finite, not negative.
    pub weights: Vec<f64>,
    /// The items by offer, by their index.
    pub covers: BTreeMap<Choice, Vec<usize>>,
}

impl Coverage {
    /// The items that an offer covers.
    pub fn of(&self, choice: Choice) -> &[usize] {
        self.covers.get(&choice).map_or(&[], Vec::as_slice)
    }
}

impl Reach for Coverage {
    fn value(&self, chosen: &[Choice]) -> f64 {
        let mut is_covered = vec![false; self.weights.len()];
        for &item in chosen.iter().flat_map(|&choice| self.of(choice)) {
            is_covered[item] = true;
        }
        self.weights.iter().zip(is_covered).filter(|(_, is_covered)| *is_covered).map(|(weight, _)| weight).sum()
    }

    fn gains(&self) -> Box<dyn Gains + '_> {
        Box::new(Marked { coverage: self, is_covered: vec![false; self.weights.len()] })
    }

    fn coverage(&self) -> Option<&Coverage> {
        Some(self)
    }
}

/// What is covered so far.
struct Marked<'a> {
    coverage: &'a Coverage,
    is_covered: Vec<bool>,
}

impl Gains for Marked<'_> {
    fn gain(&self, choice: Choice) -> f64 {
        let new = self.coverage.of(choice).iter().filter(|&&item| !self.is_covered[item]);
        new.map(|&item| self.coverage.weights[item]).sum()
    }

    fn add(&mut self, choice: Choice) {
        for &item in self.coverage.of(choice) {
            self.is_covered[item] = true;
        }
    }
}
