//! From the checks of a layer to the layer.

use saring_model::campaign::Verdict;
use saring_pack::rule::Fault;
use saring_pack::{CheckAnswer, Layer, Status};

use crate::report::GateOutcome;
use crate::score::{CheckScore, Cuts, Weighted, check_score};

/// A layer of one creator.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LayerScore {
    /// Scores of its checks, in the pack's order.
    pub checks: Vec<CheckScore>,
    /// Status of the score.
    pub status: Status,
    /// The score over known checks; none where the layer is unknown.
    pub score: Option<f64>,
    /// Lowest score that unknown checks could leave.
    pub low: f64,
    /// Highest score that unknown checks could leave.
    pub high: f64,
    /// Mean confidence of the known checks, by weight.
    pub confidence: f64,
    /// Known weight by all weight.
    pub coverage: f64,
    /// What the gate says, where the layer is one, and the verdict that follows.
    pub gate: Option<(GateOutcome, Verdict)>,
}

/// `Σ w·c·s / Σ w·c` over the known checks. Only coverage below the layer's floor makes it unknown:
/// age and small samples lower confidence, and confidence alone never silences a layer.
pub(crate) fn layer_score(layer: &Layer, answers: &[Result<CheckAnswer, Fault>], cuts: Cuts) -> LayerScore {
    let score_of = |answer: &Result<CheckAnswer, Fault>| match answer {
        Ok(answer) => check_score(answer, cuts),
        Err(_) => CheckScore::SILENT,
    };
    let checks: Vec<CheckScore> = answers.iter().map(score_of).collect();
    let mut sums = Sums::default();
    for (check, score) in layer.checks.iter().zip(&checks) {
        sums.add(check.weight.value, score);
    }
    let coverage = if sums.weight > 0.0 { sums.known / sums.weight } else { 0.0 };
    let score = sums.score.mean().filter(|_| coverage >= layer.coverage_min);
    let middle = score.or(sums.score.mean());
    let low = sums.low.mean().unwrap_or(0.0);
    let high = sums.high.mean().unwrap_or(100.0);
    let status = score.map_or(Status::Unknown, |score| cuts.status(score));
    let faulted = answers.iter().any(Result::is_err);
    LayerScore {
        status,
        score,
        // A rule's declared bounds may leave the mean of the others outside; the interval holds both.
        low: middle.map_or(low, |middle| low.min(middle)),
        high: middle.map_or(high, |middle| high.max(middle)),
        confidence: if sums.known > 0.0 { sums.score.weight / sums.known } else { 0.0 },
        coverage,
        gate: layer.gate.as_ref().map(|gate| match score {
            Some(score) if score < gate.min_score.value => (GateOutcome::Failed, Verdict::Reject),
            Some(_) if !faulted => (GateOutcome::Passed, Verdict::Select),
            // A fault in a gate is never a silent pass.
            _ if faulted => (GateOutcome::Unknown, gate.on_fault),
            _ => (GateOutcome::Unknown, gate.on_unknown),
        }),
        checks,
    }
}

#[derive(Default)]
struct Sums {
    weight: f64,
    known: f64,
    score: Weighted,
    low: Weighted,
    high: Weighted,
}

impl Sums {
    /// An unknown check counts with its bounds and at full confidence: that is the most that it could move.
    fn add(&mut self, weight: f64, check: &CheckScore) {
        self.weight += weight;
        let trusted = match check.score {
            Some(score) if check.confidence > 0.0 => {
                self.known += weight;
                self.score.add(weight * check.confidence, score);
                weight * check.confidence
            }
            _ => weight,
        };
        self.low.add(trusted, check.low);
        self.high.add(trusted, check.high);
    }
}
