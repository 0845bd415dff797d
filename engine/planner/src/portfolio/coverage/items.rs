//! Coverage that is known item by item.

use std::collections::BTreeMap;

use super::super::problem::Malformed;
use super::super::solution::Choice;
use super::{Covering, Gains};

/// Items with weights, and which of them each offer covers. The value is the weight of what is covered at least once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Items {
    pub(super) weights: Vec<f64>,
    covers: BTreeMap<Choice, Vec<usize>>,
}

impl Items {
    /// Items with these weights, and the indices of the items that each offer covers.
    ///
    /// # Errors
    /// A weight that is negative or not finite, and an item that is not there.
    pub fn new(weights: Vec<f64>, mut covers: BTreeMap<Choice, Vec<usize>>) -> Result<Self, Malformed> {
        if let Some(item) = weights.iter().position(|weight| !(weight.is_finite() && *weight >= 0.0)) {
            return Err(Malformed::Item(item));
        }
        for covered in covers.values_mut() {
            covered.sort_unstable();
            covered.dedup();
            if let Some(&item) = covered.last().filter(|item| **item >= weights.len()) {
                return Err(Malformed::Item(item));
            }
        }
        Ok(Self { weights, covers })
    }

    /// The items that an offer covers.
    pub fn of(&self, choice: Choice) -> &[usize] {
        self.covers.get(&choice).map_or(&[], Vec::as_slice)
    }
}

impl Covering for Items {
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

    fn items(&self) -> Option<&Items> {
        Some(self)
    }
}

/// What is covered so far.
struct Marked<'a> {
    coverage: &'a Items,
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
