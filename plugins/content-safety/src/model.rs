//! Linear models of categories, which give the verdict where the lexicon only raises the question.
//!
//! A model is a table of numbers: a row per bucket of hashed features, with a column of weights per label, and behind them
//! the rows that [`TAIL`] names. What a label means stands in the table `safety_models`.

use saring_linear::features::{Recipe, counted};
use saring_linear::score::{Platt, linear};
use saring_linear::text::{Slang, tokens};

use crate::category::Risk;

/// The rows behind the buckets, in their order: weights and bias are multiples of 1 / `scale`; `slope` and `offset` lead
/// from the score to log odds (Platt 1999); `threshold` is the least probability of a finding.
pub const TAIL: [&str; 5] = ["scale", "bias", "slope", "offset", "threshold"];

/// Words in a row, and characters in a row within a word, that are features.
const WORDS_MAX: usize = 2;
const CHARACTERS_MIN: usize = 2;
const CHARACTERS_MAX: usize = 5;

/// How many bits a bucket's number has in a table of so many rows; none where that is no table of a model.
pub fn bits(rows: u32) -> Option<u32> {
    let buckets = rows.checked_sub(TAIL.len() as u32)?;
    buckets.is_power_of_two().then(|| buckets.trailing_zeros())
}

/// What features a text has, for a table of 2^`bits` buckets.
pub const fn recipe(bits: u32) -> Recipe {
    Recipe { bits, words_max: WORDS_MAX, characters_min: CHARACTERS_MIN, characters_max: CHARACTERS_MAX }
}

/// The buckets of a text, each once, and the value that each of them has: 1 over the root of how many there are.
pub fn features(text: &str, slang: &Slang, bits: u32) -> (Vec<u32>, f64) {
    let tokens = tokens(text);
    let words: Vec<&str> = tokens.iter().flat_map(|token| slang.fold(&token.text).split(' ')).collect();
    let rows: Vec<u32> = counted(recipe(bits).rows(&words)).into_iter().map(|(row, _)| row).collect();
    let value = if rows.is_empty() { 0.0 } else { 1.0 / libm::sqrt(rows.len() as f64) };
    (rows, value)
}

/// One label that a model tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The table of the weights.
    pub table: String,
    /// The column of the weights.
    pub column: String,
    /// Category of a finding.
    pub category: String,
    /// Risk of a finding.
    pub risk: Risk,
    /// Primary language of the texts that it learnt from; none for any.
    pub lang: Option<String>,
    /// Groups of the lexicon of which one must be hit before the model is asked; it is always asked where there are none.
    pub opens: Vec<String>,
    /// From score to verdict.
    pub verdict: Verdict,
}

/// From gathered weights to a probability, and what it has to be for a finding.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// Weights are multiples of 1 / scale.
    pub scale: f64,
    /// The score of a text without features.
    pub bias: f64,
    /// From score to log odds.
    pub platt: Platt,
    /// Least probability of a finding.
    pub threshold: f64,
}

impl Verdict {
    /// The verdict that the rows behind a table's buckets describe, in the order of [`TAIL`].
    pub fn of(tail: [f64; TAIL.len()]) -> Self {
        let [scale, bias, slope, offset, threshold] = tail;
        Self { scale, bias, platt: Platt { slope, offset }, threshold }
    }

    /// The probability of the label, by the weights of the text's buckets and the value that each of them has.
    pub fn probability(&self, weights: &[f64], value: f64) -> f64 {
        let values = std::iter::repeat_n(value / self.scale, weights.len());
        self.platt.probability(self.bias / self.scale + linear(values, weights.iter().copied()))
    }
}
