//! Rows of a delimited table.

use std::borrow::Cow;

use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::{Map, Value};

use super::super::limits::HEADER_ROWS_MAX;
use super::super::mapping::Mapping;
use super::super::problem::{Problem, ProblemCode, Refused};
use super::delimiter::{announced, delimiter_of};
use super::{Content, Row, Table, escaped, header};

/// The rows below a header.
pub(super) struct Body<'a> {
    input: Cow<'a, [u8]>,
    delimiter: u8,
    /// Where the first row begins, and how many lines stand before it.
    start: usize,
    lines_before: u64,
}

/// Reads the header of a table.
pub(super) fn read<'a>(input: Cow<'a, [u8]>, mapping: &Mapping, told: Option<u8>) -> Result<Table<'a>, Refused> {
    let (announced, skipped) = announced(&input).map_or((None, 0), |(delimiter, bytes)| (Some(delimiter), bytes));
    let text = input.get(skipped..).unwrap_or_default();
    let delimiter = told.or(announced).unwrap_or_else(|| delimiter_of(text));
    let mut reader = reader(text, delimiter);
    let mut rows: Vec<(ByteRecord, u64, u64)> = Vec::new();
    let mut record = ByteRecord::new();
    while rows.len() < HEADER_ROWS_MAX && reader.read_byte_record(&mut record).unwrap_or(false) {
        rows.push((record.clone(), reader.position().byte(), reader.position().line()));
    }
    let texts = |record: &ByteRecord| record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
    let heads: Vec<Vec<String>> = rows.iter().map(|(record, ..)| texts(record)).collect();
    let at = header::position(&heads, mapping);
    let Some((record, end, line)) = rows.get(at) else { return Err(Refused::Empty) };
    let names: Result<Vec<&str>, _> = record.iter().map(std::str::from_utf8).collect();
    let names = names.map_err(|_| Refused::HeaderNotUtf8)?;
    let columns = header::columns(names.into_iter(), mapping)?;
    let body = Body { start: skipped + index(*end), lines_before: line - 1 + u64::from(skipped > 0), delimiter, input };
    let mut table = Table::of(Some(columns), Content::Csv(body));
    table.settle_twins(mapping)?;
    table.warnings.extend(header::strange(&heads, at, mapping));
    Ok(table)
}

fn reader(input: &[u8], delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(input)
}

fn index(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

impl Body<'_> {
    pub(super) fn rows<'t>(&'t self, columns: &'t [String]) -> impl Iterator<Item = Row<'t>> + 't {
        let input = self.input.get(self.start..).unwrap_or_default();
        let mut reader = reader(input, self.delimiter);
        let mut record = ByteRecord::new();
        std::iter::from_fn(move || {
            // A byte record of bytes in memory has nothing to fail on.
            if !reader.read_byte_record(&mut record).unwrap_or(false) {
                return None;
            }
            let (start, line) = record.position().map_or((0, 1), |at| (at.byte(), at.line()));
            let raw = input.get(index(start)..index(reader.position().byte())).unwrap_or_default();
            // Blank lines are no rows, and the reader counts them to the row that follows.
            let blank = raw.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let (blank, raw) = raw.split_at_checked(blank).unwrap_or_default();
            let line = self.lines_before + line + blank.iter().filter(|byte| **byte == b'\n').count() as u64;
            let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
            let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
            Some(Row { line: Some(line), raw: Cow::Borrowed(raw), content: object(&record, columns, raw) })
        })
    }
}

fn object(record: &ByteRecord, columns: &[String], raw: &[u8]) -> Result<Value, Problem> {
    if record.len() != columns.len() {
        let message = format!("the row has {} cells, where the header has {}", record.len(), columns.len());
        let help = if record.len() > columns.len() && record.iter().skip(columns.len()).all(<[u8]>::is_empty) {
            "the last cells are empty: end the header with as many delimiters, or put cells with a delimiter in them \
             between quotes"
        } else if raw.contains(&b'\n') {
            "a quote is probably not closed; write quotes inside a cell twice"
        } else {
            "put cells with a delimiter in them between quotes"
        };
        return Err(Problem::new(ProblemCode::RaggedRow, message, help));
    }
    if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
        return Err(Problem::new(ProblemCode::EmptyRow, "no cell of the row has a value", "delete the row"));
    }
    let mut object = Map::new();
    for (cell, column) in record.iter().zip(columns) {
        let Ok(text) = std::str::from_utf8(cell) else {
            let message = format!("`{}` is not UTF-8 text", escaped(cell));
            let mut problem = Problem::new(ProblemCode::NotUtf8, message, "save the file again as CSV in UTF-8");
            problem.source = Some(column.clone());
            return Err(problem);
        };
        object.insert(column.clone(), Value::from(text));
    }
    Ok(Value::Object(object))
}
