//! Reads the tables of a pack.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::DiagnosticCode;
use crate::origin::Origin;
use crate::reader::{Reader, origin};
use crate::table::{Cell, Row, Table};

/// Columns that every table has, so that no number stands without saying what it is and where it comes from. Where one
/// answer holds for all rows, as for the weights of a model, a line `# source = …` before the header stands for the column.
const REQUIRED: [&str; 2] = ["source", "definition"];

/// Reads a table in CSV with a header line. None where it cannot be used, which has been reported.
pub(super) fn read(reader: &mut Reader, pack: &Arc<str>, path: &str) -> Option<Table> {
    let text = reader.text_file(pack, path)?;
    let before = reader.errors.len();
    let (notes, rest) = notes(&text);
    let above = Above { bytes: text.len() - rest.len(), lines: text.lines().count() - rest.lines().count() };
    let mut lines =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(rest.as_bytes());
    let place = |record: &csv::StringRecord| place(pack, path, &text, &above, record);
    // A text that is UTF-8 and read flexibly holds no record that cannot be read.
    let mut records = lines.records().filter_map(Result::ok);
    let header = records.next().unwrap_or_default();
    let columns: Vec<String> = header.iter().map(str::to_owned).collect();
    check_columns(reader, &columns, &notes, &place(&header));
    let mut rows: Vec<(Row, Origin)> = Vec::new();
    for record in records {
        let at = place(&record);
        if record.len() != columns.len() {
            let message = format!("{} cells in a table of {} columns", record.len(), columns.len());
            let help = "put a text that holds a comma in double quotes, and leave unknown cells empty";
            reader.error(DiagnosticCode::TableRow, &at, message, help);
            continue;
        }
        let cells = columns.iter().zip(&record).map(|(column, cell)| read_cell(column, cell)).collect();
        rows.push((Row { line: at.line, cells }, at));
    }
    check_rows(reader, &columns, &rows);
    let name = path.rsplit('/').next().and_then(|file| file.split('.').next()).unwrap_or(path).to_owned();
    let rows = rows.into_iter().map(|(row, _)| row).collect();
    (reader.errors.len() == before).then(|| Table { name, file: path.to_owned(), notes, columns, rows })
}

/// The lines `# key = value` that a file begins with, and the text after them. A `#` further down is a cell like another.
fn notes(text: &str) -> (BTreeMap<String, String>, &str) {
    let (mut notes, mut rest) = (BTreeMap::new(), text);
    while let Some(line) = rest.strip_prefix('#') {
        let (line, below) = line.split_once('\n').unwrap_or((line, ""));
        if let Some((key, value)) = line.split_once('=') {
            notes.insert(key.trim().to_owned(), value.trim().to_owned());
        }
        rest = below;
    }
    (notes, rest)
}

/// How much of a file stands above its header.
struct Above {
    bytes: usize,
    lines: usize,
}

/// Where a record stands. The reader's own position is before any empty lines that it skipped.
fn place(pack: &Arc<str>, path: &str, text: &str, above: &Above, record: &csv::StringRecord) -> Origin {
    let (byte, line) = record.position().map_or((0, 1), |position| (position.byte(), position.line()));
    let line = line + above.lines as u64;
    let before = above.bytes + usize::try_from(byte).unwrap_or_default();
    let rest = text.get(before..).unwrap_or_default();
    let own = rest.trim_start_matches(['\r', '\n']);
    let skipped = rest.strip_suffix(own).unwrap_or_default();
    let line = line + skipped.bytes().filter(|byte| *byte == b'\n').count() as u64;
    let start = before + skipped.len();
    let end = start + own.lines().next().map_or(0, str::len);
    Origin { span: start..end, line: u32::try_from(line).unwrap_or(u32::MAX), ..origin(pack, path, start) }
}

fn read_cell(column: &str, cell: &str) -> Cell {
    if cell.is_empty() {
        return Cell::Empty;
    }
    // A source such as `2022` is words, not a quantity.
    let number = cell.parse::<f64>().ok().filter(|number| number.is_finite() && !REQUIRED.contains(&column));
    number.map_or_else(|| Cell::Text(cell.to_owned()), Cell::Number)
}

