//! The ranked table for people.

use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, Row, Width};
use saring_app::report::{AccountIdentity, CreatorReport, Report, TierReport, Value};
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
/// Columns that a full page leaves a name at least.
const NAME_COLUMNS_MIN: u16 = 18;

/// The ranked table with its summary.
pub fn ranking(voice: &Voice<'_>, report: &Report) -> String {
    let creators: Vec<&CreatorReport> = report.creators.iter().collect();
    let table = if creators.is_empty() { String::new() } else { table(voice, &creators) };
    format!("{table}\n{}", summary(voice, report))
}

/// The ranked table alone.
pub fn table(voice: &Voice<'_>, creators: &[&CreatorReport]) -> String {
    lay_out(voice, &columns(voice), creators)
}

/// A table with a row per creator.
pub(super) fn lay_out<T>(voice: &Voice<'_>, columns: &[Column<T>], creators: &[&T]) -> String {
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
pub(super) struct Column<T> {
    title: &'static str,
    cell: fn(&Voice<'_>, &T) -> Cell,
    right: bool,
    width: Option<ColumnConstraint>,
}

impl<T> Column<T> {
    /// A column as wide as its texts.
    pub(super) fn text(title: &'static str, cell: fn(&Voice<'_>, &T) -> Cell) -> Self {
        Self { title, cell, right: false, width: Some(ColumnConstraint::ContentWidth) }
    }

    /// A column as wide as its numbers, which stand under each other.
    pub(super) fn number(title: &'static str, cell: fn(&Voice<'_>, &T) -> Cell) -> Self {
        Self { right: true, ..Self::text(title, cell) }
    }

    /// The column of names, where the page has room for one.
    pub(super) fn name(voice: &Voice<'_>, cell: fn(&Voice<'_>, &T) -> Cell) -> Option<Self> {
        let (lower, upper) = (Width::Fixed(NAME_COLUMNS_MIN), Width::Fixed(NAME_COLUMNS));
        let width = Some(ColumnConstraint::Boundaries { lower, upper });
        (voice.width >= NAMED_COLUMNS).then(|| Self { width, ..Self::text(voice.words.creator, cell) })
    }

    /// The last column. What no page bounds is read by programs, or by people who scroll: nothing is cut.
    pub(super) fn last(voice: &Voice<'_>, title: &'static str, cell: fn(&Voice<'_>, &T) -> Cell) -> Self {
        let width = Some(ColumnConstraint::ContentWidth).filter(|_| !voice.is_paged);
        Self { width, ..Self::text(title, cell) }
    }
}

fn columns(voice: &Voice<'_>) -> Vec<Column<CreatorReport>> {
    let words = voice.words;
    let (text, number) = (Column::text, Column::number);
    let mut columns = vec![number("#", rank), text(words.verdict, verdict), text("Id", |_, creator| id(&creator.id))];
    columns.extend(Column::name(voice, |_, creator: &CreatorReport| name(creator.name.as_deref(), &creator.account)));
    columns.push(text(words.tier, |voice, creator| tier(voice, &creator.tier)));
    columns.push(number(words.followers, |voice, creator| followers(voice, &creator.account)));
    columns.push(number(words.score, score));
    if voice.width >= WIDE_COLUMNS {
        columns.push(number(words.confidence_short, |voice, creator| share(voice, creator.confidence)));
        columns.push(number(words.known, |voice, creator| share(voice, creator.coverage)));
    }
    columns.push(Column::last(voice, words.why, why));
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

/// An id, cut where it is long.
pub(super) fn id(id: &str) -> Cell {
    let id = visible(id);
    if id.chars().count() <= ID_CHARS_MAX {
        return Cell::new(id);
    }
    Cell::new(id.chars().take(ID_CHARS_MAX - 1).chain(['…']).collect::<String>())
}

/// A creator's name, or else its handle.
pub(super) fn name(name: Option<&str>, account: &AccountIdentity) -> Cell {
    let handle = account.handle.as_ref().map(|handle| format!("@{}", handle.trim_start_matches('@')));
    Cell::new(visible(&name.map(str::to_owned).or(handle).unwrap_or_default()))
}

/// A tier's title.
pub(super) fn tier(voice: &Voice<'_>, tier: &TierReport) -> Cell {
    Cell::new(tier.id.as_ref().map_or("–".to_owned(), |tier| voice.title("tier", tier).to_lowercase()))
}

/// How many followers an account has.
pub(super) fn followers(voice: &Voice<'_>, account: &AccountIdentity) -> Cell {
    Cell::new(account.followers.map_or("–".to_owned(), |followers| voice.count(followers)))
}

fn score(voice: &Voice<'_>, creator: &CreatorReport) -> Cell {
    Cell::new(voice.score(creator.score, creator.low, creator.high))
}

/// A share in the background.
pub(super) fn share(voice: &Voice<'_>, share: Value) -> Cell {
    Cell::new(voice.share(share)).add_attribute(Attribute::Dim)
}

fn why(_: &Voice<'_>, creator: &CreatorReport) -> Cell {
    Cell::new(visible(creator.reasons.first().map_or("", |reason| &reason.text)))
}
