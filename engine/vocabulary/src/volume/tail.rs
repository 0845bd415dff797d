//! How rare the loudest of many values are.

use crate::Column;

/// How far the highest of many values lie above the rest.
///
/// Above a high threshold most distributions fall off like an exponential one whose mean is the mean excess (peaks over
/// threshold: Pickands 1975, The Annals of Statistics 3; Davison and Smith 1990, Journal of the Royal Statistical Society B
/// 52). So what was seen says how rare it is that something louder comes, also louder than anything that was seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tail {
    threshold: f64,
    excess: f64,
    share: f64,
}

impl Tail {
    /// That of these values above their quantile; no mean excess is taken to be below the least. None of no values.
    pub fn of(values: impl Iterator<Item = f64>, quantile: f64, least: f64) -> Option<Self> {
        let values: Vec<f64> = values.collect();
        let threshold = values.iter().copied().map(Some).collect::<Column>().quantile(quantile)?;
        let (mut sum, mut above) = (0.0, 0.0);
        for value in values.iter().filter(|value| **value > threshold) {
            sum += value - threshold;
            above += 1.0;
        }
        let excess = if above > 0.0 { sum / above } else { 0.0 };
        Some(Self { threshold, excess: excess.max(least), share: f64::max(above, 1.0) / values.len() as f64 })
    }

    /// How many mean excesses a value lies above the threshold.
    pub fn height(&self, value: f64) -> f64 {
        (value - self.threshold) / self.excess
    }

    /// Of how many values one is as high.
    pub fn rarity(&self, value: f64) -> f64 {
        libm::exp(self.height(value)) / self.share
    }
}
