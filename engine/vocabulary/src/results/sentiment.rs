//! What people feel about the brand in a span of time, with a classifier's known errors taken out.

use saring_model::timeline::Channel;

use super::comments::Sample;
use super::posts::Posts;
use super::{Known, Part};
use crate::chronicle::Window;

/// A part of a matrix below which it says nothing of the classes.
const PIVOT_MIN: f64 = 1e-6;

/// How many voices are positive, neutral and negative.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Mood {
    /// In the order of [`crate::sentiment::SENTIMENTS`].
    pub counts: [f64; 3],
}

/// Net sentiment, positive less negative, -1 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Net {
    /// The value.
    pub value: f64,
    /// The variance of the value as that of a sample.
    pub variance: f64,
    /// Voices that it rests on.
    pub n: f64,
}

/// What people feel who comment on the posts of a part, or on its creators.
pub fn of_comments(known: &Known<'_>, posts: &Posts, part: &Part, within: Window) -> Mood {
    Mood { counts: Sample::of(known, posts, part, within).sentiments }
}

/// What people feel who mention the brand on social media. Spans of which one label is missing do not count.
pub fn of_mentions(known: &Known<'_>, within: Window) -> Mood {
    let mut mood = Mood::default();
    for seen in known.view.mentions(within) {
        let counted = seen.what;
        let is_own = known.is_brand(counted.subject.as_ref());
        let is_social = counted.channel.unwrap_or_default() == Channel::Social;
        if let (true, Some(positive), Some(negative)) = (is_own && is_social, counted.positive, counted.negative) {
            let (positive, negative) = (positive.as_f64(), negative.as_f64());
            let neutral = (counted.total.as_f64() - positive - negative).max(0.0);
            mood = mood.plus([positive, neutral, negative]);
        }
    }
    mood
}

impl Mood {
    fn plus(self, more: [f64; 3]) -> Self {
        let [a, b, c] = self.counts;
        let [x, y, z] = more;
        Self { counts: [a + x, b + y, c + z] }
    }

    /// How many voices there are.
    pub fn n(&self) -> f64 {
        self.counts.iter().sum()
    }

    /// Net sentiment with the classifier's error taken out; none without voices, and where the matrix tells nothing.
    ///
    /// With rows of true classes and columns of what the classifier says, the scores `w` with `M w = (1, 0, -1)` are what
    /// each word of the classifier must count for the mean score to be the true net sentiment: `E[w] = qᵀ M w = qᵀ (1, 0, -1)`.
    /// That is the adjusted count of Forman (2008) without its clamping, which would make the mean wrong. The variance is
    /// that of a mean: `(Σ share·w² − net²) / n`.
    pub fn net(&self, confusion: [[f64; 3]; 3]) -> Option<Net> {
        let n = self.n();
        let scores = scores(confusion)?;
        if n <= 0.0 {
            return None;
        }
        let mean = |power: fn(f64) -> f64| {
            let terms = self.counts.iter().zip(scores);
            terms.map(|(count, score)| count / n * power(score)).sum::<f64>()
        };
        let value = mean(|score| score);
        let variance = (mean(|score| score * score) - value * value).max(0.0) / n;
        Some(Net { value: value.clamp(-1.0, 1.0), variance, n })
    }
}

/// What each class that the classifier says counts, by Cramer's rule; none where a row is empty or the classes cannot be
/// told apart.
fn scores(confusion: [[f64; 3]; 3]) -> Option<[f64; 3]> {
    let mut rows = confusion;
    for row in &mut rows {
        let sum: f64 = row.iter().sum();
        if !sum.is_finite() || sum <= 0.0 || row.iter().any(|cell| *cell < 0.0) {
            return None;
        }
        *row = row.map(|cell| cell / sum);
    }
    let whole = determinant(rows);
    if whole.abs() < PIVOT_MIN {
        return None;
    }
    let truth = [1.0, 0.0, -1.0];
    let with = |place: usize| {
        let mut changed = rows;
        for (row, value) in changed.iter_mut().zip(truth) {
            if let Some(cell) = row.get_mut(place) {
                *cell = value;
            }
        }
        determinant(changed) / whole
    };
    Some([with(0), with(1), with(2)])
}

fn determinant(rows: [[f64; 3]; 3]) -> f64 {
    let [[a, b, c], [d, e, f], [g, h, i]] = rows;
    a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
}

/// How much one net sentiment is above another, with the interval of `z` deviations.
pub fn shift(before: Net, after: Net, z: f64) -> (f64, f64, f64) {
    let shift = after.value - before.value;
    let margin = z * libm::sqrt(before.variance + after.variance);
    (shift, shift - margin, shift + margin)
}
