//! The header of a table: which row it is, and what its columns are called.

use std::collections::{BTreeMap, BTreeSet};

use super::super::limits::COLUMNS_MAX;
use super::super::mapping::Mapping;
use super::super::problem::{Refused, quoted};
use super::super::units::folded;

/// Which of the first rows is the header: the first with most of the columns that the mapping reads.
///
/// Exports put titles, dates and blank lines above it. Where no row has any of the columns, it is
/// the first with most cells, so that a message can name what is there.
pub(super) fn position(rows: &[Vec<String>], mapping: &Mapping) -> usize {
    let wanted = wanted(mapping);
    let known = |row: &Vec<String>| row.iter().filter(|cell| wanted.contains(&folded(cell))).count();
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let mut best = (0, (0, 0));
    for (at, row) in rows.iter().enumerate() {
        let worth = (known(row), filled(row));
        // More cells alone are no header where some row has a column that is wanted.
        if worth.0 > best.1.0 || (best.1.0 == 0 && worth > best.1) {
            best = (at, worth);
        }
    }
    best.0
}

/// Whether any of the first rows has a column that the mapping reads.
pub(super) fn is_known(rows: &[Vec<String>], mapping: &Mapping) -> bool {
    let wanted = wanted(mapping);
    rows.iter().flatten().any(|cell| wanted.contains(&folded(cell)))
}

/// What to say of a header of which the mapping reads nothing, as that of a file without one.
pub(super) fn strange(rows: &[Vec<String>], at: usize, mapping: &Mapping) -> Option<String> {
    let first = rows.get(at)?.iter().find(|cell| !cell.trim().is_empty())?;
    let strange =
        "no column is one that the mapping reads: check that the file has a header and the mapping is its own";
    (!is_known(rows, mapping)).then(|| format!("{strange}; the first is {}", quoted(first)))
}

/// The names of the columns, each once. A second column of one name gets its place into its name.
///
/// # Errors
/// A column missing that the mapping needs, or too many columns.
pub(super) fn columns<'c>(header: impl Iterator<Item = &'c str>, mapping: &Mapping) -> Result<Vec<String>, Refused> {
    let mut columns: Vec<String> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (number, cell) in (1..).zip(header) {
        if number > COLUMNS_MAX {
            return Err(Refused::TooManyCells { what: "columns", max: COLUMNS_MAX as u64 });
        }
        let mut column = name(cell);
        // Spreadsheets export columns without a name; their cells are kept all the same.
        if column.is_empty() {
            column = unnamed(number);
        }
        if seen.contains(&column) {
            column = again(&column, number);
        }
        seen.insert(column.clone());
        columns.push(column);
    }
    let missing = mapping.missing(&columns);
    if missing.is_empty() { Ok(columns) } else { Err(Refused::MissingColumns { missing, available: columns }) }
}

/// The columns that a mapping reads, by their letters and digits.
fn wanted(mapping: &Mapping) -> BTreeSet<String> {
    mapping.paths().map(|(path, _)| folded(&path.text)).collect()
}

/// What a column is called whose name an earlier one has.
fn again(column: &str, number: usize) -> String {
    format!("{column} (column {number})")
}

/// Pairs of columns of one name that the mapping reads: the first, and a later one.
///
/// Lists have a column of `1.2M` and one of `1200000` beside it, and tables of two platforms a column of each. Columns
/// of the same letters alone are no pair where the mapping spells one of them as it is.
pub(super) fn twins(columns: &[String], mapping: &Mapping) -> Vec<(String, String)> {
    let wanted = wanted(mapping);
    let spelled: BTreeSet<&str> = mapping.paths().map(|(path, _)| path.text.as_str()).collect();
    let mut first: BTreeMap<String, &String> = BTreeMap::new();
    let mut twins = Vec::new();
    for (number, column) in (1..).zip(columns) {
        let place = format!(" (column {number})");
        let name = column.strip_suffix(&place).filter(|name| columns.iter().any(|one| one == name)).unwrap_or(column);
        let letters = folded(name);
        match first.get(&letters) {
            Some(first) if *first != name && (spelled.contains(first.as_str()) || spelled.contains(name)) => {}
            Some(first) => twins.push(((*first).clone(), column.clone())),
            None if wanted.contains(&letters) => _ = first.insert(letters, column),
            None => {}
        }
    }
    twins
}

/// What a column without a name is called.
pub(super) fn unnamed(number: usize) -> String {
    format!("column {number}")
}

/// A cell of a header as a name: line breaks and odd spaces are layout.
fn name(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}
