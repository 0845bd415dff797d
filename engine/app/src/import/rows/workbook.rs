//! Workbooks: their sheets, with every cell as JSON. The file is bounded before the reader sees it.

use std::io::{self, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};
use serde_json::{Number, Value};

use super::super::convert::typed_percent;
use super::super::limits::{CELLS_MAX, COLUMNS_MAX, MERGED_MAX, SHEETS_MAX, UNPACKED_BYTES_MAX};
use super::super::problem::Refused;

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::import) struct Sheet {
    pub(in crate::import) name: String,
    /// Whether the spreadsheet program shows it.
    pub(in crate::import) visible: bool,
    /// The rows that have a cell, in their order.
    pub(in crate::import) rows: Vec<SheetRow>,
    /// Cells with a formula that nothing calculated, so that nobody knows their values.
    pub(in crate::import) uncalculated: u64,
    /// Areas of merged cells: first and last row, counted from 1.
    pub(in crate::import) merged: Vec<(u64, u64)>,
}

/// One row of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::import) struct SheetRow {
    /// The number that the spreadsheet program shows, from 1.
    pub(in crate::import) number: u64,
    /// Column, from 0, and value, in the order of the columns; blank cells are none.
    ///
    /// Dates are texts such as `2026-03-01` or `2026-03-01T09:30:00`, formula errors texts such as
    /// `#VALUE!`, and cells that are shown as percentages are made by [`typed_percent`].
    pub(in crate::import) cells: Vec<(usize, Value)>,
}

/// Whether bytes begin like a workbook, or like what spreadsheet programs once wrote.
pub(in crate::import) fn is_workbook(input: &[u8]) -> bool {
    input.starts_with(ZIP) || input.starts_with(OLE)
}

/// Reads the sheets of a workbook, in their order. `choose` sees their names and whether they are shown,
/// and says which are read; the others come back without rows.
pub(in crate::import) fn workbook(
    input: &[u8],
    choose: impl FnOnce(&[(String, bool)]) -> Result<Vec<usize>, Refused>,
) -> Result<Vec<Sheet>, Refused> {
    bounded(input)?;
    // The reader has slices that strange parts of a file can put out of bounds.
    let read = catch_unwind(AssertUnwindSafe(|| sheets(input, choose)));
    read.unwrap_or_else(|_| Err(Refused::BrokenWorkbook("its parts do not fit together".to_owned())))
}

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

fn broken(error: &dyn std::fmt::Display) -> Refused {
    Refused::BrokenWorkbook(error.to_string())
}

/// Unpacks everything once to nowhere, so that no claim of the file about itself has to be believed.
fn bounded(input: &[u8]) -> Result<(), Refused> {
    if input.starts_with(OLE) {
        let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_encrypted = input.windows(encrypted.len()).any(|window| window == encrypted);
        return Err(if is_encrypted { Refused::Encrypted } else { Refused::OldWorkbook });
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(input)).map_err(|error| broken(&error))?;
    let mut left = UNPACKED_BYTES_MAX;
    let mut is_workbook = false;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| broken(&error))?;
        let name = part.name().map_err(|error| broken(&error))?.to_ascii_lowercase();
        is_workbook |= name.ends_with("workbook.xml");
        let mut part = part.take(left + 1);
        let mut head = Vec::new();
        let unpacked = (&mut part).take(HEAD_BYTES).read_to_end(&mut head).map_err(|error| broken(&error))? as u64
            + io::copy(&mut part, &mut io::sink()).map_err(|error| broken(&error))?;
        left = left
            .checked_sub(unpacked)
            .ok_or(Refused::TooManyCells { what: "bytes unpacked", max: UNPACKED_BYTES_MAX })?;
        if name.ends_with("sharedstrings.xml") && claimed(&head).is_some_and(|texts| texts > unpacked) {
            return Err(Refused::BrokenWorkbook("it claims more texts than it has".to_owned()));
        }
    }
    if is_workbook { Ok(()) } else { Err(Refused::NoWorkbook) }
}

/// Bytes at the beginning of a part in which its claims stand.
const HEAD_BYTES: u64 = 4096;

/// How many texts a workbook says that it has, for which the reader makes room at once.
fn claimed(head: &[u8]) -> Option<u64> {
    let head = String::from_utf8_lossy(head);
    let (_, count) = head.split_once("uniqueCount")?;
    let digits: String =
        count.trim_start_matches(['=', '"', '\'', ' ']).chars().take_while(char::is_ascii_digit).collect();
    Some(digits.parse().unwrap_or(if digits.is_empty() { 0 } else { u64::MAX }))
}

fn sheets(
    input: &[u8],
    choose: impl FnOnce(&[(String, bool)]) -> Result<Vec<usize>, Refused>,
) -> Result<Vec<Sheet>, Refused> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(input)).map_err(|error| broken(&error))?;
    let of_cells = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
    let names: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(of_cells)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    if names.len() > SHEETS_MAX {
        return Err(Refused::TooManyCells { what: "sheets", max: SHEETS_MAX as u64 });
    }
    let chosen = choose(&names)?;
    let mut left = CELLS_MAX;
    let mut sheets = Vec::new();
    for (index, (name, visible)) in names.into_iter().enumerate() {
        let (rows, has_blanks) =
            if chosen.contains(&index) { rows(&mut book, &name, &mut left)? } else { Default::default() };
        let uncalculated = if has_blanks { uncalculated(&mut book, &name) } else { 0 };
        let merged = if rows.is_empty() { Vec::new() } else { merged(&mut book, &name)? };
        sheets.push(Sheet { name, visible, rows, uncalculated, merged });
    }
    Ok(sheets)
}

