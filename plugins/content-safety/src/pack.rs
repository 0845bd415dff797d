//! The tables of the pack: terms, slang, models and their weights, risks.

use std::cell::RefCell;
use std::collections::BTreeMap;

use saring_linear::text::Slang;
use saring_plugin::Table;

use crate::category::{RISKS, Risk};
use crate::classify::{Classifier, Weights};
use crate::lexicon::{Lexicon, Row};
use crate::model::{self, Head, TAIL, Verdict};
use crate::posts::category;

/// The table of terms.
pub const LEXICON: &str = "safety_lexicon";
/// The table that says what each label of a model means.
const MODELS: &str = "safety_models";
/// The table whose rows of `kind` `slang` say what people `written` and `meant`.
const SLANG: &str = "sentiment_words";

/// The models' tables, opened.
pub struct Tables(BTreeMap<String, Table>);

impl Weights for Tables {
    fn rows(&self, table: &str) -> Option<u32> {
        self.0.get(table).map(Table::len)
    }

    fn gather(&self, table: &str, column: &str, rows: &[u32]) -> Vec<f64> {
        self.0.get(table).map(|table| table.gather(column, rows)).unwrap_or_default()
    }
}

/// The classifier of a pack: its terms, and the models that it gives. Without models the terms alone speak; without slang
/// words are what they seem.
///
/// # Errors
///
/// A table does not say what it should.
pub fn classifier(terms: &Table, parents: Vec<(String, String)>) -> Result<Classifier<Tables>, String> {
    let lexicon = Lexicon::new(rows(terms))?;
    let slang = Table::open(SLANG).map(|table| slang(&table)).unwrap_or_default();
    let mut weights = BTreeMap::new();
    let heads = Table::open(MODELS).map(|models| heads(&models, &mut weights)).transpose()?.unwrap_or_default();
    Ok(Classifier { lexicon, heads, slang, parents, weights: Tables(weights) })
}

/// The weight of each risk, in the order of [`RISKS`], by the rows `bsr001` to `bsr004`.
///
/// # Errors
///
/// A risk has no weight.
pub fn risk_weights(levels: &Table) -> Result<[f64; RISKS.len()], String> {
    let rows = levels.find("id", &RISKS.map(|(_, id, _)| id));
    let mut weights = [0.0; RISKS.len()];
    for ((weight, row), (_, id, _)) in weights.iter_mut().zip(rows).zip(RISKS) {
        let number = row.and_then(|row| levels.number(row, "weight"));
        *weight = number.ok_or_else(|| format!("table `{}` has no weight for `{id}`", levels.name()))?;
    }
    Ok(weights)
}

fn rows(terms: &Table) -> impl Iterator<Item = Row> {
    let texts = |column: &str| RefCell::new(terms.texts(column).into_iter());
    let columns = ["lang", "group", "category", "risk", "needs", "unless", "terms"].map(texts);
    let mut numbers = terms.numbers("confidence").into_iter().zip(terms.numbers("near_words"));
    std::iter::from_fn(move || {
        let (confidence, near_words) = numbers.next()?;
        let [lang, group, category, risk, needs, unless, terms] =
            columns.each_ref().map(|column| column.borrow_mut().next().flatten());
        let risk = risk.as_deref().and_then(Risk::named);
        let [group, needs, unless, terms] = [group, needs, unless, terms].map(Option::unwrap_or_default);
        let confidence = confidence.unwrap_or_default();
        Some(Row { lang, group, category, risk, confidence, needs, near_words, unless, terms })
    })
}

fn slang(table: &Table) -> Slang {
    let kinds = table.texts("kind").into_iter();
    let pairs = kinds.zip(table.texts("written")).zip(table.texts("meant"));
    let is_slang = |kind: &Option<String>| kind.as_deref() == Some("slang");
    Slang::new(pairs.filter_map(|((kind, written), meant)| Some((written.filter(|_| is_slang(&kind))?, meant?))))
}

/// The labels that the table of models names and whose table the pack gives.
fn heads(models: &Table, weights: &mut BTreeMap<String, Table>) -> Result<Vec<Head>, String> {
    let mut heads = Vec::new();
    for row in 0..models.len() {
        let said = |column: &str| models.text(row, column);
        let needed = |column: &str| said(column).ok_or_else(|| format!("row {row} of `{MODELS}` has no `{column}`"));
        let (name, column) = (needed("table")?, needed("column")?);
        if !weights.contains_key(&name) {
            let Some(table) = Table::open(&name) else { continue };
            weights.insert(name.clone(), table);
        }
        let Some(table) = weights.get(&name) else { continue };
        let bits = model::bits(table.len());
        let bits = bits
            .ok_or_else(|| format!("`{name}` has {} rows; a model has a power of 2 and {}", table.len(), TAIL.len()))?;
        let behind: Vec<u32> = (0..TAIL.len() as u32).map(|at| (1 << bits) + at).collect();
        let mut tail = [0.0; TAIL.len()];
        tail.iter_mut().zip(table.gather(&column, &behind)).for_each(|(to, from)| *to = from);
        let risk = needed("risk")?;
        heads.push(Head {
            table: name,
            column,
            category: category(&needed("category")?).to_owned(),
            risk: Risk::named(&risk).ok_or_else(|| format!("`{risk}` in `{MODELS}` is no risk"))?,
            lang: said("lang"),
            opens: said("opens").unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
            verdict: Verdict::of(tail),
        });
    }
    Ok(heads)
}
