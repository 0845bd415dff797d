//! The shipped tables, and questions.

use std::path::{Path, PathBuf};

use comment_sentiment::model::{KNOWN, Model, WEIGHTS, Weights};
use comment_sentiment::words::Meanings;
use saring_plugin::testing::Case;
use serde_json::{Value, json};

/// The tables that the standard pack gives the check.
pub const TABLES: [&str; 4] =
    ["sentiment_confusion", "sentiment_model", "sentiment_model_confusion", "sentiment_words"];
/// A topic of the brand.
pub const TOPIC: &str = "iab-ct:3.1:559";

/// A path below the repository's root.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// A file below the repository's root, as text.
pub fn read(path: &str) -> String {
    let path = repository(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A table of the standard pack as the text of its file.
pub fn table(name: &str) -> String {
    read(&format!("rules/standard/tables/{name}.csv"))
}

/// Adds the shipped tables of these names.
pub fn with_tables(case: Case, names: &[&str]) -> Case {
    names.iter().fold(case, |case, name| case.table(name, &table(name)))
}

/// An account with these comments, and a brand that has a topic.
pub fn case(comments: Vec<Value>) -> Case {
    Case::account(json!({ "followers": 20_000, "comments_sample": comments }))
        .campaign(json!({ "id": "c", "goal": "loyalty", "brand": { "name": "Sari Ayu", "topics": [TOPIC] } }))
}

/// A comment on the brand's topic, so many times.
pub fn texts(n: usize, text: &str) -> Vec<Value> {
    vec![json!({ "text": text, "topics": [TOPIC] }); n]
}

/// A comment on the brand's topic that carries a sentiment, so many times.
pub fn labels(n: usize, sentiment: &str) -> Vec<Value> {
    vec![json!({ "sentiment": sentiment, "topics": [TOPIC] }); n]
}

/// The rows of a table's text, cell by cell, without notes and header.
pub fn rows(csv_text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(csv_text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The shipped model.
pub fn model() -> Model {
    let weights =
        rows(&table("sentiment_model")).into_iter().map(|row| row.iter().map(|cell| cell.parse().unwrap()).collect());
    Model::new(Box::new(Shipped(weights.collect())), meanings())
}

/// What the shipped table says that words mean.
pub fn meanings() -> Meanings {
    Meanings::new(rows(&table("sentiment_words")).into_iter().map(|row| (row[0].clone(), row[1].clone())))
}

struct Shipped(Vec<Vec<f64>>);

impl Weights for Shipped {
    fn gather(&self, column: &str, rows: &[u32]) -> Vec<f64> {
        let place = WEIGHTS.iter().chain([&KNOWN]).position(|name| *name == column).unwrap();
        rows.iter().map(|row| self.0[*row as usize][place]).collect()
    }
}
