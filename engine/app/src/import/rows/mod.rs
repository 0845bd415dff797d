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
use super::limits::INPUT_BYTES_MAX;
use super::mapping::{Format, Mapping};
use super::problem::{Problem, Refused};

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

/// Bytes as text; those that are no UTF-8 are written `\xNN`, so that nothing is lost.
pub(super) fn escaped(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    text
}
