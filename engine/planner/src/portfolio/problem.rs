//! The question: who offers what, what it uses, and how much of everything there is.

use std::collections::BTreeSet;

use crate::limits::{OFFERS_MAX, USE_MAX};

/// Whom to choose, with which offer, so that the value is greatest and every row holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problem {
    /// Who can be chosen. Their order is without meaning.
    pub candidates: Vec<Candidate>,
    /// What must hold for what is chosen together.
    pub rows: Vec<Row>,
}

/// One who can be chosen, with at most one of its offers.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Unique in its problem. Ties break by it.
    pub id: String,
    /// What it can be chosen with.
    pub offers: Vec<Offer>,
    /// Whether the choice is open.
    pub stance: Stance,
}

/// Whether a candidate can, must or must not be chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stance {
    /// It can be chosen.
    #[default]
    Open,
    /// It must be chosen, with any of its offers.
    Required,
    /// It must be chosen, with the offer at this index.
    Pinned(usize),
    /// It must not be chosen.
    Forbidden,
}

/// One way to choose a candidate.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Offer {
    /// What it adds, in the unit of the goal: finite, not negative.
    pub value: f64,
    /// What it uses of the rows, by their index, up to [`USE_MAX`] each. Amounts of the same row add up.
    pub uses: Vec<(usize, i64)>,
}

/// A sum over what is chosen, with its bounds: money of a line, creators of a tier, a mutual exclusion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Unique in its problem.
    pub id: String,
    /// Least sum, if there is one.
    pub min: Option<i64>,
    /// Greatest sum, if there is one.
    pub max: Option<i64>,
}

/// Why a problem cannot be read.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Malformed {
    /// Two candidates or two rows have one id.
    #[error("id `{0}` occurs twice")]
    SameId(String),
    /// A value is negative or not a number.
    #[error("an offer of `{candidate}` has the value {value}, which is negative or no number")]
    Value {
        /// The candidate.
        candidate: String,
        /// The value.
        value: f64,
    },
    /// An offer uses a row that is not there, or an amount out of range.
    #[error("an offer of `{candidate}` uses {amount} of row {row}, which is out of range")]
    Use {
        /// The candidate.
        candidate: String,
        /// The index of the row.
        row: usize,
        /// The amount.
        amount: i64,
    },
    /// A pin names an offer that is not there.
    #[error("`{candidate}` has no offer {offer}")]
    Pin {
        /// The candidate.
        candidate: String,
        /// The index of the offer.
        offer: usize,
    },
    /// A candidate is required and offers nothing.
    #[error("`{0}` is required and has no offer")]
    NoOffer(String),
    /// More offers than are read at once.
    #[error("{0} offers are more than {OFFERS_MAX}")]
    TooMany(usize),
    /// An item that is covered is not there, or weighs less than nothing.
    #[error("item {0} is not there, or its weight is negative or no number")]
    Item(usize),
    /// A row that what-if asks about is not there.
    #[error("there is no row {0}")]
    Row(usize),
}

impl Problem {
    /// Looks whether the problem can be read.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn check(&self) -> Result<(), Malformed> {
        let offers = self.candidates.iter().map(|candidate| candidate.offers.len()).sum();
        if offers > OFFERS_MAX {
            return Err(Malformed::TooMany(offers));
        }
        unique(self.rows.iter().map(|row| row.id.as_str()))?;
        unique(self.candidates.iter().map(|candidate| candidate.id.as_str()))?;
        self.candidates.iter().try_for_each(|candidate| candidate.check(self.rows.len()))
    }
}

impl Candidate {
    fn check(&self, rows: usize) -> Result<(), Malformed> {
        let candidate = || self.id.clone();
        if let Stance::Pinned(offer) = self.stance
            && offer >= self.offers.len()
        {
            return Err(Malformed::Pin { candidate: candidate(), offer });
        }
        if self.stance == Stance::Required && self.offers.is_empty() {
            return Err(Malformed::NoOffer(candidate()));
        }
        for offer in &self.offers {
            if !(offer.value.is_finite() && offer.value >= 0.0) {
                return Err(Malformed::Value { candidate: candidate(), value: offer.value });
            }
            for &(row, amount) in &offer.uses {
                let same = offer.uses.iter().filter(|(other, _)| *other == row);
                let sum = same.fold(0_i64, |sum, (_, amount)| sum.saturating_add(*amount));
                if row >= rows || amount < 0 || sum > USE_MAX {
                    return Err(Malformed::Use { candidate: candidate(), row, amount });
                }
            }
        }
        Ok(())
    }
}

fn unique<'a>(ids: impl Iterator<Item = &'a str>) -> Result<(), Malformed> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(Malformed::SameId(id.to_owned()));
        }
    }
    Ok(())
}