fn merged(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<(u64, u64)>, Refused> {
    let areas = book.merge_cells_by_sheet_name(name).map_err(|error| broken(&error))?;
    if areas.len() > MERGED_MAX {
        return Err(Refused::TooManyCells { what: "areas of merged cells", max: MERGED_MAX as u64 });
    }
    Ok(areas.iter().map(|area| (u64::from(area.start.0) + 1, u64::from(area.end.0) + 1)).collect())
}

/// Cells with a formula and without a value. What cannot be read here was read before without its formulas.
fn uncalculated(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> u64 {
    let Ok(mut cells) = book.worksheet_cells_reader(name) else { return 0 };
    let mut count = 0;
    while let Ok(Some(cell)) = cells.next_cell_with_formula_metadata() {
        count += u64::from(cell.formula.is_some() && matches!(cell.value, DataRef::Empty));
    }
    count
}

/// The rows of a sheet, and whether it has cells that are blank.
fn rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, left: &mut usize) -> Result<(Vec<SheetRow>, bool), Refused> {
    let failed = |error: XlsxError| Refused::BrokenWorkbook(format!("sheet `{name}`: {error}"));
    let mut cells = book.worksheet_cells_reader(name).map_err(failed)?;
    let (mut rows, mut has_blanks): (Vec<SheetRow>, bool) = (Vec::new(), false);
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(failed)? {
        let (row, column) = cell.get_position();
        has_blanks |= matches!(cell.get_value(), DataRef::Empty);
        let Some(value) = json(cell.get_value(), cells.styles().get(style)) else { continue };
        let (number, column) = (u64::from(row) + 1, column as usize);
        if column >= COLUMNS_MAX {
            return Err(Refused::TooManyCells { what: "columns", max: COLUMNS_MAX as u64 });
        }
        if rows.last().is_none_or(|row| row.number != number) {
            rows.push(SheetRow { number, cells: Vec::new() });
        }
        let Some(row) = rows.last_mut() else { continue };
        // Blank cells before this one count too, as they take their place wherever the row is shown.
        let cost = column.saturating_sub(row.cells.last().map_or(0, |(last, _)| *last)).max(1);
        *left = left.checked_sub(cost).ok_or(Refused::TooManyCells { what: "cells", max: CELLS_MAX as u64 })?;
        row.cells.push((column, value));
    }
    // Programs write rows and cells in order; nothing makes a file do so.
    rows.sort_by_key(|row| row.number);
    rows.dedup_by(|later, first| {
        let same = later.number == first.number;
        if same {
            first.cells.append(&mut later.cells);
        }
        same
    });
    for row in &mut rows {
        row.cells.sort_by_key(|(column, _)| *column);
        row.cells.dedup_by_key(|(column, _)| *column);
    }
    Ok((rows, has_blanks))
}

/// A cell as JSON; `None` where it is blank.
fn json(value: &DataRef<'_>, style: Option<&Style>) -> Option<Value> {
    match value {
        DataRef::Empty => None,
        DataRef::Int(whole) => Some(Value::from(*whole)),
        DataRef::Float(float) => Some(number(*float, style)),
        DataRef::String(text) => some_text(text),
        DataRef::SharedString(text) => some_text(text),
        DataRef::Bool(flag) => Some(Value::Bool(*flag)),
        DataRef::DateTime(at) if at.is_datetime() => Some(Value::String(date(at))),
        DataRef::DateTime(span) => Some(number(span.as_f64(), None)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => some_text(text),
        DataRef::Error(error) => Some(Value::String(error.to_string())),
    }
}

fn some_text(text: &str) -> Option<Value> {
    (!text.trim().is_empty()).then(|| Value::from(text))
}

fn number(float: f64, style: Option<&Style>) -> Value {
    let format = style.and_then(|style| style.number_format.as_ref());
    // A percent sign between quotes is a text beside the number; elsewhere it multiplies what is shown.
    if format.is_some_and(|format| format.format_code.split('"').step_by(2).any(|code| code.contains('%'))) {
        // Moving the point in the text keeps 7.7% from becoming 7.700000000000001%.
        let percent = format!("{float}e2").parse::<f64>().unwrap_or(float * 100.0);
        return typed_percent(percent);
    }
    let is_whole = float.trunc() == float && float.abs() < WHOLE_BELOW;
    let number = if is_whole { Some(Number::from(float as i64)) } else { Number::from_f64(float) };
    number.map_or(Value::Null, Value::Number)
}

/// Below 2^53 every whole float is exactly one integer.
const WHOLE_BELOW: f64 = 9_007_199_254_740_992.0;

fn date(at: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}") }
}
