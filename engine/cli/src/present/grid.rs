//! Columns that fit the page.

use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Row, Table, TableStyle, presets};

use crate::visible::visible;

/// A table without borders whose last column takes the width that is left.
pub fn plain(header: &[&str], rows: Vec<Vec<String>>, width: u16) -> String {
    let mut table = empty(width);
    table.set_header(header.iter().map(|name| Cell::new(name).add_attribute(Attribute::Bold)));
    table.add_rows(rows.into_iter().map(|row| Row::from(row.iter().map(|text| Cell::new(visible(text))))));
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    // The first column names the row; a name in pieces could not be copied.
    if let Some(first) = table.column_mut(0) {
        first.set_constraint(ColumnConstraint::ContentWidth);
    }
    finish(&table)
}

/// An empty table in the one style of the program.
pub fn empty(width: u16) -> Table {
    const STYLE: TableStyle = presets::NOTHING;
    let mut table = Table::new();
    // Whether colours are wanted is decided once, where the text leaves the program.
    table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic).set_width(width).enforce_styling();
    table
}

/// The table's text, without blanks at the ends of lines.
pub fn finish(table: &Table) -> String {
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
