//! What a rule of worth answers.

use std::borrow::Cow;

use super::{Arg, Evidence, Reason};
use crate::{Quantity, Row};

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

    /// Gives a reason by its code, the most telling first. Its text is declared by [`About::reason`](crate::About::reason).
    pub fn reason(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.reasons.push(Reason { code: code.into(), args: Vec::new() });
        self
    }

    /// A detail of the last reason: a known quantity, a number or a text.
    ///
    /// # Panics
    ///
    /// Where it is an unknown quantity.
    #[track_caller]
    pub fn given(mut self, name: impl Into<Cow<'static, str>>, detail: impl Into<Arg>) -> Self {
        let detail = detail.into();
        if let Some(reason) = self.reasons.last_mut() {
            reason.args.push((name.into(), detail));
        }
        self
    }

    /// Shows what was looked at, with the bound that it was compared with.
    pub fn evidence(
        mut self,
        name: impl Into<Cow<'static, str>>,
        quantity: impl Into<Quantity>,
        bound: Option<f64>,
    ) -> Self {
        self.evidence.push(Evidence { name: name.into(), quantity: quantity.into(), bound, row: None });
        self
    }

    /// Names the table row that the last evidence was taken from.
    pub fn cite(mut self, row: &Row<'_>) -> Self {
        if let Some(evidence) = self.evidence.last_mut() {
            evidence.row = Some(row.cited());
        }
        self
    }
}
