//! What a metric answers.

use std::borrow::Cow;

use super::grounds::{Detailed, grounds};
use super::{Evidence, Reason, Word};
use crate::Quantity;

/// The answer of a metric about one scope.
#[must_use]
#[derive(Debug, Clone, Default)]
pub struct MetricAnswer {
    pub(crate) figures: Vec<Figure>,
    pub(crate) verdict: Option<Word>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) reasons: Vec<Reason>,
}

/// One number of a metric.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) name: Word,
    pub(crate) quantity: Quantity,
    pub(crate) interval: Option<(Option<f64>, Option<f64>)>,
    pub(crate) better: Option<Better>,
    pub(crate) planned: Option<f64>,
    pub(crate) unknown: Option<Word>,
}

/// Which way a figure is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// Begins the answer of a metric.
pub fn metric() -> MetricAnswer {
    MetricAnswer::default()
}

impl MetricAnswer {
    /// Adds a figure; the first is the one that the metric is named for. An unknown one says why with
    /// [`because`](Self::because).
    pub fn figure(mut self, name: impl Into<Cow<'static, str>>, quantity: impl Into<Quantity>) -> Self {
        let (name, quantity) = (name.into(), quantity.into());
        self.figures.push(Figure { name, quantity, interval: None, better: None, planned: None, unknown: None });
        self
    }

    fn last(mut self, change: impl FnOnce(&mut Figure)) -> Self {
        if let Some(figure) = self.figures.last_mut() {
            change(figure);
        }
        self
    }

    /// The interval of the last figure; an end that is unknown is open. Where both are, nothing is said.
    pub fn ranges(self, low: impl Into<Quantity>, high: impl Into<Quantity>) -> Self {
        let ends = (low.into().value(), high.into().value());
        self.last(|figure| figure.interval = Some(ends).filter(|ends| *ends != (None, None)))
    }

    /// Which way the last figure is better.
    pub fn better(self, way: Better) -> Self {
        self.last(|figure| figure.better = Some(way))
    }

    /// What the plan expected of the last figure. Nothing is said where that is unknown.
    pub fn planned(self, value: impl Into<Quantity>) -> Self {
        let value = value.into().value();
        self.last(|figure| figure.planned = value)
    }

    /// Why the last figure is unknown; nothing is said of one that is known.
    pub fn because(self, code: impl Into<Cow<'static, str>>) -> Self {
        let code = code.into();
        self.last(|figure| figure.unknown = figure.quantity.is_unknown().then_some(code))
    }

    /// What to do, as one word of the pack's locale files.
    pub fn verdict(mut self, word: impl Into<Cow<'static, str>>) -> Self {
        self.verdict = Some(word.into());
        self
    }
}

grounds!(MetricAnswer: reason, given, evidence);

impl Detailed for MetricAnswer {
    fn latest(&mut self) -> Option<&mut Reason> {
        self.reasons.last_mut()
    }
}
