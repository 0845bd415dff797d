//! A model as a table of a pack: comment lines that say what it is, then a row per bucket.

use std::io::Write;
use std::path::Path;

use super::Error;

/// Writes a CSV table: `# key = value` lines, the columns' names, the rows.
///
/// # Errors
///
/// The file cannot be written.
pub fn write<R: IntoIterator<Item = C>, C: ToString>(
    path: &Path,
    header: &[(&str, &str)],
    columns: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> Result<(), Error> {
    let written = rendered(header, columns, rows).and_then(|text| std::fs::write(path, text));
    written.map_err(|source| Error::Write { path: path.display().to_string(), source })
}

fn rendered<R: IntoIterator<Item = C>, C: ToString>(
    header: &[(&str, &str)],
    columns: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> std::io::Result<Vec<u8>> {
    let mut text = Vec::new();
    for (key, value) in header {
        writeln!(text, "# {key} = {}", value.replace('\n', " "))?;
    }
    let mut csv = csv::Writer::from_writer(text);
    csv.write_record(columns)?;
    for row in rows {
        csv.write_record(row.into_iter().map(|cell| cell.to_string()))?;
    }
    csv.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// The weight in whole steps of 1 / `scale`, for a table.
pub fn quantised(weight: f64, scale: f64) -> i64 {
    (weight * scale).round() as i64
}
