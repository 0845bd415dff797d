//! Rows of a sheet of a workbook.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Map, Value};

use super::super::convert::cell_text;
use super::super::limits::HEADER_ROWS_MAX;
use super::super::mapping::Mapping;
use super::super::problem::{Problem, ProblemCode, Refused};
use super::workbook::{Sheet, SheetRow, workbook};
use super::{Content, Row, Table, header};

/// Which sheet of a workbook is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetChoice {
    /// By its name.
    Name(String),
    /// By its place, from 1, hidden sheets counted too.
    Number(usize),
}

impl SheetChoice {
    /// Reads a choice as people write it: a number is a place, all else a name.
    pub fn of(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Name(text.to_owned()), Self::Number)
    }
}

impl fmt::Display for SheetChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

/// The rows below a header.
pub(super) struct Body<'a> {
    sheet: Cow<'a, Sheet>,
    /// Which of the sheet's rows is the first below the header.
    first: usize,
}

/// Reads the sheet of a workbook that was chosen, or the first that is shown and has a column that the mapping reads.
pub(super) fn read<'a>(input: &[u8], mapping: &Mapping, choice: Option<&SheetChoice>) -> Result<Table<'a>, Refused> {
    let mut chosen = 0;
    let mut sheets = workbook(input, |names| {
        chosen = choose(names, choice)?;
        Ok(vec![chosen])
    })?;
    let is_known = |sheet: &Sheet| header::is_known(&heads(sheet), mapping);
    if choice.is_none() && !sheets.get(chosen).is_some_and(is_known) {
        // Workbooks open with a cover; the list is on a sheet behind it.
        let shown =
            |names: &[(String, bool)]| (0..names.len()).filter(|n| names.get(*n).is_some_and(|it| it.1)).collect();
        sheets = workbook(input, |names| Ok(shown(names)))?;
        chosen = sheets.iter().position(is_known).unwrap_or(chosen);
    }
    if chosen >= sheets.len() {
        return Err(Refused::Empty);
    }
    let sheet = sheets.remove(chosen);
    let name = sheet.name.clone();
    let others: Vec<String> =
        sheets.iter().filter(|sheet| sheet.visible).map(|sheet| format!("`{}`", sheet.name)).collect();
    let mut table = below(Cow::Owned(sheet), mapping).map_err(|refused| Refused::InSheet {
        sheet: name.clone(),
        others: sheets.into_iter().map(|sheet| sheet.name).collect(),
        because: Box::new(refused),
    })?;
    if choice.is_none() && !others.is_empty() {
        table.warnings.push(format!("sheet `{name}` was read alone; `--sheet` reads another: {}", others.join(", ")));
    }
    Ok(table)
}

/// The place of the sheet that is chosen. A name comes before a place, as sheets are called `2026`.
fn choose(names: &[(String, bool)], choice: Option<&SheetChoice>) -> Result<usize, Refused> {
    let named = |wanted: &str| names.iter().position(|(name, _)| name.trim() == wanted.trim());
    let found = match choice {
        None => names.iter().position(|(_, visible)| *visible),
        Some(SheetChoice::Name(name)) => named(name),
        Some(SheetChoice::Number(number)) => {
            named(&number.to_string()).or(number.checked_sub(1).filter(|index| *index < names.len()))
        }
    };
    found.ok_or_else(|| Refused::NoSheet {
        wanted: choice.map(ToString::to_string),
        sheets: names.iter().map(|(name, _)| name.clone()).collect(),
    })
}

/// The rows of one sheet, below the header that the mapping looks for.
///
/// # Errors
/// A sheet without a cell, or a header that is none for the mapping.
pub(in crate::import) fn table<'a>(sheet: &'a Sheet, mapping: &Mapping) -> Result<Table<'a>, Refused> {
    below(Cow::Borrowed(sheet), mapping)
}

fn below<'a>(sheet: Cow<'a, Sheet>, mapping: &Mapping) -> Result<Table<'a>, Refused> {
    let mut heads = heads(&sheet);
    let at = header::position(&heads, mapping);
    let Some(head) = heads.get_mut(at) else { return Err(Refused::Empty) };
    let first = at + 1;
    let ends = sheet.rows.iter().skip(at).filter_map(|row| row.cells.last());
    // Rows may be longer than the header; what is there is kept all the same.
    head.resize(ends.map(|(column, _)| column + 1).max().unwrap_or(0), String::new());
    let columns = header::columns(head.iter().map(String::as_str), mapping)?;
    let (name, uncalculated) = (sheet.name.clone(), sheet.uncalculated);
    let mut table = Table::of(Some(columns), Content::Sheet(Body { sheet, first }));
    table.sheet = Some(name);
    table.settle_twins(mapping)?;
    if uncalculated > 0 {
        table.warnings.push(format!(
            "{uncalculated} cells have a formula and no value, as the program that wrote the file calculated nothing: they \
             are unknown; open and save it in a spreadsheet program"
        ));
    }
    table.warnings.extend(header::strange(&heads, at, mapping));
    Ok(table)
}

/// The rows of a sheet among which its header is.
fn heads(sheet: &Sheet) -> Vec<Vec<String>> {
    sheet.rows.iter().take(HEADER_ROWS_MAX).map(texts).collect()
}

fn texts(row: &SheetRow) -> Vec<String> {
    let width = row.cells.last().map_or(0, |(column, _)| column + 1);
    let mut texts = vec![String::new(); width];
    for (column, value) in &row.cells {
        if let Some(text) = texts.get_mut(*column) {
            *text = cell_text(value).into_owned();
        }
    }
    texts
}

impl Body<'_> {
    pub(super) fn rows<'t>(&'t self, columns: &'t [String]) -> impl Iterator<Item = Row<'t>> + 't {
        self.sheet.rows.iter().skip(self.first).map(|row| {
            let raw = csv_line(&texts(row));
            Row { line: Some(row.number), raw: Cow::Owned(raw), content: self.object(row, columns) }
        })
    }

    fn object(&self, row: &SheetRow, columns: &[String]) -> Result<Value, Problem> {
        if let Some((from, to)) = self.sheet.merged.iter().find(|(from, to)| (*from..=*to).contains(&row.number)) {
            let rows = if from == to { format!("row {from}") } else { format!("rows {from} to {to}") };
            let message = format!("cells of {rows} are merged, so which cell has the value cannot be known");
            let help = "take the merge apart in the spreadsheet program, and fill in every cell";
            return Err(Problem::new(ProblemCode::MergedCells, message, help));
        }
        let mut object = Map::new();
        for (column, value) in &row.cells {
            if let Some(name) = columns.get(*column) {
                object.insert(name.clone(), value.clone());
            }
        }
        Ok(Value::Object(object))
    }
}

/// The cells of a row as a line of CSV, for the person who puts it right.
fn csv_line(cells: &[String]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    // Bytes in memory take every record.
    let written = writer.write_record(cells).is_ok();
    let mut line = writer.into_inner().unwrap_or_default();
    if written {
        line.pop();
    }
    line
}
