//! The ranked table for people.

use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, Row, Width};
use saring_app::report::{CreatorReport, Report};
use saring_model::campaign::Verdict;

use super::summary::summary;
use super::{Voice, grid};
use crate::visible::visible;

/// From this width on there is a column for names.
const NAMED_COLUMNS: u16 = 100;
/// From this width on there are columns for confidence and what is known.
const WIDE_COLUMNS: u16 = 120;
/// Most characters of an id that are shown; one long id must not push the other columns off the page.
const ID_CHARS_MAX: usize = 32;
/// Most columns that a name takes.
const NAME_COLUMNS: u16 = 22;

/// The ranked table with its summary.
pub fn ranking(voice: &Voice<'_>, report: &Report) -> String {
    let creators: Vec<&CreatorReport> = report.creators.iter().collect();
    let table = if creators.is_empty() { String::new() } else { table(voice, &creators) };
    format!("{table}\n{}", summary(voice, report))
}

/// The ranked table alone.
pub fn table(voice: &Voice<'_>, creators: &[&CreatorReport]) -> String {
    let columns = columns(voice);
    let mut table = grid::empty(voice.width);
    table.set_header(columns.iter().map(|column| {
        let cell = Cell::new(column.title).add_attribute(Attribute::Bold);
        if column.right { cell.set_alignment(CellAlignment::Right) } else { cell }
    }));
    for creator in creators {
        let mut row = Row::from(columns.iter().map(|column| (column.cell)(voice, creator)));
        row.max_height(1);
        table.add_row(row);
    }
    for (index, column) in columns.iter().enumerate() {
        let Some(own) = table.column_mut(index) else { continue };
        own.set_padding((0, 2));
        if column.right {
            own.set_cell_alignment(CellAlignment::Right);
        }
        if let Some(constraint) = column.width {
            own.set_constraint(constraint);
        }
    }
    grid::finish(&table)
}

/// A column: its title, its cells, and how it is laid out.
struct Column {
    title: &'static str,
    cell: fn(&Voice<'_>, &CreatorReport) -> Cell,
    right: bool,
    width: Option<ColumnConstraint>,
}

fn columns(voice: &Voice<'_>) -> Vec<Column> {
    let words = voice.words;
    let fixed = Some(ColumnConstraint::ContentWidth);
    let text = |title, cell| Column { title, cell, right: false, width: fixed };
    let number = |title, cell| Column { title, cell, right: true, width: fixed };
    let mut columns = vec![number("#", rank), text(words.verdict, verdict), text("Id", id)];
    if voice.width >= NAMED_COLUMNS {
        let narrow = Some(ColumnConstraint::UpperBoundary(Width::Fixed(NAME_COLUMNS)));
        columns.push(Column { width: narrow, ..text(words.creator, name) });
    }
    columns.extend([text(words.tier, tier), number(words.followers, followers), number(words.score, score)]);
    if voice.width >= WIDE_COLUMNS {
        columns.extend([number(words.confidence_short, confidence), number(words.known, known)]);
    }
    // What no page bounds is read by programs, or by people who scroll: nothing is cut.
    columns.push(Column { width: fixed.filter(|_| !voice.is_paged), ..text(words.why, why) });
    columns
}

fn rank(_: &Voice<'_>, creator: &CreatorReport) -> Cell {
    Cell::new(creator.rank)
}

fn verdict(voice: &Voice<'_>, creator: &CreatorReport) -> Cell {
    Cell::new(voice.verdict(creator.verdict)).fg(match creator.verdict {
        Verdict::Select => Color::Green,
        Verdict::Review => Color::Yellow,
        Verdict::Reject => Color::Red,
    })
}

fn id(_: &Voice<'_>, creator: &CreatorReport) -> Cell {
    let id = visible(&creator.id);
    if id.chars().count() <= ID_CHARS_MAX {
        return Cell::new(id);
    }
    Cell::new(id.chars().take(ID_CHARS_MAX - 1).chain(['…']).collect::<String>())
}

fn name(_: &Voice<'_>, creator: &CreatorReport) -> Cell {
    let handle = creator.account.handle.as_ref().map(|handle| format!("@{}", handle.trim_start_matches('@')));
    Cell::new(visible(&creator.name.clone().or(handle).unwrap_or_default()))
}

fn tier(voice: &Voice<'_>, creator: &CreatorReport) -> Cell {
    Cell::new(creator.tier.id.as_ref().map_or("–".to_owned(), |tier| voice.title("tier", tier).to_lowercase()))
}

fn followers(voice: &Voice<'_>, creator: &CreatorReport) -> Cell {
    Cell::new(creator.account.followers.map_or("–".to_owned(), |followers| voice.count(followers)))
}

fn score(voice: &Voice<'_>, creator: &CreatorReport) -> Cell {
    Cell::new(voice.score(creator.score, creator.low, creator.high))
}

fn confidence(voice: &Voice<'_>, creator: &CreatorReport) -> Cell {
    Cell::new(voice.share(creator.confidence)).add_attribute(Attribute::Dim)
}

fn known(voice: &Voice<'_>, creator: &CreatorReport) -> Cell {
    Cell::new(voice.share(creator.coverage)).add_attribute(Attribute::Dim)
}

fn why(_: &Voice<'_>, creator: &CreatorReport) -> Cell {
    Cell::new(visible(creator.reasons.first().map_or("", |reason| &reason.text)))
}
