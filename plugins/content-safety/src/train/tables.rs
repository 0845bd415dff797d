//! Tables of a pack, read from their files.

use std::collections::BTreeMap;
use std::path::Path;

use saring_linear::text::Slang;

use super::Error;
use crate::category::Risk;
use crate::lexicon::{Lexicon, Row};

/// The rows of a CSV file below its lines of `# key = value`, each by its columns.
fn rows(path: &Path) -> Result<Vec<BTreeMap<String, String>>, Error> {
    let text = std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    let above = text.lines().take_while(|line| line.starts_with('#')).map(|line| line.len() + 1).sum::<usize>();
    let below = text.get(above..).unwrap_or_default();
    let mut lines = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(below.as_bytes());
    let broken = |source: csv::Error| {
        let line = source.position().map_or(0, csv::Position::line);
        Error::Line { path: path.to_owned(), line, source }
    };
    lines.deserialize().collect::<Result<_, _>>().map_err(broken)
}

/// The lexicon of a table's file.
///
/// # Errors
///
/// The file cannot be read, or is no lexicon.
pub fn lexicon(path: &Path) -> Result<Lexicon, Error> {
    let row = |cells: BTreeMap<String, String>| {
        let cell = |column: &str| cells.get(column).cloned().unwrap_or_default();
        let said = |column: &str| Some(cell(column)).filter(|text| !text.is_empty());
        Row {
            lang: said("lang"),
            group: cell("group"),
            category: said("category"),
            risk: said("risk").as_deref().and_then(Risk::named),
            confidence: cell("confidence").parse().unwrap_or_default(),
            needs: cell("needs"),
            near_words: cell("near_words").parse().ok(),
            unless: cell("unless"),
            terms: cell("terms"),
        }
    };
    let rows = rows(path)?.into_iter().map(row);
    Lexicon::new(rows).map_err(|message| Error::Table { path: path.to_owned(), message })
}

/// The slang of a table's file: rows of `kind` `slang`, with what is `written` and what is `meant`.
///
/// # Errors
///
/// The file cannot be read.
pub fn slang(path: &Path) -> Result<Slang, Error> {
    let rows = rows(path)?.into_iter().filter(|row| row.get("kind").is_some_and(|kind| kind == "slang"));
    let pair = |row: BTreeMap<String, String>| Some((row.get("written")?.clone(), row.get("meant")?.clone()));
    Ok(Slang::new(rows.filter_map(pair)))
}
