//! A document as a web page that needs nothing from elsewhere: no script, no font, no picture. It prints on A4.

mod chart;
mod table;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::document::{Block, Document, Figure, Section};
use crate::shown::shown;

pub(crate) use chart::color_of;

const STYLE: &str = include_str!("style.css");

/// The whole page.
pub(crate) fn write(document: &Document) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(document.lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                // Whatever a browser finds in a text: it loads nothing and runs nothing.
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (shown(&document.title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    (masthead(document))
                    @for section in &document.sections { (self::section(section)) }
                    footer { (shown(&document.imprint)) }
                }
            }
        }
    };
    page.into_string()
}

fn masthead(document: &Document) -> Markup {
    html! {
        header {
            p.subtitle { (shown(&document.subtitle)) }
            h1 { (shown(&document.title)) }
            p.headline { (shown(&document.headline)) }
            dl.figures { @for figure in &document.figures { (self::figure(figure)) } }
        }
    }
}

fn figure(figure: &Figure) -> Markup {
    html! {
        div {
            dt { (shown(&figure.label)) }
            dd.value { (shown(&figure.value)) }
            @if !figure.note.is_empty() { dd.note { (shown(&figure.note)) } }
        }
    }
}

fn section(section: &Section) -> Markup {
    html! {
        section {
            h2 { (shown(&section.title)) }
            @for block in &section.blocks { (self::block(block)) }
        }
    }
}

fn block(block: &Block) -> Markup {
    match block {
        Block::Text(text) => html! { p { (shown(text)) } },
        Block::Points(points) => html! { ul { @for point in points { li { (shown(point)) } } } },
        Block::Terms(terms) => html! {
            dl.terms { @for (term, told) in terms { dt { (shown(term)) } dd { (shown(told)) } } }
        },
        Block::Table(table) => table::table(table),
        Block::Chart(chart) => chart::chart(chart),
    }
}
