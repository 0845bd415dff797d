//! From the parts of an answer to a score with its interval.

use saring_pack::Policy;
use saring_pack::answer::{CheckAnswer, Part, Status};

/// The score of one check for one creator.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CheckScore {
    /// How it ended.
    pub status: Status,
    /// The score, 0 to 100; none where it is unknown.
    pub score: Option<f64>,
    /// Lowest score that unknown parts could leave.
    pub low: f64,
    /// Highest score that unknown parts could leave.
    pub high: f64,
    /// Confidence in the known parts, 0 to 1.
    pub confidence: f64,
}

impl CheckScore {
    /// The score of a check that gave no answer.
    pub(crate) const SILENT: Self =
        Self { status: Status::Unknown, score: None, low: 0.0, high: 100.0, confidence: 0.0 };
}

/// The bounds at which a score passes or warns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cuts {
    /// Pass from here on.
    pub pass: f64,
    /// Warn from here on, fail below.
    pub warn: f64,
}

impl Cuts {
    /// The bounds that a pack sets.
    pub(crate) fn of(policy: &Policy) -> Self {
        Self { pass: policy.pass_at.value, warn: policy.warn_at.value }
    }

    /// Status of a score.
    pub(crate) fn status(self, score: f64) -> Status {
        if score >= self.pass {
            Status::Pass
        } else if score >= self.warn {
            Status::Warn
        } else {
            Status::Fail
        }
    }
}

/// Points of a part; none where its quantity is unknown. Numbers too large for the arithmetic are no points either.
pub(crate) fn part_points(part: &Part) -> Option<f64> {
    part.quantity.value.map(|value| part.curve.points(value)).filter(|points| points.is_finite())
}

/// The weighted mean of the known parts' points, less penalties, within the caps.
pub(crate) fn check_score(answer: &CheckAnswer, cuts: Cuts) -> CheckScore {
    let mut known = Weighted::default();
    let mut unknown_weight = 0.0;
    for part in &answer.parts {
        match part_points(part) {
            Some(points) => known.add(part.weight, points),
            None => unknown_weight += part.weight,
        }
    }
    let vetoed = answer.veto.is_some();
    let Some(mean) = known.mean().filter(|_| !answer.unknown) else {
        let (low, high) = answer.bounds.unwrap_or((0.0, 100.0));
        let status = if vetoed { Status::Fail } else { Status::Unknown };
        return CheckScore { status, low, high, ..CheckScore::SILENT };
    };
    let score = finish(answer, mean);
    let with_unknown_at = |points: f64| {
        let mut all = known;
        all.add(unknown_weight, points);
        all.mean().map_or(score, |mean| finish(answer, mean))
    };
    let computed = cuts.status(score);
    // A rule may tighten the status of its score and never loosen it.
    let tightened = answer.status.map_or(computed, |status| status.max(computed));
    let status = if vetoed { Status::Fail } else { tightened };
    let (low, high) =
        if unknown_weight > 0.0 { (with_unknown_at(0.0), with_unknown_at(100.0)) } else { (score, score) };
    CheckScore { status, score: Some(score), low, high, confidence: answer.confidence.clamp(0.0, 1.0) }
}

/// Penalties and caps on a mean of parts.
pub(crate) fn finish(answer: &CheckAnswer, mean: f64) -> f64 {
    let penalties: f64 = answer.penalties.iter().map(|penalty| penalty.points).sum();
    let capped = answer.caps.iter().fold(mean - penalties, |score, cap| score.min(cap.at));
    capped.clamp(0.0, 100.0)
}

/// A weighted mean in the making.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Weighted {
    /// Sum of the weights.
    pub weight: f64,
    /// Sum of the weighted values.
    pub sum: f64,
}

impl Weighted {
    /// Adds a value.
    pub(crate) fn add(&mut self, weight: f64, value: f64) {
        self.weight += weight;
        self.sum += weight * value;
    }

    /// The mean; none where nothing has weight, or so much that it cannot be calculated with.
    pub(crate) fn mean(self) -> Option<f64> {
        (self.weight > 0.0).then(|| self.sum / self.weight).filter(|mean| mean.is_finite())
    }
}
