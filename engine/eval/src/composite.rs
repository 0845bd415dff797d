//! From the layers of a creator to one score, by the weights of the campaign's goal.

use crate::layer::LayerScore;
use crate::score::Weighted;

/// A creator's score over all layers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Composite {
    /// The score over known layers; none where no layer is known.
    pub score: Option<f64>,
    /// Lowest score that the unknown could leave.
    pub low: f64,
    /// Highest score that the unknown could leave.
    pub high: f64,
    /// Mean confidence of the known layers, by weight.
    pub confidence: f64,
    /// Mean coverage of all layers, by weight.
    pub coverage: f64,
    /// Weight of the known layers.
    pub known_weight: f64,
}

/// The score is over known layers; the interval is over all of them, so that ignorance shows.
pub(crate) fn composite(weights: &[f64], layers: &[LayerScore]) -> Composite {
    let (mut score, mut low, mut high) = (Weighted::default(), Weighted::default(), Weighted::default());
    let (mut confidence, mut coverage) = (Weighted::default(), Weighted::default());
    for (weight, layer) in weights.iter().zip(layers) {
        low.add(*weight, layer.low);
        high.add(*weight, layer.high);
        coverage.add(*weight, layer.coverage);
        if let Some(points) = layer.score {
            score.add(*weight, points);
            confidence.add(*weight, layer.confidence);
        }
    }
    let mean = score.mean();
    let low = low.mean().unwrap_or(0.0);
    let high = high.mean().unwrap_or(100.0);
    Composite {
        score: mean,
        low: mean.map_or(low, |mean| low.min(mean)),
        high: mean.map_or(high, |mean| high.max(mean)),
        confidence: confidence.mean().unwrap_or(0.0),
        coverage: coverage.mean().unwrap_or(0.0),
        known_weight: score.weight,
    }
}
