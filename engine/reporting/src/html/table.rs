//! Tables of a page.

use maud::{Markup, html};

use crate::document::{Cell, Format, Number, Table, Tone, Width};
use crate::shown::shown;

/// A table; its head is repeated on every printed page.
pub(super) fn table(table: &Table) -> Markup {
    html! {
        div.scroll {
            table {
                @if !table.caption.is_empty() { caption { (shown(&table.caption)) } }
                thead {
                    tr { @for column in &table.columns { th scope="col" class=(side(column.width)) { (shown(&column.title)) } } }
                }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (cell, column) in row.iter().zip(&table.columns) {
                                td class=(side(column.width)) { (self::cell(cell)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn side(width: Width) -> &'static str {
    match width {
        Width::Word => "word",
        Width::Prose => "prose",
        Width::Number | Width::Estimate => "number",
    }
}

fn cell(cell: &Cell) -> Markup {
    match cell {
        Cell::Empty => html! {},
        Cell::Text(text) => html! { (shown(text)) },
        Cell::Unknown(why) => html! { span.unknown { (shown(why)) } },
        Cell::Tag(tone, text) => html! { span.tag.(class(*tone)) { (shown(text)) } },
        Cell::Number(number) => html! { span.whole { (shown(&number.text)) } },
        Cell::Graded(tone, number) => html! { span.grade.(class(*tone)) { (shown(&number.text)) } },
        Cell::Estimate { value, low, high } => estimate(value.as_ref(), low, high),
    }
}

/// A value with its interval below it, and for points where both lie between 0 and 100.
fn estimate(value: Option<&Number>, low: &Number, high: &Number) -> Markup {
    html! {
        @match value {
            Some(value) => { span.value { (shown(&value.text)) } " " span.interval { (shown(&low.to(high))) } }
            None => span.interval { (shown(&low.to(high))) },
        }
        @if low.format == Format::Points {
            span.scale aria-hidden="true" {
                span.range style=(format!("left:{:.1}%;right:{:.1}%", points(low), 100.0 - points(high))) {}
                @if let Some(value) = value { span.dot style=(format!("left:{:.1}%", points(value))) {} }
            }
        }
    }
}

fn points(number: &Number) -> f64 {
    number.value.clamp(0.0, 100.0)
}

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Caution => "caution",
        Tone::Bad => "bad",
        Tone::Plain => "plain",
    }
}
