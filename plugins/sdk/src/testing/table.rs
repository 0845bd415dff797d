//! A table from the text of a CSV file, read as a pack reads it.

/// The cell that stands for every value of its column.
const ANY: &str = "*";
/// Columns that hold words, though a source such as `2022` looks like a number.
const WORDS: [&str; 2] = ["source", "definition"];

/// A table.
#[derive(Debug, Clone)]
pub(crate) struct TextTable {
    name: String,
    columns: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone)]
enum Cell {
    Empty,
    Number(f64),
    Text(String),
}

impl TextTable {
    pub(crate) fn read(name: &str, csv: &str) -> Result<Self, String> {
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(csv.as_bytes());
        let refused = |error: csv::Error| format!("table `{name}`: {error}");
        let columns: Vec<String> = reader.headers().map_err(refused)?.iter().map(str::to_owned).collect();
        let read = |row: csv::StringRecord| columns.iter().zip(&row).map(|(column, text)| cell(column, text)).collect();
        let rows = reader.records().map(|row| Ok(read(row?))).collect::<Result<_, _>>();
        let rows = rows.map_err(refused)?;
        Ok(Self { name: name.to_owned(), columns, rows })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn len(&self) -> u32 {
        self.rows.len() as u32
    }

    pub(crate) fn columns(&self) -> Vec<String> {
        self.columns.clone()
    }

    /// Of the rows whose wanted columns equal their values or are `*`, the one with most equal columns, then with an equal
    /// earlier column, then the earlier one.
    pub(crate) fn pick(&self, wanted: &[(String, String)]) -> Option<(u32, bool)> {
        let columns: Vec<(usize, &str)> =
            wanted.iter().map(|(name, value)| (self.column(name), value.as_str())).collect();
        let mut best: Option<(u32, (u32, u64))> = None;
        for (index, row) in (0..).zip(&self.rows) {
            let Some(exactness) = exactness(row, &columns) else { continue };
            if best.is_none_or(|(_, most)| exactness > most) {
                best = Some((index, exactness));
            }
        }
        best.map(|(index, (exact, _))| (index, (exact as usize) < columns.len()))
    }

    pub(crate) fn find(&self, column: &str, texts: &[String]) -> Vec<Option<u32>> {
        let all = self.texts(column);
        let row = |wanted: &String| all.iter().position(|text| text.as_ref() == Some(wanted)).map(|at| at as u32);
        texts.iter().map(row).collect()
    }

    pub(crate) fn number(&self, row: u32, column: &str) -> Option<f64> {
        match self.cell(row, column) {
            Cell::Number(number) => Some(*number),
            Cell::Empty | Cell::Text(_) => None,
        }
    }

    pub(crate) fn text(&self, row: u32, column: &str) -> Option<String> {
        match self.cell(row, column) {
            Cell::Text(text) => Some(text.clone()),
            Cell::Empty | Cell::Number(_) => None,
        }
    }

    pub(crate) fn numbers(&self, column: &str) -> Vec<Option<f64>> {
        (0..self.len()).map(|row| self.number(row, column)).collect()
    }

    pub(crate) fn texts(&self, column: &str) -> Vec<Option<String>> {
        (0..self.len()).map(|row| self.text(row, column)).collect()
    }

    pub(crate) fn gather(&self, column: &str, rows: &[u32]) -> Vec<f64> {
        let number = |row: &u32| self.number(*row, column);
        let empty =
            |row: &u32| super::refuse(&format!("row {row} of table `{}` has no number in `{column}`", self.name));
        rows.iter().map(|row| number(row).unwrap_or_else(|| empty(row))).collect()
    }

    fn column(&self, name: &str) -> usize {
        let found = self.columns.iter().position(|column| column == name);
        found.unwrap_or_else(|| super::refuse(&format!("table `{}` has no column `{name}`", self.name)))
    }

    fn cell(&self, row: u32, column: &str) -> &Cell {
        let at = self.column(column);
        let found = self.rows.get(row as usize).and_then(|row| row.get(at));
        let beyond = || format!("row {row} is beyond the {} rows of table `{}`", self.rows.len(), self.name);
        found.unwrap_or_else(|| super::refuse(&beyond()))
    }
}

/// How many of the wanted columns equal their values, and which; none where one is neither equal nor `*`.
fn exactness(row: &[Cell], wanted: &[(usize, &str)]) -> Option<(u32, u64)> {
    let (mut count, mut which) = (0, 0);
    for (column, value) in wanted {
        let Cell::Text(text) = row.get(*column)? else { return None };
        let exact = text == value;
        if !exact && text != ANY {
            return None;
        }
        count += u32::from(exact);
        which = (which << 1) | u64::from(exact);
    }
    Some((count, which))
}

fn cell(column: &str, text: &str) -> Cell {
    if text.is_empty() {
        return Cell::Empty;
    }
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite() && !WORDS.contains(&column));
    number.map_or_else(|| Cell::Text(text.to_owned()), Cell::Number)
}
