//! Labelled texts from a CSV file.

use std::collections::BTreeSet;
use std::path::Path;
use std::str::FromStr;

use saring_linear::text::tokens;

use super::Error;

/// What a label is called, where it stands, and which category its findings are of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Name: the column of the model's table.
    pub name: String,
    /// Column of the file.
    pub column: String,
    /// Cells that mean yes.
    pub values: Vec<String>,
    /// The category that is compared with the lexicon's findings, by its id.
    pub category: String,
}

impl FromStr for Label {
    type Err = String;

    /// `NAME=COLUMN[:VALUE[,VALUE…]]@CATEGORY`, such as `hate=HS:1@HxqYV1`; `1` where no value is said.
    fn from_str(written: &str) -> Result<Self, String> {
        let shape = || format!("`{written}` is no label; write NAME=COLUMN:VALUE@CATEGORY, such as `hate=HS:1@HxqYV1`");
        let (name, rest) = written.split_once('=').ok_or_else(shape)?;
        let (place, category) = rest.rsplit_once('@').ok_or_else(shape)?;
        let (column, values) = place.split_once(':').unwrap_or((place, "1"));
        if [name, column, category].contains(&"") {
            return Err(shape());
        }
        let values = values.split(',').map(|value| value.trim().to_owned()).collect();
        Ok(Self { name: name.to_owned(), column: column.to_owned(), values, category: category.to_owned() })
    }
}

/// A text with the answer to each label, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The text.
    pub text: String,
    /// Whether each label is on it.
    pub is: Vec<bool>,
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct Data {
    /// The texts, each once.
    pub texts: Vec<Labelled>,
    /// How many lines said again what an earlier one had said.
    pub repeated: usize,
}

/// Reads a file: every text once, by its words without names, addresses and marks, so that no text is trained and tried
/// on at the same time. The first of equals counts.
///
/// # Errors
///
/// The file cannot be read, or lacks a column.
pub fn read(path: &Path, text: &str, labels: &[Label]) -> Result<Data, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    let mut lines = csv::ReaderBuilder::new().flexible(true).from_reader(bytes.as_slice());
    let broken = |source: csv::Error| {
        let line = source.position().map_or(0, csv::Position::line);
        Error::Line { path: path.to_owned(), line, source }
    };
    let header: Vec<String> =
        lines.byte_headers().map_err(broken)?.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
    let column = |name: &str| {
        header.iter().position(|known| known.trim() == name).ok_or_else(|| Error::Column {
            path: path.to_owned(),
            column: name.to_owned(),
            columns: header.join(", "),
        })
    };
    let text = column(text)?;
    let places: Vec<(usize, &Label)> =
        labels.iter().map(|label| Ok((column(&label.column)?, label))).collect::<Result<_, Error>>()?;
    let (mut data, mut seen) = (Data::default(), BTreeSet::new());
    for record in lines.byte_records() {
        let record = record.map_err(broken)?;
        let cell = |at: usize| String::from_utf8_lossy(record.get(at).unwrap_or_default()).trim().to_owned();
        let written = spelt_out(&cell(text));
        if seen.insert(identity(&written)) {
            let is = places.iter().map(|(at, label)| label.values.contains(&cell(*at))).collect();
            data.texts.push(Labelled { text: written, is });
        } else {
            data.repeated += 1;
        }
    }
    Ok(data)
}

/// What makes a text the same as another: its words in their order.
fn identity(text: &str) -> String {
    let words = tokens(text).into_iter().filter(|token| token.kind == saring_linear::text::Kind::Word);
    words.fold(String::new(), |all, word| all + " " + &word.text)
}

/// A text with what a corpus writes for things that it may not or cannot show: `USER`, `URL`, `\n`, `\xf0`.
fn spelt_out(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        plain.push_str(before);
        let skipped = match behind.as_bytes() {
            [b'n' | b't' | b'r', ..] => 1,
            [b'x', a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => 3,
            _ => 0,
        };
        plain.push(' ');
        rest = behind.get(skipped..).unwrap_or_default();
    }
    plain.push_str(rest);
    let shown = plain.split(' ').map(|word| match word {
        "USER" | "USER:" => "@user",
        "URL" => "https://example.org",
        other => other,
    });
    shown.collect::<Vec<_>>().join(" ")
}
