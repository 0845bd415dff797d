//! From labelled comments to weights.

use saring_linear::features::counted;
use saring_linear::score::largest;
use saring_linear::train::logistic::{self, Options};
use saring_linear::train::table::quantised;
use saring_linear::train::{Error, Sample, calibrate, folds};

use super::data::Labelled;
use crate::features::{self, RECIPE};
use crate::model::{self, BIAS_ROW, Features, KNOWN, SENTIMENTS, STEPS, WEIGHTS, Weights};
use crate::words::Meanings;

/// Classes of the model.
pub const CLASSES: usize = SENTIMENTS.len();
/// Added to every count before the log ratios of a feature are taken.
const SMOOTHING: f64 = 1.0;
/// A bucket is known where so many texts have a word that falls into it.
const KNOWN_TEXTS_MIN: u32 = 2;
/// Most steps of the optimiser.
const STEPS_MAX: u64 = 300;

/// A comment ready to learn from.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// Its features.
    pub features: Features,
    /// Its class.
    pub class: usize,
}

/// Features of labelled comments.
pub fn prepared(comments: &[Labelled], meanings: &Meanings) -> Vec<Prepared> {
    let prepare =
        |comment: &Labelled| Prepared { features: Features::of(&meanings.words(&comment.text)), class: comment.class };
    comments.iter().map(prepare).collect()
}

/// Trained weights, as the table of a pack holds them.
#[derive(Debug, Clone)]
pub struct Table {
    /// For each bucket and at last the biases: the columns of [`WEIGHTS`] and [`KNOWN`].
    pub rows: Vec<[i64; 3]>,
}

impl Weights for Table {
    fn gather(&self, column: &str, rows: &[u32]) -> Vec<f64> {
        let place = WEIGHTS.iter().chain([&KNOWN]).position(|name| *name == column);
        let cell = |row: &u32| Some(*self.rows.get(*row as usize)?.get(place?)? as f64);
        rows.iter().map(|row| cell(row).unwrap_or_default()).collect()
    }
}

impl Table {
    /// The probabilities of a comment's sentiments.
    pub fn probabilities(&self, features: &Features) -> [f64; CLASSES] {
        model::probabilities(&features.rows, self, model::biases(self))
    }
}

/// Trains on comments, with an L2 `penalty` on the mean log loss, and divides all scores by a `temperature`. Weights
/// smaller than `prune` units of log odds are set to 0.
///
/// Features are weighted by how far apart the classes' log-count ratios lie (after Wang and Manning 2012), which goes
/// into the weights.
///
/// # Errors
///
/// A class is empty, or the optimiser fails.
pub fn train(comments: &[&Prepared], penalty: f64, temperature: f64, prune: f64) -> Result<Table, Error> {
    let gains = gains(comments);
    let samples: Vec<Sample> = comments.iter().map(|comment| sample(comment, &gains)).collect();
    let options =
        Options { classes: CLASSES, columns: RECIPE.buckets(), penalty, steps_max: STEPS_MAX, class_weights: None };
    let model = logistic::train(&samples.iter().collect::<Vec<_>>(), &options)?;
    let [positive, neutral, negative] = model.weights.as_slice() else { return Err(Error::EmptyClass { class: 0 }) };
    let step = |weight: f64| if weight.abs() < prune { 0 } else { quantised(weight / temperature, STEPS) };
    let known = known(comments);
    let weights = positive.iter().zip(neutral).zip(negative).zip(&gains).zip(known);
    let mut rows: Vec<[i64; 3]> = weights
        .map(|((((p, n), m), gain), known)| [step((p - n) * gain), step((m - n) * gain), i64::from(known)])
        .collect();
    if let [positive, neutral, negative] = model.biases.as_slice() {
        let bias = |of: f64| quantised((of - neutral) / temperature, STEPS);
        rows.push([bias(*positive), bias(*negative), 0]);
    }
    debug_assert_eq!(rows.len(), BIAS_ROW as usize + 1);
    Ok(Table { rows })
}

