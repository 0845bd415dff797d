//! A document as a workbook: a sheet per section, numbers as numbers, texts as texts and never as formulas.

mod charts;
mod sheet;

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::document::Document;
use crate::limits::SHEET_NAME_CHARS_MAX;
use crate::shown::shown;
use sheet::{SheetWriter, capped};

/// Characters that names of sheets may not have.
const FORBIDDEN: &[char] = &['[', ']', ':', '*', '?', '/', '\\', '\''];
/// Width of the first sheet's columns, in characters.
const SUMMARY_COLUMNS: [f64; 3] = [34.0, 26.0, 70.0];

/// The whole workbook.
pub(crate) fn write(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A workbook states when it was made. The moment of the data gives the same bytes every time.
    let date = document.as_of.date().get();
    let year = u16::try_from(date.year()).unwrap_or(u16::MAX);
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    let made = ExcelDateTime::from_ymd(year, month, day)?;
    let properties = DocProperties::new().set_title(capped(&document.title)).set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let mut names = BTreeSet::new();
    summary(workbook.add_worksheet().set_name(name(&document.title, &mut names))?, document)?;
    for section in &document.sections {
        let name = name(&section.title, &mut names);
        let sheet = workbook.add_worksheet().set_name(&name)?;
        SheetWriter::new(sheet, &name).section(section)?;
    }
    workbook.save_to_buffer()
}

fn summary(sheet: &mut Worksheet, document: &Document) -> Result<(), XlsxError> {
    for (column, width) in (0..).zip(SUMMARY_COLUMNS) {
        sheet.set_column_width(column, width)?;
    }
    let (title, bold) = (Format::new().set_bold().set_font_size(16), Format::new().set_bold());
    let quiet = Format::new().set_font_color("#6B7280").set_text_wrap().set_align(FormatAlign::Top);
    let right = Format::new().set_bold().set_align(FormatAlign::Right);
    sheet.write_string_with_format(0, 0, capped(&document.title), &title)?;
    sheet.write_string_with_format(1, 0, capped(&document.subtitle), &Format::new().set_font_color("#6B7280"))?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_font_size(12);
    sheet.merge_range(3, 0, 3, 2, &capped(&document.headline), &wrapped)?;
    sheet.set_row_height(3, 48)?;
    let mut row = 5;
    for figure in &document.figures {
        sheet.write_string_with_format(row, 0, capped(&figure.label), &bold)?;
        sheet.write_string_with_format(row, 1, capped(&figure.value), &right)?;
        sheet.write_string_with_format(row, 2, capped(&figure.note), &quiet)?;
        row += 1;
    }
    sheet.merge_range(row + 1, 0, row + 1, 2, &capped(&document.imprint), &quiet)?;
    sheet.set_row_height(row + 1, 64)?;
    Ok(())
}

/// A name for a sheet that no other has.
fn name(title: &str, names: &mut BTreeSet<String>) -> String {
    let clean: String = shown(title).chars().map(|char| if FORBIDDEN.contains(&char) { ' ' } else { char }).collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut name: String = clean.chars().take(SHEET_NAME_CHARS_MAX).collect();
    let mut again = 2;
    while name.is_empty() || names.contains(&name.to_lowercase()) {
        let number = format!(" {again}");
        let room = SHEET_NAME_CHARS_MAX - number.len();
        name = clean.chars().take(room).chain(number.chars()).collect();
        again += 1;
    }
    // Spreadsheet programs tell names apart by more than case.
    names.insert(name.to_lowercase());
    name.trim().to_owned()
}