fn check_columns(reader: &mut Reader, columns: &[String], notes: &BTreeMap<String, String>, at: &Origin) {
    let is_said = |required: &str| columns.iter().any(|column| column == required) || notes.contains_key(required);
    for required in REQUIRED.iter().filter(|required| !is_said(required)) {
        let message = format!("the table has no column `{required}`");
        let help = "every row says where its numbers come from (`source`) and what they are (`definition`), or a line \
                    such as `# source = …` before the header says it of all";
        reader.error(DiagnosticCode::TableColumns, at, message, help);
    }
    for (index, column) in columns.iter().enumerate() {
        if columns.iter().take(index).any(|earlier| earlier == column) {
            reader.error(DiagnosticCode::TableColumns, at, format!("two columns are named `{column}`"), "rename one");
        }
    }
}

fn check_rows(reader: &mut Reader, columns: &[String], rows: &[(Row, Origin)]) {
    let mut key = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let cells = || rows.iter().filter_map(|(row, at)| Some((row.cells.get(index)?, at)));
        if REQUIRED.contains(&column.as_str()) {
            for (_, at) in cells().filter(|(cell, _)| **cell == Cell::Empty) {
                let help = "write `Proposal` as the source of a number that nobody published";
                reader.error(DiagnosticCode::TableRow, at, format!("the row has no `{column}`"), help);
            }
            continue;
        }
        let (filled, numbers) = cells().fold((0, 0), |(filled, numbers), (cell, _)| {
            (filled + usize::from(*cell != Cell::Empty), numbers + usize::from(is_meant_as_number(cell)))
        });
        // Where half of the cells or more are meant as numbers, all have to be numbers; else none may be.
        let holds_numbers = numbers * 2 >= filled;
        for (cell, at) in cells() {
            let (shown, holds, help) = match cell {
                Cell::Text(text) if holds_numbers => (text.clone(), "numbers", NUMBER_HELP),
                Cell::Number(number) if !holds_numbers => (number.to_string(), "words", "write a word, or `*` for any"),
                _ => continue,
            };
            let message = format!("`{shown}` in the column `{column}`, which holds {holds}");
            reader.error(DiagnosticCode::TableCell, at, message, help);
        }
        if !holds_numbers {
            key.push(index);
        }
    }
    refuse_duplicates(reader, &key, rows);
}

/// What to do about a cell that was to be a number.
const NUMBER_HELP: &str = "write the number as `0.15`, with a point and neither `%` nor separators, or leave the cell \
                           empty where nothing is known";

/// Whether a cell is a number, or a text that differs from one by a slip: `0,15`, `15%`, `1_000`, `O.15`, `0x10`,
/// `1e999`.
fn is_meant_as_number(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return matches!(cell, Cell::Number(_)) };
    if !text.contains(|char: char| char.is_ascii_digit()) {
        return false;
    }
    let digits: String = text.chars().filter(|char| !matches!(char, '_' | ',' | '%' | ' ')).collect();
    let is_hexadecimal = digits.strip_prefix("0x").is_some_and(|hex| u64::from_str_radix(hex, 16).is_ok());
    is_hexadecimal || digits.replace(['O', 'o'], "0").parse::<f64>().is_ok()
}

/// The columns of words are a row's key: no two rows may answer the same question.
fn refuse_duplicates(reader: &mut Reader, key: &[usize], rows: &[(Row, Origin)]) {
    let mut seen: BTreeMap<Vec<&str>, u32> = BTreeMap::new();
    for (row, at) in rows.iter().filter(|_| !key.is_empty()) {
        let words = key.iter().map(|index| match row.cells.get(*index) {
            Some(Cell::Text(text)) => text.as_str(),
            _ => "",
        });
        let words: Vec<&str> = words.collect();
        let name = words.join(", ");
        if let Some(first) = seen.insert(words, row.line) {
            let message = format!("the row for `{name}` stands on line {first} already");
            reader.error(DiagnosticCode::TableDuplicate, at, message, "keep one of the two");
        }
    }
}
