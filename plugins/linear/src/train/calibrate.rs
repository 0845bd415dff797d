//! Probabilities that mean what they say.

use crate::score::{Platt, logistic};

/// Steps of the one-dimensional search for a temperature; each shrinks the bracket to 0.618 of it.
const SEARCH_STEPS: usize = 60;
/// Temperatures between which the best one is looked for, as powers of e.
const TEMPERATURE_BRACKET: (f64, f64) = (-3.0, 3.0);
/// Newton steps of Platt's fit, far more than it takes to converge.
const PLATT_STEPS: usize = 100;

/// The temperature that scores are divided by for the least mean log loss (Guo et al. 2017), by golden-section search.
pub fn temperature<const CLASSES: usize>(scored: &[([f64; CLASSES], usize)]) -> f64 {
    let ratio = (libm::sqrt(5.0) - 1.0) / 2.0;
    let (mut low, mut high) = TEMPERATURE_BRACKET;
    for _ in 0..SEARCH_STEPS {
        let (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
        if log_loss(scored, libm::exp(left)) < log_loss(scored, libm::exp(right)) {
            high = right;
        } else {
            low = left;
        }
    }
    libm::exp((low + high) / 2.0)
}

/// Mean negative log probability of the true classes at a temperature.
pub fn log_loss<const CLASSES: usize>(scored: &[([f64; CLASSES], usize)], temperature: f64) -> f64 {
    let loss = |(scores, class): &([f64; CLASSES], usize)| {
        let cooled = scores.map(|score| score / temperature);
        let most = cooled.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = cooled.iter().map(|score| libm::exp(score - most)).sum();
        most + libm::log(sum) - cooled.get(*class).copied().unwrap_or_default()
    };
    scored.iter().map(loss).sum::<f64>() / scored.len().max(1) as f64
}

/// Platt's line for binary scores, by Newton's method on the log loss of smoothed labels (Platt 1999; Lin et al. 2007).
pub fn platt(scored: &[(f64, bool)]) -> Platt {
    let positives = scored.iter().filter(|(_, positive)| *positive).count() as f64;
    let negatives = scored.len() as f64 - positives;
    let target = |positive| if positive { (positives + 1.0) / (positives + 2.0) } else { 1.0 / (negatives + 2.0) };
    let mut line = Platt { slope: 1.0, offset: 0.0 };
    for _ in 0..PLATT_STEPS {
        // Gradient, and the upper triangle of the curvature, which the small diagonal keeps invertible.
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 1e-12, 0.0, 1e-12);
        for (score, positive) in scored {
            let said = logistic(line.slope * score + line.offset);
            let (error, spread) = (said - target(*positive), said * (1.0 - said));
            g0 += error * score;
            g1 += error;
            h00 += spread * score * score;
            h01 += spread * score;
            h11 += spread;
        }
        let determinant = h00 * h11 - h01 * h01;
        if determinant <= 0.0 {
            break;
        }
        line.slope -= (h11 * g0 - h01 * g1) / determinant;
        line.offset -= (h00 * g1 - h01 * g0) / determinant;
    }
    line
}

/// Expected calibration error: how far the confidence in the called class is from how often it is right, over equally
/// wide bins, each counting as many as it holds. Pairs are that confidence, 0 to 1, and whether the call was right.
pub fn expected_error(calls: &[(f64, bool)], bins: usize) -> f64 {
    let mut sums = vec![(0.0, 0.0); bins.max(1)];
    let last = sums.len() - 1;
    for (confidence, right) in calls {
        let bin = ((confidence * sums.len() as f64) as usize).min(last);
        if let Some((said, was)) = sums.get_mut(bin) {
            *said += confidence;
            *was += f64::from(u8::from(*right));
        }
    }
    sums.iter().map(|(said, was): &(f64, f64)| (said - was).abs()).sum::<f64>() / calls.len().max(1) as f64
}
