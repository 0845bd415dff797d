//! A column of numbers, one per post or record.

use std::sync::Arc;

use rhai::{FLOAT, INT};
use saring_model::catalogue::FieldSet;
use saring_pack::Unit;
use saring_vocabulary::Column;

use crate::fuel;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register};

/// A column with its unit and the fields that it was taken from.
#[derive(Debug, Clone)]
pub(crate) struct ColumnHost {
    column: Arc<Column>,
    unit: Unit,
    fields: FieldSet,
    lacking: FieldSet,
}

impl ColumnHost {
    pub(crate) fn of(column: Column, unit: Unit, fields: FieldSet) -> Self {
        fuel::charge(column.len());
        Self { column: Arc::new(column), unit, fields, lacking: FieldSet::EMPTY }
    }

    /// Says which of the fields are the ones that lack where nothing is known.
    pub(crate) fn lacking(self, lacking: FieldSet) -> Self {
        Self { lacking, ..self }
    }

    /// The value below which the share `q` of the values lies.
    pub(crate) fn quantile(&self, q: f64) -> Measure {
        self.give(self.column.quantile(q), self.unit)
    }

    /// How many of the items have a value.
    pub(super) fn known(&self) -> f64 {
        self.column.known() as f64
    }

    fn give(&self, value: Option<f64>, unit: Unit) -> Measure {
        fuel::charge(self.column.len());
        Measure::of(value, unit, self.fields).lacking(self.lacking).of_sample(self.column.known())
    }
}

macro_rules! statistics {
    ($register:expr, $($signature:literal, $unit:literal, $meaning:literal, $as:expr, $get:expr;)+) => {
        $($register.say(Form::Method, $signature, $unit, $meaning).call(|c: &mut ColumnHost| c.give($get(c.column.as_ref()), $as.unwrap_or(c.unit)));)+
    };
}

pub(crate) fn register(register: &mut Register<'_>) {
    const SAME: Option<Unit> = None;
    statistics!(register,
        "column.median() -> value", "of the column", "The middle value.", SAME, Column::median;
        "column.mean() -> value", "of the column", "The arithmetic mean.", SAME, Column::mean;
        "column.min() -> value", "of the column", "The smallest value.", SAME, Column::min;
        "column.max() -> value", "of the column", "The largest value.", SAME, Column::max;
        "column.sum() -> value", "of the column", "The sum of the known values; 0 where none is known.", SAME, |c: &Column| Some(c.sum());
        "column.mad() -> value", "of the column", "The median absolute deviation from the median.", SAME, Column::mad;
        "column.deviation() -> value", "of the column", "The sample standard deviation.", SAME, Column::deviation;
        "column.cv() -> value", "ratio", "The coefficient of variation: deviation over mean.", Some(Unit::Ratio), Column::cv;
        "column.len() -> value", "count", "How many items were asked.", Some(Unit::Count), |c: &Column| Some(c.len() as f64);
        "column.known() -> value", "count", "How many items have a value.", Some(Unit::Count), |c: &Column| Some(c.known() as f64);
        "column.share_known() -> value", "fraction", "Share of the items that have a value.", Some(Unit::Fraction), Column::share_known;
    );
    register
        .say(
            Form::Method,
            "column.quantile(q) -> value",
            "of the column",
            "The value below which the share q of the values lies (Hyndman and Fan's type 7).",
        )
        .call(|c: &mut ColumnHost, q: FLOAT| c.quantile(q))
        .call(|c: &mut ColumnHost, q: INT| c.quantile(q as f64));
    register
        .say(
            Form::Method,
            "column.share_at_least(bound) -> value",
            "fraction",
            "Share of the known values that are at least `bound`.",
        )
        .call(|c: &mut ColumnHost, bound: rhai::Dynamic| -> Outcome<Measure> {
            Ok(c.give(c.column.share_at_least(number(&bound)?), Unit::Fraction))
        });
    register
        .say(
            Form::Method,
            "column.robust_z(x) -> value",
            "number",
            "How many robust deviations x lies above the median: (x - median) / (1.4826 * mad).",
        )
        .call(|c: &mut ColumnHost, x: rhai::Dynamic| -> Outcome<Measure> {
            Ok(c.give(c.column.robust_z(number(&x)?), Unit::Number))
        });
}