/// Probabilities of comments by models that did not see them, at temperature 1: one fold is held out at a time.
///
/// # Errors
///
/// A class is empty, or the optimiser fails.
pub fn held_out(comments: &[Prepared], folds: usize, seed: u64, penalty: f64) -> Result<Vec<Judged>, Error> {
    let classes: Vec<usize> = comments.iter().map(|comment| comment.class).collect();
    let fold_of = folds::stratified(&classes, folds, seed);
    let mut judged = Vec::with_capacity(comments.len());
    for fold in 0..folds {
        let (learn, try_on) = folds::split(comments, &fold_of, fold);
        let table = train(&learn, penalty, 1.0, 0.0)?;
        judged.extend(try_on.iter().map(|comment| Judged::by(&table, comment)));
    }
    Ok(judged)
}

/// What a model said of a comment, and what it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// Probabilities of the sentiments.
    pub said: [f64; CLASSES],
    /// The true class.
    pub class: usize,
}

impl Judged {
    /// A model's word on a comment.
    pub fn by(table: &Table, comment: &Prepared) -> Self {
        Self { said: table.probabilities(&comment.features), class: comment.class }
    }

    /// The class that it was called.
    pub fn called(&self) -> usize {
        largest(&self.said).unwrap_or_default()
    }
}

/// The temperature that makes the probabilities mean what they say.
pub fn temperature(judged: &[Judged]) -> f64 {
    let scored: Vec<_> = judged.iter().map(|one| (one.said.map(libm::log), one.class)).collect();
    calibrate::temperature(&scored)
}

/// The same at a temperature.
pub fn cooled(judged: &[Judged], temperature: f64) -> Vec<Judged> {
    let cool = |one: &Judged| Judged {
        said: saring_linear::score::softmax(one.said.map(|share| libm::log(share) / temperature)),
        ..*one
    };
    judged.iter().map(cool).collect()
}

fn sample(comment: &Prepared, gains: &[f64]) -> Sample {
    let value = features::value(comment.features.rows.len());
    let weigh = |(row, count): (u32, f64)| (row, count * value * gains.get(row as usize).copied().unwrap_or_default());
    Sample { features: counted(comment.features.rows.clone()).into_iter().map(weigh).collect(), class: comment.class }
}

/// How telling each bucket is: the span of the classes' smoothed log ratios of texts that have it to texts of the others
/// that do.
fn gains(comments: &[&Prepared]) -> Vec<f64> {
    let mut texts = vec![[SMOOTHING; CLASSES]; RECIPE.buckets()];
    for comment in comments {
        for (row, _) in counted(comment.features.rows.clone()) {
            if let Some(count) = texts.get_mut(row as usize).and_then(|counts| counts.get_mut(comment.class)) {
                *count += 1.0;
            }
        }
    }
    let mut of_class = [0.0; CLASSES];
    for counts in &texts {
        for (sum, count) in of_class.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    let all: f64 = of_class.iter().sum();
    let gain = |counts: &[f64; CLASSES]| {
        let sum: f64 = counts.iter().sum();
        let ratios =
            counts.iter().zip(of_class).map(|(count, of)| libm::log((count / of) / ((sum - count) / (all - of))));
        let (low, high) = ratios.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), r| (low.min(r), high.max(r)));
        high - low
    };
    texts.iter().map(gain).collect()
}

/// Which buckets hold a word of at least [`KNOWN_TEXTS_MIN`] texts.
fn known(comments: &[&Prepared]) -> Vec<bool> {
    let mut texts = vec![0; RECIPE.buckets()];
    for comment in comments {
        for (row, _) in counted(comment.features.words.clone()) {
            if let Some(count) = texts.get_mut(row as usize) {
                *count += 1;
            }
        }
    }
    texts.into_iter().map(|count: u32| count >= KNOWN_TEXTS_MIN).collect()
}
