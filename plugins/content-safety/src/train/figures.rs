//! How often calls of a label are right.

use std::fmt;

use saring_linear::train::bootstrap::{Interval, interval};
use saring_linear::train::measure::Confusion;

/// Resamples of an interval.
const RESAMPLES: usize = 2_000;
/// Share of the resampled figures within an interval.
const LEVEL: f64 = 0.95;

/// Precision, recall and F1 of calls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// Share of the calls that are right.
    pub precision: f64,
    /// Share of the texts with the label that were called.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// The 95 % bootstrap interval of F1.
    pub interval: Option<Interval>,
}

impl Figures {
    /// The figures of pairs of truth and call.
    pub fn of(pairs: &[(bool, bool)], seed: u64) -> Self {
        let confusion = |pairs: &[(bool, bool)]| {
            Confusion::of(2, pairs.iter().map(|(truth, call)| (usize::from(*truth), usize::from(*call))))
        };
        let all = confusion(pairs);
        let interval = interval(pairs, |pairs| confusion(pairs).f1(1), RESAMPLES, LEVEL, seed);
        Self { precision: all.precision(1), recall: all.recall(1), f1: all.f1(1), interval }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "precision {:.3}, recall {:.3}, F1 {:.3}", self.precision, self.recall, self.f1)?;
        self.interval.map_or(Ok(()), |Interval { low, high }| write!(f, " (95 % interval {low:.3} to {high:.3})"))
    }
}
