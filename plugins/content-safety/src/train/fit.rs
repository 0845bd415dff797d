//! Fits one label: penalty and threshold by cross-validation within the training texts, then the weights of a table.

use saring_linear::score::{Platt, linear};
use saring_linear::text::Slang;
use saring_linear::train::calibrate::platt;
use saring_linear::train::logistic::{Model, Options, train};
use saring_linear::train::table::quantised;
use saring_linear::train::{Sample, folds};

use super::Error;
use super::figures::Figures;
use crate::model::{self, TAIL, Verdict};

/// Folds within the training texts.
const FOLDS: usize = 4;
/// Inverse strengths of the penalty that are tried, per text: larger ones let weights grow.
const STRENGTHS: [f64; 2] = [4.0, 10.0];
/// Most steps of the optimiser.
const STEPS_MAX: u64 = 60;
/// Weights are kept in steps of 1 / this.
const SCALE: f64 = 20.0;
/// Thresholds that are tried: every hundredth.
const THRESHOLDS: std::ops::RangeInclusive<u32> = 10..=80;

/// The features of a text: buckets, and the value of each.
pub type Features = (Vec<u32>, f64);

/// The features of texts.
pub fn features<'a>(texts: impl IntoIterator<Item = &'a str>, slang: &Slang, bits: u32) -> Vec<Features> {
    texts.into_iter().map(|text| model::features(text, slang, bits)).collect()
}

/// A label's column of a table, with what came out of cross-validation.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The column: a weight per bucket, then [`TAIL`].
    pub column: Vec<f64>,
    /// The chosen inverse strength of the penalty.
    pub strength: f64,
    /// F1 of the training texts, each called by a model that had not seen it.
    pub validated: Figures,
}

impl Fitted {
    /// The verdict at the end of the column.
    pub fn verdict(&self) -> Verdict {
        let mut tail = [0.0; TAIL.len()];
        let start = self.column.len().saturating_sub(TAIL.len());
        tail.iter_mut().zip(self.column.iter().skip(start)).for_each(|(to, from)| *to = *from);
        Verdict::of(tail)
    }

    /// The probability of the label for a text, by the column as a plugin reads it.
    pub fn probability(&self, (rows, value): &Features) -> f64 {
        let weight = |row: &u32| self.column.get(*row as usize).copied().unwrap_or_default();
        self.verdict().probability(&rows.iter().map(weight).collect::<Vec<_>>(), *value)
    }
}

/// Fits a label to texts.
///
/// # Errors
///
/// The texts do not show both sides of the label, or the optimiser fails.
pub fn fit(label: &str, texts: &[(&Features, bool)], bits: u32, seed: u64) -> Result<Fitted, Error> {
    let positive = texts.iter().filter(|(_, is)| *is).count();
    if positive.min(texts.len() - positive) < FOLDS {
        return Err(Error::OneSided { label: label.to_owned(), positive, texts: texts.len() });
    }
    let classes: Vec<usize> = texts.iter().map(|(_, is)| usize::from(*is)).collect();
    let fold_of = folds::stratified(&classes, FOLDS, seed);
    let mut best: Option<(f64, f64, Platt, Figures)> = None;
    for strength in STRENGTHS {
        let scored = cross_validated(texts, &fold_of, bits, strength)?;
        let line = platt(&scored);
        let (threshold, validated) = best_threshold(&scored, line, seed);
        if best.as_ref().is_none_or(|(.., known)| validated.f1 > known.f1) {
            best = Some((strength, threshold, line, validated));
        }
    }
    let empty = || Error::OneSided { label: label.to_owned(), positive, texts: texts.len() };
    let (strength, threshold, line, validated) = best.ok_or_else(empty)?;
    let (weights, bias) = trained(texts, bits, strength)?;
    let tail = [SCALE, (bias * SCALE).round(), rounded(line.slope), rounded(line.offset), threshold];
    let column = weights.iter().map(|weight| quantised(*weight, SCALE) as f64).chain(tail).collect();
    Ok(Fitted { column, strength, validated })
}

fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// The scores of all texts, each by a model that has not seen it.
fn cross_validated(
    texts: &[(&Features, bool)],
    fold_of: &[usize],
    bits: u32,
    strength: f64,
) -> Result<Vec<(f64, bool)>, Error> {
    let mut scored = Vec::with_capacity(texts.len());
    for fold in 0..FOLDS {
        let (known, held): (Vec<_>, Vec<_>) = texts.iter().zip(fold_of).partition(|(_, of)| **of != fold);
        let known: Vec<(&Features, bool)> = known.into_iter().map(|(text, _)| *text).collect();
        let (weights, bias) = trained(&known, bits, strength)?;
        scored.extend(held.into_iter().map(|(((rows, value), is), _)| {
            let gathered = rows.iter().map(|row| weights.get(*row as usize).copied().unwrap_or_default());
            (bias + linear(std::iter::repeat_n(*value, rows.len()), gathered), *is)
        }));
    }
    Ok(scored)
}

/// Weights and bias of the label's score. Rare features weigh more while they are learnt (inverse document frequency);
/// that factor is in the weights that come out.
fn trained(texts: &[(&Features, bool)], bits: u32, strength: f64) -> Result<(Vec<f64>, f64), Error> {
    let columns = model::recipe(bits).buckets();
    let mut holding = vec![0.0; columns];
    for row in texts.iter().flat_map(|((rows, _), _)| rows) {
        if let Some(count) = holding.get_mut(*row as usize) {
            *count += 1.0;
        }
    }
    let all = texts.len() as f64;
    let rarity: Vec<f64> = holding.iter().map(|count| (libm::log((1.0 + all) / (1.0 + count)) + 1.0) / 5.0).collect();
    let rare = |row: u32| rarity.get(row as usize).copied().unwrap_or_default();
    let samples: Vec<Sample> = texts
        .iter()
        .map(|((rows, value), is)| Sample {
            features: rows.iter().map(|row| (*row, value * rare(*row))).collect(),
            class: usize::from(*is),
        })
        .collect();
    let options =
        Options { classes: 2, columns, penalty: 1.0 / (strength * all), steps_max: STEPS_MAX, class_weights: None };
    let model = train(&samples.iter().collect::<Vec<_>>(), &options)?;
    let Model { weights, biases } = model;
    let difference = |of: &[f64]| of.last().copied().unwrap_or_default() - of.first().copied().unwrap_or_default();
    let weight = |row: usize| {
        let by_class: Vec<f64> = weights.iter().filter_map(|weights| weights.get(row).copied()).collect();
        difference(&by_class) * rare(row as u32)
    };
    Ok(((0..columns).map(weight).collect(), difference(&biases)))
}

/// The threshold of the probability with the best F1.
fn best_threshold(scored: &[(f64, bool)], line: Platt, seed: u64) -> (f64, Figures) {
    let calls = |threshold: f64| -> Vec<(bool, bool)> {
        scored.iter().map(|(score, is)| (*is, line.probability(*score) >= threshold)).collect()
    };
    let f1 = |threshold: f64| {
        let pairs = calls(threshold);
        let both = pairs.iter().filter(|(is, call)| *is && *call).count() as f64;
        let either = pairs.iter().map(|(is, call)| f64::from(u8::from(*is)) + f64::from(u8::from(*call))).sum::<f64>();
        if either > 0.0 { 2.0 * both / either } else { 0.0 }
    };
    let tried = THRESHOLDS.map(|hundredth| f64::from(hundredth) / 100.0);
    let best = tried.fold((0.5, 0.0), |best, threshold| {
        let f1 = f1(threshold);
        if f1 > best.1 { (threshold, f1) } else { best }
    });
    (best.0, Figures::of(&calls(best.0), seed))
}
