//! Tables: benchmarks and bands as data, every row with its source and its definition.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::answer::TableRow;

/// A table of a pack.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Name: the file's name without folder and ending.
    pub name: String,
    /// The file's path in its pack.
    pub file: String,
    /// What the lines `# key = value` before the header say of the whole table: `source`, `definition`, `licence` …
    pub notes: BTreeMap<String, String>,
    /// Column names.
    pub columns: Vec<String>,
    /// Rows in written order.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Line of the row in the file, from 1.
    pub line: u32,
    /// Cells, one per column.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// A number.
    Number(f64),
    /// A text; `*` stands for every value.
    Text(String),
}

/// The cell that stands for every value of its column.
pub const ANY: &str = "*";

impl Table {
    /// The row that says most exactly what was asked for, and whether some asked column is only met by `*`.
    ///
    /// Every wanted column must equal its value or be `*`. Of the rows left, the one with most equal columns wins, then
    /// the one that is equal in the earlier wanted column, then the earlier row. A column that the table lacks is met
    /// by no row.
    pub fn pick(&self, wanted: &[(&str, &str)]) -> Option<(&Row, bool)> {
        let columns: Option<Vec<(usize, &str)>> =
            wanted.iter().map(|(name, value)| Some((self.column(name)?, *value))).collect();
        let columns = columns?;
        let every = u32::try_from(columns.len()).ok()?;
        let mut best: Option<(&Row, (u32, u64))> = None;
        for row in &self.rows {
            let Some(exactness) = row.exactness(&columns) else { continue };
            if best.is_none_or(|(_, most)| exactness > most) {
                best = Some((row, exactness));
            }
        }
        best.map(|(row, (exact, _))| (row, exact < every))
    }

    /// Index of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// A row as answers name it. Its numbers come from where the row says, or else from where the whole table does.
    pub fn cited(&self, row: &Row, fallback: bool) -> Arc<TableRow> {
        let source = self.text(row, "source").or_else(|| self.notes.get("source").map(String::as_str));
        let (table, source) = (self.name.clone(), source.unwrap_or_default().to_owned());
        Arc::new(TableRow { table, line: row.line, source, fallback })
    }

    /// The number in a row's column.
    pub fn number(&self, row: &Row, column: &str) -> Option<f64> {
        match row.cells.get(self.column(column)?)? {
            Cell::Number(number) => Some(*number),
            Cell::Empty | Cell::Text(_) => None,
        }
    }

    /// The text in a row's column.
    pub fn text<'a>(&self, row: &'a Row, column: &str) -> Option<&'a str> {
        match row.cells.get(self.column(column)?)? {
            Cell::Text(text) => Some(text),
            Cell::Empty | Cell::Number(_) => None,
        }
    }
}

impl Row {
    /// How many of the wanted columns equal their values, and which, the first one weighing most; none where one is
    /// neither equal nor `*`.
    fn exactness(&self, wanted: &[(usize, &str)]) -> Option<(u32, u64)> {
        let (mut count, mut which) = (0, 0);
        for (column, value) in wanted {
            let Cell::Text(text) = self.cells.get(*column)? else { return None };
            let exact = text == value;
            if !exact && text != ANY {
                return None;
            }
            count += u32::from(exact);
            which = (which << 1) | u64::from(exact);
        }
        Some((count, which))
    }
}
