//! `tables`: benchmarks and bands, looked up by what they are about.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_pack::{Cell, Curve, Row, Table, TableRow, Unit};

use crate::answer::CurveHost;
use crate::fuel;
use crate::measure::{Measure, measure, number};
use crate::registry::{Form, Outcome, Register, raise};

/// Look-ups that are remembered per table; a script that asks for more is answered all the same.
const REMEMBERED_MAX: usize = 1_024;

/// A table of the check.
#[derive(Debug, Clone)]
pub(crate) struct TableHost(Arc<Remembering>);

/// A look-up is a pure function of its key, so its result may be kept.
#[derive(Debug)]
struct Remembering {
    table: Arc<Table>,
    found: Mutex<BTreeMap<String, Option<Found>>>,
}

/// A row, or the knowledge that the table has none.
#[derive(Debug, Clone)]
pub(crate) struct RowHost {
    table: Arc<Table>,
    row: Option<Found>,
}

/// A row's place in its table, and its name for the report, which is made once.
#[derive(Debug, Clone)]
struct Found {
    at: usize,
    named: Arc<TableRow>,
}

impl TableHost {
    pub(crate) fn new(table: Arc<Table>) -> Self {
        Self(Arc::new(Remembering { table, found: Mutex::default() }))
    }

    /// The table itself.
    pub(crate) fn table(&self) -> &Arc<Table> {
        &self.0.table
    }

    pub(crate) fn pick(&self, wanted: &[(&str, &str)]) -> Outcome<RowHost> {
        let table = &self.0.table;
        if let Some((name, _)) = wanted.iter().find(|(name, _)| table.column(name).is_none()) {
            return raise(format!(
                "table `{}` has no column `{name}`; it has {}",
                table.name,
                table.columns.join(", ")
            ));
        }
        // Charged whether it is remembered or not, so that no creator pays for another's place in the order.
        fuel::charge(table.rows.len() * wanted.len());
        let mut key = String::with_capacity(64);
        for (name, value) in wanted {
            key.extend([name, "\u{1}", value, "\u{2}"]);
        }
        let mut found = self.0.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(row) = found.get(&key) {
            return Ok(RowHost { table: table.clone(), row: row.clone() });
        }
        let row = table.pick(wanted).and_then(|(row, fallback)| {
            let at = table.rows.iter().position(|each| std::ptr::eq(each, row))?;
            Some(Found { at, named: table.cited(row, fallback) })
        });
        if found.len() < REMEMBERED_MAX {
            found.insert(key, row.clone());
        }
        Ok(RowHost { table: table.clone(), row })
    }

    /// The text in a column of the row whose other column says `value`; none where there is no such row or cell.
    pub(crate) fn text_by(&self, column: &str, value: &str, wanted: &str) -> Outcome<Option<String>> {
        let cell = self.pick(&[(column, value)])?.cell(wanted)?;
        Ok(cell.into_immutable_string().ok().map(String::from))
    }
}

impl RowHost {
    /// The row at a place of a table.
    pub(crate) fn at(table: &Arc<Table>, at: usize) -> Self {
        let row = table.rows.get(at).map(|row| Found { at, named: table.cited(row, false) });
        Self { table: Arc::clone(table), row }
    }

    fn get(&self) -> Option<&Row> {
        self.table.rows.get(self.row.as_ref()?.at)
    }

    pub(crate) fn number(&self, column: &str) -> Option<f64> {
        self.table.number(self.get()?, column)
    }

    pub(super) fn text(&self, column: &str) -> Option<&str> {
        self.table.text(self.get()?, column)
    }

    /// The row's name for the report.
    pub(crate) fn named(&self) -> Option<Arc<TableRow>> {
        self.row.as_ref().map(|found| Arc::clone(&found.named))
    }

    fn cell(&self, column: &str) -> Outcome<Dynamic> {
        let Some(at) = self.table.column(column) else {
            return raise(format!(
                "table `{}` has no column `{column}`; it has {}",
                self.table.name,
                self.table.columns.join(", ")
            ));
        };
        Ok(match self.get().and_then(|row| row.cells.get(at)) {
            Some(Cell::Number(number)) => Dynamic::from(Measure::from(*number)),
            Some(Cell::Text(text)) => Dynamic::from(ImmutableString::from(text.as_str())),
            Some(Cell::Empty) | None => Dynamic::from(Measure::of(None, Unit::Number, FieldSet::EMPTY)),
        })
    }

