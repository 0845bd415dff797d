//! From a post's texts to findings: the lexicon asks, the models answer.

use saring_linear::text::Slang;

use crate::category::{Finding, Place};
use crate::fold;
use crate::lexicon::{Found, Lexicon, keep_gravest};
use crate::model::{self, Head};

/// A finding of the lexicon that is this sure stands whatever a model says: names that mean one thing only.
const UNAMBIGUOUS: f64 = 0.9;

/// The weights of models, wherever they are kept.
pub trait Weights {
    /// How many rows a table has; none where there is no such table.
    fn rows(&self, table: &str) -> Option<u32>;
    /// The numbers in a column's rows.
    fn gather(&self, table: &str, column: &str, rows: &[u32]) -> Vec<f64>;
}

/// What a post says to be read.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    /// The caption.
    pub caption: &'a str,
    /// The hashtags, without `#`.
    pub hashtags: &'a [String],
    /// The primary language, where it is known.
    pub lang: Option<&'a str>,
}

/// Reads texts.
#[derive(Debug)]
pub struct Classifier<W> {
    /// Terms of categories.
    pub lexicon: Lexicon,
    /// Labels that a model tells.
    pub heads: Vec<Head>,
    /// Slang and what it means.
    pub slang: Slang,
    /// The categories above others, as pairs.
    pub parents: Vec<(String, String)>,
    /// The models' weights.
    pub weights: W,
}

impl<W: Weights> Classifier<W> {
    /// What is found in a post's texts, at most one finding per category.
    pub fn findings(&self, texts: Texts<'_>) -> Vec<Finding> {
        let words = fold::words(texts.caption, texts.hashtags.iter().map(String::as_str), &self.slang);
        let found = self.lexicon.find(&words, texts.lang);
        let lang = texts.lang.or_else(|| guessed(&found));
        let asked = self.heads.iter().filter(|head| {
            let speaks = head.lang.as_deref().is_none_or(|own| lang.is_none_or(|lang| lang == own));
            speaks && (head.opens.is_empty() || head.opens.iter().any(|group| found.groups.contains_key(group)))
        });
        let mut findings = found.findings.clone();
        let mut features: Option<(u32, Vec<u32>, f64)> = None;
        for head in asked {
            let Some(bits) = self.weights.rows(&head.table).and_then(model::bits) else { continue };
            let stale = features.as_ref().is_none_or(|(known, ..)| *known != bits);
            if stale {
                let (rows, value) = model::features(texts.caption, &self.slang, bits);
                features = Some((bits, rows, value));
            }
            let Some((_, rows, value)) = &features else { continue };
            let probability = head.verdict.probability(&self.weights.gather(&head.table, &head.column, rows), *value);
            self.judge(head, probability, texts.caption, &mut findings);
        }
        findings
    }

    /// Holds the findings of a label's category against what its model says.
    fn judge(&self, head: &Head, probability: f64, caption: &str, findings: &mut Vec<Finding>) {
        let is_found = probability >= head.verdict.threshold;
        let mut is_told = false;
        findings.retain_mut(|finding| {
            let is_judged = finding.confidence < UNAMBIGUOUS && self.is_within(&finding.category, &head.category);
            if is_judged {
                finding.confidence = probability;
                is_told = true;
            }
            !is_judged || is_found
        });
        if is_found && !is_told {
            let place = Place { source: fold::Source::Caption, at: 0..caption.chars().count() };
            let (category, risk) = (head.category.clone(), head.risk);
            keep_gravest(findings, Finding { category, risk, confidence: probability, place });
        }
    }

    /// Whether a category is another one or stands right below it.
    fn is_within(&self, category: &str, above: &str) -> bool {
        let is = |other: &str| other.eq_ignore_ascii_case(above);
        is(category) || self.parents.iter().any(|(child, parent)| child.eq_ignore_ascii_case(category) && is(parent))
    }
}

/// The language that more of the lexicon's plain words are of; none where neither has more.
fn guessed(found: &Found) -> Option<&'static str> {
    let count = |group: &str| found.groups.get(group).copied().unwrap_or_default();
    match count("words-id").cmp(&count("words-en")) {
        std::cmp::Ordering::Greater => Some("id"),
        std::cmp::Ordering::Less => Some("en"),
        std::cmp::Ordering::Equal => None,
    }
}
