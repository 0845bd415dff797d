//! From the bytes of a file to its rows.

mod csv;
mod json;

use serde_json::Value;

use super::limits::INPUT_BYTES_MAX;
use super::mapping::{Format, Mapping};
use super::problem::{Problem, Refused};

/// One row of a file.
pub(super) struct Row<'a> {
    /// Line on which it starts, from 1.
    pub(super) line: Option<u64>,
    /// The row as it stands in the file.
    pub(super) raw: &'a [u8],
    /// The row as an object, or why it is none.
    pub(super) content: Result<Value, Problem>,
}

/// The rows of a file.
pub(super) struct Table<'a> {
    /// The header of a CSV file.
    pub(super) columns: Option<Vec<String>>,
    pub(super) rows: Box<dyn Iterator<Item = Row<'a>> + 'a>,
}

/// Reads a file in the format of a mapping.
pub(super) fn read<'a>(input: &'a [u8], mapping: &Mapping, delimiter: Option<u8>) -> Result<Table<'a>, Refused> {
    if input.len() > INPUT_BYTES_MAX {
        return Err(Refused::TooLarge { bytes: input.len(), max: INPUT_BYTES_MAX });
    }
    if input.starts_with(b"\xff\xfe") || input.starts_with(b"\xfe\xff") {
        return Err(Refused::Utf16);
    }
    let input = input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input);
    if input.trim_ascii().is_empty() {
        return Err(Refused::Empty);
    }
    match mapping.format {
        Format::Csv => csv::read(input, mapping, delimiter.or(mapping.delimiter)),
        Format::Json => json::document(input, &mapping.rows),
        Format::Ndjson => Ok(json::lines(input)),
    }
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
