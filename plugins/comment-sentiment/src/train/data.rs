//! Labelled comments, and the words that stand for others, from files.

use std::collections::BTreeSet;
use std::path::Path;

use crate::model::SENTIMENTS;
use crate::words::Meanings;

/// A comment with its sentiment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The comment.
    pub text: String,
    /// Its sentiment, as a place in [`SENTIMENTS`].
    pub class: usize,
}

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// The file is missing, or no CSV or TSV.
    #[error("`{file}` cannot be read")]
    Unreadable {
        /// The file.
        file: String,
        /// What stood in the way.
        #[source]
        source: csv::Error,
    },
    /// A row has another number of cells than two.
    #[error("line {line} of `{file}` has {cells} cells; a comment and its sentiment are wanted")]
    Cells {
        /// The file.
        file: String,
        /// Line of the row, from 1.
        line: u64,
        /// Cells that it has.
        cells: usize,
    },
    /// A row has no known sentiment.
    #[error("line {line} of `{file}` says `{label}`; a sentiment is `positive`, `neutral` or `negative`")]
    Label {
        /// The file.
        file: String,
        /// Line of the row, from 1.
        line: u64,
        /// What it says.
        label: String,
    },
}

/// Labelled comments of files, a row each: the comment, then its sentiment. `.csv` files have commas and quotes, others
/// tabs and none. A first row `text,sentiment` is a heading. Of equal comments the first one is kept.
///
/// # Errors
///
/// A file cannot be read, or a row of it is not a comment with a sentiment.
pub fn labelled<P: AsRef<Path>>(paths: &[P]) -> Result<Vec<Labelled>, DataError> {
    let mut all = Vec::new();
    for path in paths {
        read(path.as_ref(), &mut all)?;
    }
    let mut seen = BTreeSet::new();
    all.retain(|comment: &Labelled| seen.insert(comment.text.clone()));
    Ok(all)
}

fn read(path: &Path, all: &mut Vec<Labelled>) -> Result<(), DataError> {
    let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    for (line, cells) in rows(path, is_csv, None)? {
        let file = || path.display().to_string();
        let [text, label] = cells.as_slice() else {
            return Err(DataError::Cells { file: file(), line, cells: cells.len() });
        };
        if (line, text.as_str(), label.as_str()) == (1, "text", "sentiment") {
            continue;
        }
        let Some(class) = SENTIMENTS.iter().position(|sentiment| sentiment == label) else {
            return Err(DataError::Label { file: file(), line, label: label.clone() });
        };
        all.push(Labelled { text: text.clone(), class });
    }
    Ok(())
}

/// Meanings from a table of a pack whose first two columns are what is written and what it means.
///
/// # Errors
///
/// The file cannot be read.
pub fn meanings(path: &Path) -> Result<Meanings, DataError> {
    let rows = rows(path, true, Some(b'#'))?;
    let pair = |(_, cells): (u64, Vec<String>)| {
        let mut cells = cells.into_iter();
        Some((cells.next()?, cells.next()?))
    };
    Ok(Meanings::new(rows.into_iter().skip(1).filter_map(pair)))
}

/// The rows of a file with the line that each begins at, from 1.
fn rows(path: &Path, is_csv: bool, comment: Option<u8>) -> Result<Vec<(u64, Vec<String>)>, DataError> {
    let mut options = csv::ReaderBuilder::new();
    options.has_headers(false).flexible(true).quoting(is_csv).comment(comment);
    options.delimiter(if is_csv { b',' } else { b'\t' });
    let unreadable = |source| DataError::Unreadable { file: path.display().to_string(), source };
    let mut reader = options.from_path(path).map_err(unreadable)?;
    let row = |record: csv::StringRecord| {
        (record.position().map_or(0, csv::Position::line), record.iter().map(str::to_owned).collect())
    };
    reader.records().map(|record| record.map(row).map_err(unreadable)).collect()
}
