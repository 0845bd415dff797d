//! What a rule of worth answers.

use super::grounds::{Detailed, grounds};
use super::{Evidence, Reason};
use crate::Quantity;

/// The answer of a rule of worth about one package.
#[must_use]
#[derive(Debug, Clone)]
pub struct WorthAnswer {
    pub(crate) value: Quantity,
    pub(crate) interval: Option<(f64, f64)>,
    pub(crate) reach: Option<Quantity>,
    pub(crate) fair: Option<(Quantity, Option<(f64, f64)>)>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) reasons: Vec<Reason>,
}

/// Answers what a package adds towards the goal. An unknown value stays unknown: the package cannot be planned with.
pub fn worth(value: impl Into<Quantity>) -> WorthAnswer {
    let (evidence, reasons) = (Vec::new(), Vec::new());
    WorthAnswer { value: value.into(), interval: None, reach: None, fair: None, evidence, reasons }
}

fn interval(low: Quantity, high: Quantity) -> Option<(f64, f64)> {
    low.value().zip(high.value())
}

impl WorthAnswer {
    /// The interval of the value. Nothing is said where an end is unknown.
    pub fn between(self, low: impl Into<Quantity>, high: impl Into<Quantity>) -> Self {
        Self { interval: interval(low.into(), high.into()), ..self }
    }

    /// How many people the package reaches, each counted once.
    pub fn reach(self, people: impl Into<Quantity>) -> Self {
        Self { reach: Some(people.into()), ..self }
    }

    /// The fair fee of the package in major units of the campaign's currency, with its interval.
    pub fn fair(self, price: impl Into<Quantity>, low: impl Into<Quantity>, high: impl Into<Quantity>) -> Self {
        Self { fair: Some((price.into(), interval(low.into(), high.into()))), ..self }
    }
}

grounds!(WorthAnswer: reason, given, evidence);

impl Detailed for WorthAnswer {
    fn latest(&mut self) -> Option<&mut Reason> {
        self.reasons.last_mut()
    }
}
