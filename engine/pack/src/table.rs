//! Tables: benchmarks and bands as data, every row with its source and its definition.

/// A table of a pack.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Name: the file's name without folder and ending.
    pub name: String,
    /// The file's path in its pack.
    pub file: String,
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
        let mut best: Option<(&Row, Vec<bool>)> = None;
        for row in &self.rows {
            let exact: Option<Vec<bool>> = columns.iter().map(|(column, value)| row.meets(*column, value)).collect();
            let Some(exact) = exact else { continue };
            let count = |exact: &[bool]| exact.iter().filter(|exact| **exact).count();
            let better = best.as_ref().is_none_or(|(_, most)| (count(&exact), &exact) > (count(most), most));
            if better {
                best = Some((row, exact));
            }
        }
        best.map(|(row, exact)| (row, exact.contains(&false)))
    }

    /// Index of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
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
    /// Whether a cell equals a value (true) or stands for every value (false).
    fn meets(&self, column: usize, value: &str) -> Option<bool> {
        match self.cells.get(column)? {
            Cell::Text(text) if text == value => Some(true),
            Cell::Text(text) if text == ANY => Some(false),
            _ => None,
        }
    }
}
