//! A column of numbers taken from many items, some of which say nothing.

use crate::statistics::MAD_TO_SIGMA;

/// The known values of a column in rising order, and how many items were asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Column {
    sorted: Vec<f64>,
    len: usize,
}

impl<T: Into<Option<f64>>> FromIterator<T> for Column {
    /// Values that are unknown or not finite count as asked and not as known.
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut len = 0;
        let known = items.into_iter().inspect(|_| len += 1).filter_map(Into::into);
        let mut sorted: Vec<f64> = known.filter(|value: &f64| value.is_finite()).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        Self { sorted, len }
    }
}

impl Column {
    /// Items asked, known or not.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no item was asked.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Items whose value is known.
    pub fn known(&self) -> usize {
        self.sorted.len()
    }

    /// Share of items whose value is known, 0 to 1; none where no item was asked.
    pub fn share_known(&self) -> Option<f64> {
        (self.len > 0).then(|| self.sorted.len() as f64 / self.len as f64)
    }

    /// The known values in rising order.
    pub fn sorted(&self) -> &[f64] {
        &self.sorted
    }

    /// Sum of the known values, smallest first.
    pub fn sum(&self) -> f64 {
        self.sorted.iter().sum()
    }

    /// Arithmetic mean.
    pub fn mean(&self) -> Option<f64> {
        (!self.sorted.is_empty()).then(|| self.sum() / self.sorted.len() as f64)
    }

    /// Middle value; the mean of the two middle ones where their number is even.
    pub fn median(&self) -> Option<f64> {
        self.quantile(0.5)
    }

    /// The value below which the share `q` (0 to 1) of the values lies, linear between order statistics (Hyndman and
    /// Fan's type 7, as in R, NumPy and spreadsheets).
    pub fn quantile(&self, q: f64) -> Option<f64> {
        let at = q.clamp(0.0, 1.0) * self.sorted.len().checked_sub(1)? as f64;
        let below = libm::floor(at);
        let low = *self.sorted.get(below as usize)?;
        let high = self.sorted.get(below as usize + 1).copied().unwrap_or(low);
        Some(low + (high - low) * (at - below))
    }

    /// Smallest value.
    pub fn min(&self) -> Option<f64> {
        self.sorted.first().copied()
    }

    /// Largest value.
    pub fn max(&self) -> Option<f64> {
        self.sorted.last().copied()
    }

    /// Median absolute deviation from the median, not scaled.
    pub fn mad(&self) -> Option<f64> {
        let median = self.median()?;
        self.sorted.iter().map(|value| (value - median).abs()).collect::<Self>().median()
    }

    /// Sample standard deviation; none below two values.
    pub fn deviation(&self) -> Option<f64> {
        let mean = self.mean()?;
        let squares: f64 = self.sorted.iter().map(|value| (value - mean) * (value - mean)).sum();
        (self.sorted.len() > 1).then(|| libm::sqrt(squares / (self.sorted.len() - 1) as f64))
    }

    /// Coefficient of variation: deviation over mean; none where the mean is 0.
    pub fn cv(&self) -> Option<f64> {
        let mean = self.mean().filter(|mean| *mean != 0.0)?;
        Some(self.deviation()? / mean.abs())
    }

    /// How many robust deviations a value lies above the median: `(x - median) / (1.4826 * mad)`.
    ///
    /// Where all values are equal there is no spread: any other value is infinitely far.
    pub fn robust_z(&self, value: f64) -> Option<f64> {
        let distance = value - self.median()?;
        let spread = self.mad()? * MAD_TO_SIGMA;
        Some(if distance == 0.0 { 0.0 } else { distance / spread })
    }

    /// Share of the known values that are at least `bound`, 0 to 1.
    pub fn share_at_least(&self, bound: f64) -> Option<f64> {
        let below = self.sorted.partition_point(|value| *value < bound);
        (!self.sorted.is_empty()).then(|| (self.sorted.len() - below) as f64 / self.sorted.len() as f64)
    }
}
