//! Several rows of a table: those of a country, of a kind, of the days of a campaign.

use std::borrow::Cow;
use std::sync::Arc;

use rhai::{Array, Dynamic, FLOAT, INT, ImmutableString};
use saring_model::Date;
use saring_model::catalogue::FieldSet;
use saring_pack::table::ANY;
use saring_pack::{Cell, Row, Table};
use saring_vocabulary::calendar::overlap;

use super::campaign::CampaignHost;
use super::creator::{whole, whole_int};
use super::table::{RowHost, TableHost};
use crate::fuel;
use crate::measure::Measure;
use crate::registry::{Form, Outcome, Register, raise};

/// Some rows of one table, in its order.
#[derive(Debug, Clone)]
pub(crate) struct RowsHost {
    table: Arc<Table>,
    places: Arc<[usize]>,
}

impl RowsHost {
    fn all(host: &TableHost) -> Self {
        let table = Arc::clone(host.table());
        let places = (0..table.rows.len()).collect();
        Self { table, places }
    }

    /// The rows with their places in the table.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &Row)> {
        self.places.iter().filter_map(|at| Some((*at, self.table.rows.get(*at)?)))
    }

    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    pub(crate) fn table(&self) -> &Arc<Table> {
        &self.table
    }

    fn keep(&self, keep: impl Fn(&Row) -> Outcome<bool>) -> Outcome<Self> {
        fuel::charge(self.places.len());
        let mut places = Vec::new();
        for (at, row) in self.iter() {
            if keep(row)? {
                places.push(at);
            }
        }
        Ok(Self { table: Arc::clone(&self.table), places: places.into() })
    }

    fn matching(&self, column: &str, values: &[ImmutableString]) -> Outcome<Self> {
        let at = column_of(&self.table, column)?;
        fuel::spend(self.places.len(), values.len())?;
        self.keep(|row| {
            let Some(Cell::Text(cell)) = row.cells.get(at) else { return Ok(false) };
            Ok(cell == ANY || values.iter().any(|value| value == cell))
        })
    }

    /// The rows whose column holds a word, where every row has to hold one of the words that are allowed: rows that a slip
    /// of the pen would hide must not decide anything by being absent.
    fn of_kind(&self, column: &str, word: &str, allowed: &[ImmutableString]) -> Outcome<Self> {
        let at = column_of(&self.table, column)?;
        fuel::spend(self.places.len(), allowed.len())?;
        self.keep(|row| {
            let cell = match row.cells.get(at) {
                Some(Cell::Text(text)) => Cow::Borrowed(text.as_str()),
                Some(Cell::Number(number)) => number.to_string().into(),
                Some(Cell::Empty) | None => Cow::Borrowed(""),
            };
            if allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(&cell)) {
                return Ok(cell.eq_ignore_ascii_case(word));
            }
            let (file, line) = (&self.table.file, row.line);
            raise(format!(
                "{file} line {line}: `{cell}` in the column `{column}`, which holds {}",
                allowed.join(" or ")
            ))
        })
    }

    /// The rows whose days, first and last included, the campaign's flight touches.
    fn during(&self, campaign: &CampaignHost) -> Outcome<Self> {
        let Some(flight) = campaign.campaign().and_then(|campaign| campaign.flight.as_ref()) else {
            return self.keep(|_| Ok(false));
        };
        let (from, to) = (column_of(&self.table, "from")?, column_of(&self.table, "to")?);
        self.keep(|row| {
            let days = (self.day(row, from)?, self.day(row, to)?);
            Ok(overlap(days, (flight.start, flight.end)))
        })
    }

    fn day(&self, row: &Row, column: usize) -> Outcome<Date> {
        let cell = match row.cells.get(column) {
            Some(Cell::Text(text)) => text.as_str(),
            _ => "",
        };
        Date::parse(cell).or_else(|error| raise(format!("{} line {}: {error}", self.table.file, row.line)))
    }
}

/// The place of a column, or an error that names those that there are.
pub(crate) fn column_of(table: &Table, column: &str) -> Outcome<usize> {
    let there_are =
        || raise(format!("table `{}` has no column `{column}`; it has {}", table.name, table.columns.join(", ")));
    table.column(column).map_or_else(there_are, Ok)
}

/// The texts of an array.
pub(crate) fn texts(list: &Array) -> Outcome<Vec<ImmutableString>> {
    let text = |item: &Dynamic| match item.read_lock::<ImmutableString>() {
        Some(text) => Ok(text.clone()),
        None => raise("a list of texts is due here"),
    };
    list.iter().map(text).collect()
}

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "table.matching(column, values) -> rows",
            "-",
            "The rows whose column holds a text, or one of a list of texts; `*` in a row meets anything.",
        )
        .call(|t: &mut TableHost, column: ImmutableString, value: ImmutableString| {
            RowsHost::all(t).matching(&column, &[value])
        })
        .call(|t: &mut TableHost, column: ImmutableString, values: Array| {
            RowsHost::all(t).matching(&column, &texts(&values)?)
        });
    register
        .say(Form::Property, "table.rows -> rows", "-", "All rows, in the table's order.")
        .property(|t: &TableHost, _| RowsHost::all(t));
    register
        .say(Form::Method, "rows.matching(column, values) -> rows", "-", "Those of the rows that match as well.")
        .call(|r: &mut RowsHost, column: ImmutableString, value: ImmutableString| r.matching(&column, &[value]))
        .call(|r: &mut RowsHost, column: ImmutableString, values: Array| r.matching(&column, &texts(&values)?));
    register
        .say(
            Form::Method,
            "rows.of_kind(column, word, allowed) -> rows",
            "-",
            "Those of the rows whose column holds the word, in capitals or not; an error where one of the rows holds none of the words that are allowed.",
        )
        .call(|r: &mut RowsHost, column: ImmutableString, word: ImmutableString, allowed: Array| {
            r.of_kind(&column, &word, &texts(&allowed)?)
        });
    register
        .say(
            Form::Method,
            "rows.during(campaign) -> rows",
            "-",
            "The rows whose days, in the columns `from` and `to`, the campaign's flight touches; none where it says no days.",
        )
        .reads(&["campaign.flight.start", "campaign.flight.end"])
        .call(|r: &mut RowsHost, campaign: CampaignHost| r.during(&campaign));
    register
        .say(Form::Method, "rows.len() -> value", "count", "How many rows there are.")
        .call(|r: &mut RowsHost| Measure::counted(r.len(), FieldSet::EMPTY));
    register
        .say(
            Form::Method,
            "rows.list(n) -> array",
            "-",
            "The first n rows, or all of them, to be looked at one by one.",
        )
        .call(|r: &mut RowsHost| list(r, usize::MAX))
        .call(|r: &mut RowsHost, n: FLOAT| list(r, whole(n)))
        .call(|r: &mut RowsHost, n: INT| list(r, whole_int(n)));
}

fn list(rows: &RowsHost, n: usize) -> Array {
    fuel::charge(rows.len().min(n));
    rows.iter().take(n).map(|(at, _)| Dynamic::from(RowHost::at(&rows.table, at))).collect()
}
