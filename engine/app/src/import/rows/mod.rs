//! From the bytes of a file to its rows.

mod csv;
mod delimiter;
mod encoding;
mod header;
mod json;
pub(super) mod sheet;
mod workbook;

use std::borrow::Cow;

use serde_json::Value;

use super::Options;
use super::conventions::Habits;
use super::convert::cell_text;
use super::limits::INPUT_BYTES_MAX;
use super::mapping::{Format, Mapping};
use super::numbers;
use super::problem::{Problem, Refused};
use super::unknown::{WORDS, is_formula_error, is_no_number};

pub use encoding::Encoding;
pub use sheet::SheetChoice;
pub(super) use workbook::{Sheet, is_workbook, workbook};

/// One row of a file.
pub(super) struct Row<'t> {
    /// Line on which it starts, or its number in a sheet, from 1.
    pub(super) line: Option<u64>,
    /// The row as it stands in the file.
    pub(super) raw: Cow<'t, [u8]>,
    /// The row as an object, or why it is none.
    pub(super) content: Result<Value, Problem>,
}

/// The rows of a file, which can be read more than once.
pub(super) struct Table<'a> {
    /// The columns of a table; none for JSON.
    pub(super) columns: Option<Vec<String>>,
    /// The sheet of a workbook.
    pub(super) sheet: Option<String>,
    /// What a person should know about how the file was read.
    pub(super) warnings: Vec<String>,
    content: Content<'a>,
}

enum Content<'a> {
    Csv(csv::Body<'a>),
    Document(json::Document<'a>),
    Lines(Cow<'a, [u8]>),
    Sheet(sheet::Body<'a>),
}

impl<'a> Table<'a> {
    /// The rows, from the first.
    pub(super) fn rows(&self) -> Box<dyn Iterator<Item = Row<'_>> + '_> {
        let columns = self.columns.as_deref().unwrap_or_default();
        match &self.content {
            Content::Csv(body) => Box::new(body.rows(columns)),
            Content::Document(document) => Box::new(document.rows()),
            Content::Lines(bytes) => Box::new(json::lines(bytes)),
            Content::Sheet(body) => Box::new(body.rows(columns)),
        }
    }

    /// Sees to columns that the header has twice: the first is read where both say the same in every row.
    ///
    /// # Errors
    /// Two columns of one name that say different things.
    fn settle_twins(&mut self, mapping: &Mapping) -> Result<(), Refused> {
        let twins = header::twins(self.columns.as_deref().unwrap_or_default(), mapping);
        for (first, second) in twins {
            let agree = |row: Value| match (row.get(&first), row.get(&second)) {
                (Some(one), Some(other)) => agree(&cell_text(one), &cell_text(other)),
                _ => true,
            };
            if !self.rows().filter_map(|row| row.content.ok()).all(agree) {
                return Err(Refused::DuplicateColumn(first));
            }
            self.warnings.push(format!("the header has `{first}` twice; both say the same, so the first is read"));
        }
        Ok(())
    }

    fn of(columns: Option<Vec<String>>, content: Content<'a>) -> Self {
        Self { columns, sheet: None, warnings: Vec::new(), content }
    }
}

/// Reads a file in the format of a mapping; a table may be a workbook as well.
pub(super) fn read<'a>(input: &'a [u8], mapping: &Mapping, options: &Options) -> Result<Table<'a>, Refused> {
    if input.len() > INPUT_BYTES_MAX {
        return Err(Refused::TooLarge { bytes: input.len(), max: INPUT_BYTES_MAX });
    }
    if is_workbook(input) {
        return match mapping.format {
            Format::Csv => sheet::read(input, mapping, options.sheet.as_ref()),
            Format::Json | Format::Ndjson => Err(Refused::WorkbookForJson),
        };
    }
    let decoded = encoding::decode(input, options.encoding)?;
    if decoded.bytes.trim_ascii().is_empty() {
        return Err(Refused::Empty);
    }
    if decoded.bytes.trim_ascii_start().starts_with(b"<") {
        return Err(Refused::Markup);
    }
    let mut table = match mapping.format {
        Format::Csv => csv::read(decoded.bytes, mapping, options.delimiter.or(mapping.delimiter))?,
        Format::Json => Table::of(None, Content::Document(json::document(decoded.bytes, mapping)?)),
        Format::Ndjson => Table::of(None, Content::Lines(decoded.bytes)),
    };
    table.warnings.extend(decoded.warning);
    if options.sheet.is_some() {
        table.warnings.push("a sheet was chosen, and the file is no workbook".to_owned());
    }
    Ok(table)
}

/// Whether two cells say the same: one of them nothing, or both the same text or number, as `1.2M` and `1200000` do.
fn agree(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    let is_nothing =
        |text: &str| WORDS.contains(&text.to_lowercase().as_str()) || is_no_number(text) || is_formula_error(text);
    let number = |text: &str| {
        let (plain, power) = numbers::read(text, false, &Habits::default()).ok()??;
        format!("{plain}e{power}").parse::<f64>().ok()
    };
    one == other || is_nothing(one) || is_nothing(other) || number(one).is_some_and(|it| Some(it) == number(other))
}

/// Bytes as text; those that are no UTF-8 are written `\xNN`, so that nothing is lost.
pub(super) fn escaped(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    text
}
