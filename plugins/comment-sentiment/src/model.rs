//! The model: from a comment to calibrated probabilities of its sentiments.

use saring_linear::score::{linear, softmax};

use crate::features;
use crate::words::{Meanings, Word};

/// Sentiments in the order of every array and of every column: positive, neutral, negative.
pub const SENTIMENTS: [&str; 3] = ["positive", "neutral", "negative"];
/// Columns of weights, in steps of one over [`STEPS`]; a neutral comment's score is 0 by definition, so it has none.
pub const WEIGHTS: [&str; 2] = ["positive", "negative"];
/// Column that says which buckets hold a word of the training texts: 1 or 0.
pub const KNOWN: &str = "known";
/// Weights are whole numbers of this fraction of a unit of log odds.
pub const STEPS: f64 = 50.0;
/// The last row of the table holds the biases, behind a row for each bucket.
pub const BIAS_ROW: u32 = 1 << features::BITS;

/// Where the weights are: a table of the pack, or what was just trained.
pub trait Weights {
    /// The numbers of a column in these rows, in their order.
    fn gather(&self, column: &str, rows: &[u32]) -> Vec<f64>;
}

/// What the model says of a comment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reading {
    /// Probabilities of the sentiments in the order of [`SENTIMENTS`].
    Felt([f64; 3]),
    /// Too few of its words are known: another language, or nothing but names.
    Foreign,
    /// It has no word and no emoji at all.
    Wordless,
}

/// A comment as the model sees it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Features {
    /// Rows of all features, with repetitions.
    pub rows: Vec<u32>,
    /// Rows of the single words alone.
    pub words: Vec<u32>,
}

impl Features {
    /// The features of a comment.
    pub fn of(words: &[Word]) -> Self {
        Self { rows: features::rows(words), words: features::word_rows(words) }
    }
}

/// The model with its words: what a plugin reads comments by.
pub struct Model {
    weights: Box<dyn Weights>,
    meanings: Meanings,
    biases: [f64; 2],
}

impl Model {
    /// A model from where its weights are, with what slang, English words and emoji mean.
    pub fn new(weights: Box<dyn Weights>, meanings: Meanings) -> Self {
        Self { biases: biases(&*weights), weights, meanings }
    }

    /// The words of a comment, as [`read`](Self::read) wants them.
    pub fn words(&self, comment: &str) -> Vec<Word> {
        self.meanings.words(comment)
    }

    /// Reads the words of one comment. `known_min` is the share of them that the model must know, 0 to 1.
    pub fn read(&self, words: &[Word], known_min: f64) -> Reading {
        let features = Features::of(words);
        if features.words.is_empty() {
            return Reading::Wordless;
        }
        let known: f64 = self.weights.gather(KNOWN, &features.words).iter().sum();
        if known < known_min * features.words.len() as f64 {
            return Reading::Foreign;
        }
        Reading::Felt(probabilities(&features.rows, &*self.weights, self.biases))
    }
}

/// The biases of the model, as [`probabilities`] wants them.
pub fn biases(weights: &dyn Weights) -> [f64; 2] {
    WEIGHTS.map(|column| weights.gather(column, &[BIAS_ROW]).iter().sum::<f64>() / STEPS)
}

/// Probabilities of the sentiments behind the rows of a comment's features.
pub fn probabilities(rows: &[u32], weights: &dyn Weights, biases: [f64; 2]) -> [f64; 3] {
    let value = features::value(rows.len()) / STEPS;
    let score = |column: &str| linear(std::iter::repeat_n(value, rows.len()), weights.gather(column, rows));
    let [positive, negative] = WEIGHTS.map(score);
    let [of_positive, of_negative] = biases;
    softmax([positive + of_positive, 0.0, negative + of_negative])
}
