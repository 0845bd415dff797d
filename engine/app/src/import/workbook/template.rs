//! Writes the template workbook, from the mappings that read it and the field catalogue.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Note, Workbook, Worksheet, XlsxError,
};
use saring_model::catalogue::{self, Kind};

use super::sheets::{EXAMPLE, READ_ME, SHEETS, SheetKind, records};
use crate::import::convert::Unit;
use crate::import::mapping::{Column, Mapping};

/// Rows of a sheet in which cells offer lists of words.
const LIST_ROWS: u32 = 10_000;
/// Most characters of a list of words that a spreadsheet program accepts.
const LIST_CHARS_MAX: usize = 255;
/// What columns mean that are no field themselves.
const OWN_COLUMNS: &[(&str, &str)] = &[
    ("creator_id", "The `id` of a row in the sheet `creators`."),
    ("no_exclusivity", "yes where you know that no exclusivity binds the creator; empty where nobody asked."),
    ("currency", "The currency of the amounts in this row, such as IDR or USD."),
];

/// The workbook to fill in: instructions, and a sheet per kind of fact with explained columns and example rows.
///
/// # Errors
/// What the writer of workbooks fails on, which a test rules out.
pub fn template_workbook() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same bytes every time: a workbook states when it was made.
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title("Creators").set_creation_datetime(&made));
    read_me(workbook.add_worksheet())?;
    for kind in SHEETS {
        sheet(workbook.add_worksheet(), kind)?;
    }
    workbook.save_to_buffer()
}

fn read_me(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("read me")?;
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, record) in (0..).zip(records(READ_ME)) {
        for (column, line) in (0..).zip(record) {
            let format = if row < 2 { text.clone().set_bold() } else { text.clone() };
            sheet.write_string_with_format(row, column, line, &format)?;
        }
    }
    sheet.set_column_width(0, 70)?.set_column_width(1, 70)?.set_freeze_panes(1, 0)?;
    Ok(())
}

fn sheet(sheet: &mut Worksheet, kind: &SheetKind) -> Result<(), XlsxError> {
    sheet.set_name(kind.name)?.set_freeze_panes(1, 1)?;
    let mappings = kind.mappings().unwrap_or_default();
    let mut rows = records(kind.example).into_iter();
    let columns: Vec<(String, Option<Column<'_>>)> =
        rows.next().unwrap_or_default().into_iter().map(|name| (name.clone(), column(&mappings, &name))).collect();
    for (at, (name, meaning)) in (0..).zip(&columns) {
        header(sheet, at, name, meaning.as_ref())?;
    }
    let example = Format::new().set_italic().set_font_color(Color::RGB(0x80_80_80));
    for (row, record) in (1..).zip(rows) {
        for ((at, cell), (_, meaning)) in (0..).zip(record).zip(&columns) {
            let is_number = meaning.as_ref().is_some_and(|meaning| is_number(meaning));
            match cell.parse::<f64>().ok().filter(|_| is_number) {
                Some(number) => sheet.write_number_with_format(row, at, number, &example)?,
                None if cell.is_empty() => sheet,
                None => sheet.write_string_with_format(row, at, cell, &example)?,
            };
        }
    }
    Ok(())
}

fn column<'m>(mappings: &'m [Mapping], name: &str) -> Option<Column<'m>> {
    mappings.iter().find_map(|mapping| mapping.column(name))
}

fn is_number(column: &Column<'_>) -> bool {
    column.is_amount || matches!(column.field.kind, Kind::Integer | Kind::Number)
}

/// Writes the name of a column, what it means, and what its cells take.
fn header(sheet: &mut Worksheet, at: u16, name: &str, column: Option<&Column<'_>>) -> Result<(), XlsxError> {
    let required = column.is_some_and(|column| column.required);
    let fill = if required { Color::RGB(0xFF_E0_B2) } else { Color::RGB(0xE8_EA_F6) };
    let format = Format::new().set_bold().set_background_color(fill).set_align(FormatAlign::Top);
    sheet.write_string_with_format(0, at, name, &format)?;
    sheet.set_column_width(at, u32::try_from(name.len().clamp(10, 30) + 2).unwrap_or(12))?;
    let note = Note::new(meaning(name, column)).add_author_prefix(false).set_width(320).set_height(120);
    sheet.insert_note(0, at, &note)?;
    let is_text = column.is_none_or(|column| matches!(column.field.kind, Kind::Text | Kind::Choice));
    if is_text && !column.is_some_and(|column| column.is_amount) {
        // Else a spreadsheet program makes a number of `0042` and a formula of `-rina`.
        sheet.set_column_format(at, &Format::new().set_num_format("@"))?;
    }
    let words = words(name, column);
    if !words.is_empty() && words.join(",").len() <= LIST_CHARS_MAX {
        let list = DataValidation::new().allow_list_strings(&words)?.set_error_message("choose a word of the list")?;
        sheet.add_data_validation(1, at, LIST_ROWS, at, &list)?;
    }
    Ok(())
}

/// What a column means, in which unit, and whether a row must have it.
fn meaning(name: &str, column: Option<&Column<'_>>) -> String {
    let own = OWN_COLUMNS.iter().find(|(column, _)| *column == name).map(|(_, meaning)| *meaning);
    let of_field = column.map(|column| column.list.unwrap_or(column.field).doc.as_str());
    let doc = own.or(of_field).unwrap_or(name);
    let mut lines = vec![doc.to_owned()];
    if name == "id" {
        lines.push(format!("Other sheets refer to it. Rows whose id begins with `{EXAMPLE}` are left out."));
    }
    if column.is_some_and(|column| column.list.is_some()) {
        lines.push("One column for each; add columns with another code in the name.".to_owned());
    }
    let unit = column.filter(|_| own.is_none()).and_then(|column| match column.unit {
        _ if column.is_amount => Some("an amount in the row's currency"),
        Some(Unit::Percent) => Some("percent, not a fraction: 4.1 is 4.1 %"),
        Some(Unit::YesNo) => Some("yes or no"),
        _ => column.field.unit.and_then(written),
    });
    lines.extend(unit.map(|unit| format!("Written as {unit}.")));
    if column.is_some_and(|column| column.field.kind == Kind::List) {
        lines.push("Several are written with a semicolon between them.".to_owned());
    }
    if column.is_some_and(|column| column.required) {
        lines.push("Every row needs it.".to_owned());
    }
    lines.join("\n")
}

/// How values of a unit are written; counts and other plain numbers need no words.
fn written(unit: catalogue::Unit) -> Option<&'static str> {
    match unit {
        catalogue::Unit::Fraction => Some("a number from 0 to 1"),
        catalogue::Unit::Country => Some("two letters, such as ID or MY"),
        catalogue::Unit::Language => Some("a code, such as id or en"),
        catalogue::Unit::Currency => Some("three letters, such as IDR or USD"),
        catalogue::Unit::TimeZone => Some("a place, such as Asia/Jakarta"),
        catalogue::Unit::Date => Some("a date such as 2026-03-01"),
        catalogue::Unit::Instant => Some("a date such as 2026-03-01, or a moment such as 2026-03-01T09:00:00Z"),
        _ => None,
    }
}

/// The words that cells of a column take, where they are a closed list.
fn words(name: &str, column: Option<&Column<'_>>) -> Vec<String> {
    match column {
        None if name == "no_exclusivity" => vec!["yes".to_owned()],
        Some(column) if column.field.kind == Kind::Flag => vec!["yes".to_owned(), "no".to_owned()],
        Some(column) if column.field.kind == Kind::Choice => column.field.choices.clone(),
        _ => Vec::new(),
    }
}
