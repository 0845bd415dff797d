//! Which built-in mappings know the columns of a file.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

use super::builtin::{BUILTIN, builtin};
use super::mapping::{Format, Mapping};
use super::path::Path;
use super::units::folded;
use super::{Options, rows};

/// Rows of a JSON file that are looked at.
const ROWS_MAX: usize = 20;
/// Columns that a mapping must know before it is taken without being asked for, and by how many more than any other.
const CLEAR_MIN: usize = 4;
const CLEAR_LEAD: usize = 2;
/// Least share of a table's columns that such a mapping knows, in percent.
const CLEAR_PERCENT: usize = 60;

/// Paths of JSON rows that are enough whatever their share, where the rows have all that the mapping needs.
const CLEAR_PATHS_MIN: usize = 8;
/// Paths of JSON rows from which on a mapping knows some of them.
const SOME_MIN: usize = 3;

/// The mapping of lists of any origin, and the columns that it must know: who it is, and one thing of them.
const PLAIN: &str = "list";
const PLAIN_MIN: usize = 2;

/// How well a built-in mapping fits a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// The mapping.
    pub name: &'static str,
    /// Columns of the table that it reads, or paths of it that the JSON rows have.
    pub known: usize,
    /// Columns of the table, or paths of the mapping.
    pub of: usize,
    /// Whether the file is a table. JSON rows have only some of the paths that a mapping reads.
    pub is_table: bool,
}

impl fmt::Display for Fit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_table {
            true => write!(f, "{} of {} columns", self.known, self.of),
            false => write!(f, "{} of its fields", self.known),
        }
    }
}

/// The built-in mappings that can read a file and know something of it, the best first.
pub fn fits(input: &[u8], options: &Options) -> Vec<Fit> {
    // What other mappings are asked for must not stand in the way of reading the header.
    let options = Options { set: Default::default(), ..options.clone() };
    let mut fits: Vec<Fit> = BUILTIN.iter().filter_map(|(name, _)| fit(name, input, &options)).collect();
    fits.retain(|fit| fit.known > 0);
    fits.sort_by(|a, b| b.known.cmp(&a.known).then(a.name.cmp(b.name)));
    fits
}

/// The one mapping that fits clearly, where there is one: it knows most columns, and more than any other.
pub fn clear(fits: &[Fit]) -> Option<&Fit> {
    let is_most = |best: &&Fit| best.known >= CLEAR_MIN && best.known * 100 >= best.of * CLEAR_PERCENT;
    let best = fits.first().filter(|best| is_most(best) || (!best.is_table && best.known >= CLEAR_PATHS_MIN))?;
    let next = fits.get(1).map_or(0, |next| next.known);
    (best.known >= next + CLEAR_LEAD).then_some(best)
}

/// The mapping of lists where no other knows more of a table: it claims nothing of where the figures are from.
pub fn plain(fits: &[Fit]) -> Option<&Fit> {
    let most = fits.first().map_or(0, |best| best.known);
    fits.iter().find(|fit| fit.name == PLAIN && fit.known == most && fit.known >= PLAIN_MIN)
}

fn fit(name: &'static str, input: &[u8], options: &Options) -> Option<Fit> {
    let mapping = builtin(name)?.ok()?;
    let table = rows::read(input, &mapping, options).ok()?;
    let (known, of) = match &table.columns {
        Some(columns) => {
            let read: BTreeSet<String> = mapping.paths().map(|(path, _)| folded(&path.text)).collect();
            (columns.iter().filter(|column| read.contains(&folded(column))).count(), columns.len())
        }
        None => json(&mapping, &table)?,
    };
    Some(Fit { name, known, of, is_table: table.columns.is_some() })
}

/// The mappings that know some of JSON rows, though the rows may lack what they need.
pub(super) fn known_of_json(rows: &[Value]) -> Vec<Fit> {
    let mut fits: Vec<Fit> = BUILTIN.iter().filter_map(|(name, _)| some_of_json(name, rows)).collect();
    fits.retain(|fit| fit.known >= SOME_MIN);
    fits.sort_by(|a, b| b.known.cmp(&a.known).then(a.name.cmp(b.name)));
    fits
}

fn some_of_json(name: &'static str, rows: &[Value]) -> Option<Fit> {
    let mapping = builtin(name)?.ok().filter(|mapping| mapping.format != Format::Csv)?;
    let below = |path: &Path| rows.iter().filter_map(|row| path.get(row)).map(first).collect::<Vec<&Value>>();
    let places = mapping.rows.iter().map(below).chain([rows.iter().collect()]);
    let known = places.map(|rows| paths_of(&mapping, &rows).len()).max()?;
    Some(Fit { name, known, of: known, is_table: false })
}

/// The first item of a list, or the value itself.
fn first(value: &Value) -> &Value {
    value.as_array().and_then(|items| items.first()).unwrap_or(value)
}

/// The paths of a mapping that one of the rows has.
fn paths_of<'m>(mapping: &'m Mapping, rows: &[&Value]) -> BTreeSet<&'m str> {
    let has = |path: &Path| rows.iter().any(|row| path.get(row).is_some_and(|value| !value.is_null()));
    mapping.paths().filter(|(path, _)| has(path)).map(|(path, _)| path.text.as_str()).collect()
}

/// The paths of a mapping that rows have; none where they lack what it needs.
fn json(mapping: &Mapping, table: &rows::Table<'_>) -> Option<(usize, usize)> {
    debug_assert_ne!(mapping.format, Format::Csv, "a table has columns");
    let rows: Vec<_> = table.rows().take(ROWS_MAX).filter_map(|row| row.content.ok()).collect();
    let has = |path: &Path| rows.iter().any(|row| path.get(row).is_some());
    if !mapping.required().iter().all(|group| group.iter().any(|path| has(path))) {
        return None;
    }
    let paths: BTreeSet<&str> = mapping.paths().map(|(path, _)| path.text.as_str()).collect();
    let known = paths_of(mapping, &rows.iter().collect::<Vec<_>>());
    // The paths are of many variants of a payload, so their share says little.
    Some((known.len(), known.len().max(paths.len() / 2)))
}