    fn curve(&self, columns: &Array, points: &Array) -> Outcome<CurveHost> {
        if columns.len() != points.len() {
            return raise(format!(
                "{} columns and {} points; a curve needs as many of one as of the other",
                columns.len(),
                points.len()
            ));
        }
        fuel::charge(columns.len() * self.table.columns.len());
        let mut knots = Vec::with_capacity(columns.len());
        for (column, points) in columns.iter().zip(points) {
            let column = column.read_lock::<ImmutableString>();
            let Some(column) = column else { return raise("the columns of a curve are texts") };
            if let Some(value) = self.number(&column) {
                knots.push((value, number(points)?));
            }
        }
        Ok(CurveHost { curve: Curve::Table(knots), row: self.named() })
    }
}

pub(crate) fn register(register: &mut Register<'_>) {
    rows(register);
    row_curves(register);
    row_values(register);
}

fn rows(register: &mut Register<'_>) {
    register
        .say(Form::Method, "table.pick(column, value, …) -> row", "-", "The row that says most exactly what is asked for, of one to four columns; `*` in a row meets anything and makes it a fallback.")
        .call(|t: &mut TableHost, c: ImmutableString, v: ImmutableString| t.pick(&[(&c, &v)]))
        .call(|t: &mut TableHost, c1: ImmutableString, v1: ImmutableString, c2: ImmutableString, v2: ImmutableString| t.pick(&[(&c1, &v1), (&c2, &v2)]))
        .call(|t: &mut TableHost, c1: ImmutableString, v1: ImmutableString, c2: ImmutableString, v2: ImmutableString, c3: ImmutableString, v3: ImmutableString| {
            t.pick(&[(&c1, &v1), (&c2, &v2), (&c3, &v3)])
        })
        .call(|t: &mut TableHost, c1: ImmutableString, v1: ImmutableString, c2: ImmutableString, v2: ImmutableString, c3: ImmutableString, v3: ImmutableString, c4: ImmutableString, v4: ImmutableString| {
            t.pick(&[(&c1, &v1), (&c2, &v2), (&c3, &v3), (&c4, &v4)])
        });
    register
        .say(Form::Method, "row.is_unknown() -> bool", "-", "Whether the table has no such row.")
        .call(|row: &mut RowHost| row.get().is_none());
    register
        .say(
            Form::Property,
            "row.is_fallback -> bool",
            "-",
            "Whether the row is a more general one than was asked for.",
        )
        .property(|row: &RowHost, _| row.row.as_ref().is_some_and(|found| found.named.fallback));
}

fn row_curves(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "row.curve(columns, points) -> curve",
            "points",
            "Points at the row's values in these columns; a cell that is empty is left out.",
        )
        .call(|row: &mut RowHost, columns: Array, points: Array| row.curve(&columns, &points));
    register
        .say(
            Form::Method,
            "row.ramp(from, to) -> curve",
            "points",
            "0 points at `from`, 100 at `to`, which the row gave.",
        )
        .call(|row: &mut RowHost, from: Dynamic, to: Dynamic| -> Outcome<CurveHost> {
            Ok(CurveHost { curve: Curve::Ramp { from: number(&from)?, to: number(&to)? }, row: row.named() })
        });
    register
        .say(
            Form::Method,
            "row.knots(values, points) -> curve",
            "points",
            "Points at given values, of a curve that the row gave.",
        )
        .call(|row: &mut RowHost, values: Array, points: Array| -> Outcome<CurveHost> {
            fuel::charge(values.len());
            let knots: Outcome<Vec<(f64, f64)>> =
                values.iter().zip(&points).map(|(value, points)| Ok((number(value)?, number(points)?))).collect();
            Ok(CurveHost { curve: Curve::Table(knots?), row: row.named() })
        });
}

fn row_values(register: &mut Register<'_>) {
    register
        .say(Form::Method, "row.percentile(value, columns, percents) -> value", "number", "Between which percentiles a value lies, linear between the cells; the columns and the percent that each stands for.")
        .call(|row: &mut RowHost, value: Dynamic, columns: Array, percents: Array| -> Outcome<Measure> {
            let value = measure(&value)?;
            let CurveHost { curve, .. } = row.curve(&columns, &percents)?;
            let Curve::Table(knots) = curve else { return raise("a row gives its percentiles as a table") };
            let percentile = value.value.filter(|_| !knots.is_empty()).map(|value| saring_vocabulary::curve::interpolate(value, &knots));
            Ok(Measure { unit: Unit::Number, ..Measure::of(percentile, Unit::Number, value.fields) })
        });
    register
        .say(
            Form::Property,
            "row.<column> -> value",
            "of the column",
            "The cell of a column: a number, a text, or unknown where it is empty.",
        )
        .indexer(|row: &RowHost, name| row.cell(name));
}
