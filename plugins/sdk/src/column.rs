//! A column of numbers, one per post or record, with the fields that it was taken from.

use saring_measures as measures;

use crate::{Fields, Quantity, Unit};

/// Numbers taken from many items, some of which say nothing. Its statistics are quantities that rest on the known ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    column: measures::Column,
    unit: Unit,
    fields: Fields,
}

impl Column {
    /// A column of values with their unit, read from fields. Values that are not finite are not known.
    pub fn new(values: impl IntoIterator<Item = Option<f64>>, unit: Unit, fields: impl Into<Fields>) -> Self {
        Self { column: values.into_iter().collect(), unit, fields: fields.into() }
    }

    /// The known values in rising order.
    pub fn sorted(&self) -> &[f64] {
        self.column.sorted()
    }

    /// The middle value.
    pub fn median(&self) -> Quantity {
        self.give(self.column.median())
    }

    /// The arithmetic mean.
    pub fn mean(&self) -> Quantity {
        self.give(self.column.mean())
    }

    /// The smallest value.
    pub fn min(&self) -> Quantity {
        self.give(self.column.min())
    }

    /// The largest value.
    pub fn max(&self) -> Quantity {
        self.give(self.column.max())
    }

    /// The sum of the known values; 0 where none is known.
    pub fn sum(&self) -> Quantity {
        self.give(Some(self.column.sum()))
    }

    /// The median absolute deviation from the median.
    pub fn mad(&self) -> Quantity {
        self.give(self.column.mad())
    }

    /// The sample standard deviation; unknown below two values.
    pub fn deviation(&self) -> Quantity {
        self.give(self.column.deviation())
    }

    /// The coefficient of variation: deviation over mean.
    pub fn cv(&self) -> Quantity {
        self.give(self.column.cv()).as_unit(Unit::Ratio)
    }

    /// How many items were asked.
    pub fn len(&self) -> Quantity {
        self.give(Some(self.column.len() as f64)).as_unit(Unit::Count)
    }

    /// Whether no item was asked.
    pub fn is_empty(&self) -> bool {
        self.column.is_empty()
    }

    /// How many items have a value.
    pub fn known(&self) -> Quantity {
        self.give(Some(self.column.known() as f64)).as_unit(Unit::Count)
    }

    /// Share of the items that have a value.
    pub fn share_known(&self) -> Quantity {
        self.give(self.column.share_known()).as_unit(Unit::Fraction)
    }

    /// The value below which the share `q`, 0 to 1, of the values lies (Hyndman and Fan's type 7).
    pub fn quantile(&self, q: f64) -> Quantity {
        self.give(self.column.quantile(q))
    }

    /// Share of the known values that are at least `bound`.
    pub fn share_at_least(&self, bound: f64) -> Quantity {
        self.give(self.column.share_at_least(bound)).as_unit(Unit::Fraction)
    }

    /// How many robust deviations `value` lies above the median: `(value - median) / (1.4826 * mad)`.
    pub fn robust_z(&self, value: f64) -> Quantity {
        self.give(self.column.robust_z(value)).as_unit(Unit::Number)
    }

    fn give(&self, value: Option<f64>) -> Quantity {
        Quantity::new(value, self.unit, self.fields.clone()).of_sample(self.column.known() as u64)
    }
}
