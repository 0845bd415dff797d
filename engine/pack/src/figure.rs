//! What a metric answers: figures, each with its unit and interval, or unknown with a reason.

use crate::answer::{Evidence, Quantity, Reason};

/// What a metric says of one scope.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MetricAnswer {
    /// The figures, the one that the metric is named for first.
    pub figures: Vec<Figure>,
    /// What to do with the creator, as one word of the pack's locale files such as `rebook`; for metrics that judge.
    pub verdict: Option<String>,
    /// Why, the most telling reason first.
    pub reasons: Vec<Reason>,
    /// What was looked at.
    pub evidence: Vec<Evidence>,
}

/// One number of a metric.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number, whose name is unique within the metric; unknown where it cannot be told.
    pub quantity: Quantity,
    /// Low and high end of its interval; an open end is infinite.
    pub interval: Option<(f64, f64)>,
    /// Whether more of it is better; none where neither is.
    pub better: Option<Better>,
    /// Why it is unknown.
    pub unknown: Option<Reason>,
    /// What it is held against, beside the campaign's targets: the plan's number.
    pub planned: Option<f64>,
}

impl Figure {
    /// A figure of a quantity. One that is unknown lacks something that it needs, unless another reason is given.
    pub fn of(quantity: Quantity) -> Self {
        let unknown = quantity.value.is_none().then(|| Reason { code: MISSING.to_owned(), args: Vec::new() });
        Self { quantity, interval: None, better: None, unknown, planned: None }
    }
}

/// The reason of a figure that is unknown without a reason of its own: something that it needs is missing.
const MISSING: &str = "metric.missing";

/// Which way a figure is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}
