//! Tables of the pack. They stay on the host's side, so a large one costs nothing but what is looked up.

use crate::answer::Cited;
use crate::source::{self, TableSource};
use crate::{Curve, Quantity, Unit};

/// A table: benchmarks, bands, a lexicon, the weights of a model.
///
/// A column that does not exist and a row beyond the end are mistakes of the plugin, and end it with a fault that names
/// them.
pub struct Table {
    name: String,
    source: TableSource,
}

impl Table {
    /// The table of that name among those that the pack gives this rule; none where it gives no such table. Open tables in
    /// `new`: [`Setup::table`](crate::Setup::table) says what is missing.
    pub fn open(name: &str) -> Option<Self> {
        Some(Self { name: name.to_owned(), source: source::open(name)? })
    }

    /// The table's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many rows there are.
    pub fn len(&self) -> u32 {
        self.source.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Names of the columns.
    pub fn columns(&self) -> Vec<String> {
        self.source.columns()
    }

    /// The row that says most exactly what is wanted, as column and value: every column must equal its value or be `*`.
    /// None where there is no such row.
    pub fn pick(&self, wanted: &[(&str, &str)]) -> Option<Row<'_>> {
        let wanted: Vec<(String, String)> =
            wanted.iter().map(|(column, value)| ((*column).to_owned(), (*value).to_owned())).collect();
        let (index, is_fallback) = self.source.pick(&wanted)?;
        Some(Row { table: self, index, is_fallback })
    }

    /// A row by its number, from 0.
    pub fn row(&self, index: u32) -> Row<'_> {
        Row { table: self, index, is_fallback: false }
    }

    /// The first row with each of the texts in a column.
    pub fn find<T: AsRef<str>>(&self, column: &str, texts: &[T]) -> Vec<Option<u32>> {
        let texts: Vec<String> = texts.iter().map(|text| text.as_ref().to_owned()).collect();
        self.source.find(column, &texts)
    }

    /// The number in a row; none where the cell is empty or holds a text.
    pub fn number(&self, row: u32, column: &str) -> Option<f64> {
        self.source.number(row, column)
    }

    /// The text in a row; none where the cell is empty or holds a number.
    pub fn text(&self, row: u32, column: &str) -> Option<String> {
        self.source.text(row, column)
    }

    /// A whole column of numbers.
    pub fn numbers(&self, column: &str) -> Vec<Option<f64>> {
        self.source.numbers(column)
    }

    /// A whole column of texts.
    pub fn texts(&self, column: &str) -> Vec<Option<String>> {
        self.source.texts(column)
    }

    /// The numbers of a column in the given rows, in one call: weights of a model whose features are row numbers. Every
    /// cell asked for must hold a number.
    pub fn gather(&self, column: &str, rows: &[u32]) -> Vec<f64> {
        self.source.gather(column, rows)
    }
}

/// A row of a table.
#[derive(Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    index: u32,
    is_fallback: bool,
}

impl Row<'_> {
    /// The row's number in the table, from 0.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Whether the row is a more general one than was asked for.
    pub fn is_fallback(&self) -> bool {
        self.is_fallback
    }

    /// The number of a column; none where the cell is empty or holds a text.
    pub fn number(&self, column: &str) -> Option<f64> {
        self.table.number(self.index, column)
    }

    /// The text of a column; none where the cell is empty or holds a number.
    pub fn text(&self, column: &str) -> Option<String> {
        self.table.text(self.index, column)
    }

    /// Points at the row's values in these columns; a cell that is empty is left out.
    pub fn curve(&self, columns: &[&str], points: &[f64]) -> Curve {
        let values = columns.iter().map(|column| self.number(column));
        Curve::Table(values.zip(points).filter_map(|(value, points)| Some((value?, *points))).collect())
    }

    /// Between which percentiles a value lies, linear between the cells; the columns and the percent that each stands for.
    pub fn percentile(&self, value: &Quantity, columns: &[&str], percents: &[f64]) -> Quantity {
        let Curve::Table(knots) = self.curve(columns, percents) else { return value.clone().as_missing() };
        value.clone().map(Unit::Number, |value| saring_measures::curve::interpolate(value, &knots))
    }

    pub(crate) fn cited(&self) -> Cited {
        Cited { table: self.table.name.clone(), row: self.index, is_fallback: self.is_fallback }
    }
}

/// A tier of the pack with its bounds, in followers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierBand {
    /// The tier.
    pub id: String,
    /// Followers at which it begins.
    pub from: u64,
    /// Followers at which it ends; none where it is open.
    pub below: Option<u64>,
}

/// The pack's tiers, smallest first. Ask in `new`.
pub fn tiers() -> Vec<TierBand> {
    source::tiers().into_iter().map(|(id, from, below)| TierBand { id, from, below }).collect()
}
