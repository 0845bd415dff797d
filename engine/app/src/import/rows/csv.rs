//! Rows of a delimited table.

use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::{Map, Value};

use super::super::mapping::{Mapping, nearest};
use super::super::problem::{Problem, ProblemCode, Refused};
use super::{Row, Table, escaped};

const DELIMITERS: [u8; 4] = *b",;\t|";

pub(super) fn read<'a>(input: &'a [u8], mapping: &Mapping, delimiter: Option<u8>) -> Result<Table<'a>, Refused> {
    let delimiter = delimiter.unwrap_or_else(|| delimiter_of(input));
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(input);
    let columns = columns(&mut reader)?;
    missing(mapping, &columns)?;
    let header = columns.clone();
    let mut record = ByteRecord::new();
    let rows = std::iter::from_fn(move || {
        // A byte record of bytes in memory has nothing to fail on.
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            return None;
        }
        let (start, line) = record.position().map_or((0, 1), |at| (at.byte(), at.line()));
        let raw = slice(input, start, reader.position().byte());
        // Blank lines are no rows, and the reader counts them to the row that follows.
        let blank = raw.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let (blank, raw) = raw.split_at_checked(blank).unwrap_or_default();
        let line = line + blank.iter().filter(|byte| **byte == b'\n').count() as u64;
        let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        Some(Row { line: Some(line), raw, content: object(&record, &header, raw) })
    });
    Ok(Table { columns: Some(columns), rows: Box::new(rows) })
}

fn slice(input: &[u8], start: u64, end: u64) -> &[u8] {
    let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    input.get(index(start)..index(end)).unwrap_or_default()
}

/// The delimiter that the header has most of, outside quotes.
fn delimiter_of(input: &[u8]) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in input.iter().take_while(|byte| **byte != b'\n') {
        if *byte == b'"' {
            quoted = !quoted;
        }
        for (count, delimiter) in counts.iter_mut().zip(DELIMITERS) {
            *count += usize::from(!quoted && *byte == delimiter);
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    counts.iter().zip(DELIMITERS).find(|(count, _)| **count == most).map_or(b',', |(_, delimiter)| delimiter)
}

fn columns(reader: &mut Reader<&[u8]>) -> Result<Vec<String>, Refused> {
    let header = reader.byte_headers().map_err(|_| Refused::Empty)?;
    let mut columns: Vec<String> = Vec::with_capacity(header.len());
    for (number, name) in (1..).zip(header) {
        let name = std::str::from_utf8(name).map_err(|_| Refused::HeaderNotUtf8)?.trim();
        // Spreadsheets export columns without a name; their cells are kept all the same.
        let name = if name.is_empty() { format!("column {number}") } else { name.to_owned() };
        if columns.contains(&name) {
            return Err(Refused::DuplicateColumn(name));
        }
        columns.push(name);
    }
    Ok(columns)
}

fn missing(mapping: &Mapping, columns: &[String]) -> Result<(), Refused> {
    let mut missing: Vec<(String, Option<String>)> = Vec::new();
    for (path, needed) in mapping.paths() {
        if needed && !columns.contains(&path.text) && missing.iter().all(|(column, _)| *column != path.text) {
            let near = nearest(&path.text, columns.iter().map(String::as_str)).map(str::to_owned);
            missing.push((path.text.clone(), near));
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(Refused::MissingColumns { missing, available: columns.to_vec() }) }
}

fn object(record: &ByteRecord, columns: &[String], raw: &[u8]) -> Result<Value, Problem> {
    if record.len() != columns.len() {
        let message = format!("the row has {} cells, where the header has {}", record.len(), columns.len());
        let help = if raw.contains(&b'\n') {
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
