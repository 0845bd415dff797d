//! A document as Markdown, with tables as GitHub reads them. Nobody's text becomes markup.

use std::fmt::Write as _;

use crate::document::{Block, Cell, Chart, Column, Document, Figure, Number, Section, Series, Table, Width};
use crate::shown::shown;

/// Characters of the longest bar of a chart.
const BAR_CHARS: f64 = 24.0;
/// What may begin markup anywhere in a line.
const MARKUP: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '#', '&', '!', '$'];

/// The whole document.
pub(crate) fn write(document: &Document) -> String {
    let mut out = String::new();
    line(&mut out, &format!("# {}", escaped(&document.title)));
    line(&mut out, &format!("*{}*", escaped(&document.subtitle)));
    line(&mut out, &format!("**{}**", escaped(&document.headline)));
    figures(&mut out, &document.figures);
    document.sections.iter().for_each(|section| self::section(&mut out, section));
    line(&mut out, "---");
    line(&mut out, &escaped(&document.imprint));
    out
}

/// A paragraph. Writing to a text cannot fail.
fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{text}\n");
}

fn figures(out: &mut String, figures: &[Figure]) {
    for figure in figures {
        let note = if figure.note.is_empty() { String::new() } else { format!(" ({})", escaped(&figure.note)) };
        let _ = writeln!(out, "- {}: **{}**{note}", escaped(&figure.label), escaped(&figure.value));
    }
    out.push('\n');
}

fn section(out: &mut String, section: &Section) {
    line(out, &format!("## {}", escaped(&section.title)));
    for block in &section.blocks {
        match block {
            Block::Text(text) => line(out, &leading(&escaped(text))),
            Block::Points(points) => {
                points.iter().for_each(|point| out.push_str(&format!("- {}\n", leading(&escaped(point)))));
                out.push('\n');
            }
            Block::Terms(terms) => {
                terms.iter().for_each(|(term, told)| line(out, &format!("**{}.** {}", escaped(term), escaped(told))));
            }
            Block::Table(table) => self::table(out, table),
            Block::Chart(chart) => self::chart(out, chart),
        }
    }
}

fn table(out: &mut String, table: &Table) {
    if !table.caption.is_empty() {
        line(out, &format!("**{}**", escaped(&table.caption)));
    }
    let titles = table.columns.iter().map(|column| escaped(&column.title));
    row(out, titles);
    row(out, table.columns.iter().map(|column| rule(column).to_owned()));
    table.rows.iter().for_each(|cells| row(out, cells.iter().map(|cell| escaped(&cell_text(cell)))));
    out.push('\n');
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    let _ = writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "));
}

fn rule(column: &Column) -> &'static str {
    match column.width {
        Width::Word | Width::Prose => "---",
        Width::Number | Width::Estimate => "---:",
    }
}

fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Tag(_, text) => text.clone(),
        Cell::Unknown(why) => format!("? {why}"),
        Cell::Number(number) | Cell::Graded(_, number) => number.text.clone(),
        Cell::Estimate { value, low, high } => {
            value.as_ref().map_or_else(|| low.to(high), |value| format!("{} ({})", value.text, low.to(high)))
        }
    }
}

/// A chart as a table; one with a single series has bars.
fn chart(out: &mut String, chart: &Chart) {
    line(out, &format!("**{}**", escaped(&chart.title)));
    if let [series] = chart.series.as_slice() {
        row(out, ["", "", ""].map(str::to_owned).into_iter());
        row(out, ["---", "---:", "---"].map(str::to_owned).into_iter());
        let most = greatest(series);
        for (label, number) in chart.labels.iter().zip(&series.points) {
            row(out, [escaped(label), number_text(number.as_ref()), bar(number.as_ref(), most)].into_iter());
        }
    } else {
        row(out, std::iter::once(String::new()).chain(chart.series.iter().map(|series| escaped(&series.name))));
        row(out, std::iter::once("---").chain(chart.series.iter().map(|_| "---:")).map(str::to_owned));
        for (at, label) in chart.labels.iter().enumerate() {
            let numbers = chart.series.iter().map(|series| number_text(series.points.get(at).and_then(Option::as_ref)));
            row(out, std::iter::once(escaped(label)).chain(numbers));
        }
    }
    out.push('\n');
}

fn number_text(number: Option<&Number>) -> String {
    number.map_or_else(|| "–".to_owned(), |number| escaped(&number.text))
}

fn greatest(series: &Series) -> f64 {
    series.points.iter().flatten().map(|number| number.value).fold(0.0, f64::max)
}

fn bar(number: Option<&Number>, most: f64) -> String {
    let share = number.map_or(0.0, |number| number.value / most);
    // Nothing to compare with gives no bar.
    let chars = if share.is_finite() { (share.clamp(0.0, 1.0) * BAR_CHARS).round() as usize } else { 0 };
    "█".repeat(chars)
}

/// A text in which nothing is markup.
fn escaped(text: &str) -> String {
    let text = shown(text);
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if MARKUP.contains(&char) {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

/// A text whose beginning is no list, rule or number of a list.
fn leading(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{text}"),
        Some(b'.' | b')') if digits > 0 => {
            let (number, rest) = text.split_at(digits);
            format!("{number}\\{rest}")
        }
        _ => text.to_owned(),
    }
}
