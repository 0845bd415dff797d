//! Intervals by resampling.

use super::random::SplitMix;

/// An interval around a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The percentile bootstrap interval (Efron 1979) that holds a share `level` of the resampled figures.
///
/// Nothing where there are no things, no resamples, or a figure is not a number.
pub fn interval<T: Copy>(
    things: &[T],
    figure: impl Fn(&[T]) -> f64,
    resamples: usize,
    level: f64,
    seed: u64,
) -> Option<Interval> {
    let mut random = SplitMix::new(seed);
    let mut resample: Vec<T> = Vec::with_capacity(things.len());
    let mut figures = Vec::with_capacity(resamples);
    for _ in 0..resamples {
        resample.clear();
        resample.extend((0..things.len()).filter_map(|_| things.get(random.below(things.len()))));
        figures.push(figure(&resample));
    }
    if things.is_empty() || figures.iter().any(|figure| figure.is_nan()) {
        return None;
    }
    figures.sort_by(f64::total_cmp);
    let at = |share: f64| figures.get(((figures.len().checked_sub(1)?) as f64 * share).round() as usize).copied();
    let tail = (1.0 - level) / 2.0;
    Some(Interval { low: at(tail)?, high: at(1.0 - tail)? })
}
