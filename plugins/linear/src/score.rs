//! Scores from gathered weights, and probabilities from scores.

/// The sum of values times weights, in their order.
pub fn linear(values: impl IntoIterator<Item = f64>, weights: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

/// The probability of the positive class behind a binary score.
pub fn logistic(score: f64) -> f64 {
    if score >= 0.0 {
        1.0 / (1.0 + libm::exp(-score))
    } else {
        let e = libm::exp(score);
        e / (1.0 + e)
    }
}

/// Probabilities of classes behind their scores; they sum to 1.
pub fn softmax<const CLASSES: usize>(scores: [f64; CLASSES]) -> [f64; CLASSES] {
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let raised = scores.map(|score| libm::exp(score - most));
    let sum: f64 = raised.iter().sum();
    raised.map(|part| part / sum)
}

/// Place of the largest value, the first of equals; none where there is none.
pub fn largest(values: &[f64]) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (at, value) in values.iter().enumerate() {
        if best.is_none_or(|(_, most)| *value > most) {
            best = Some((at, *value));
        }
    }
    best.map(|(at, _)| at)
}

/// A straight line from a binary score to the log odds of a calibrated probability (Platt 1999).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Platt {
    /// Factor of the score.
    pub slope: f64,
    /// Log odds at score 0.
    pub offset: f64,
}

impl Platt {
    /// The calibrated probability of the positive class.
    pub fn probability(&self, score: f64) -> f64 {
        logistic(self.slope * score + self.offset)
    }
}
