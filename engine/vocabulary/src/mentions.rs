//! Mentions over a span of time, from counts of any grain.
//!
//! Counts are put together by full hours first, in UTC, so that counts that were kept as hourly sums come to the same as
//! those that they were made of.

use saring_model::timeline::{Channel, Mentions};
use saring_model::{Name, Timestamp};

/// Seconds of an hour.
const HOUR_S: i64 = 3_600;

/// What was counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Heard {
    /// Mentions.
    pub total: u64,
    /// Mentions in hours whose negative ones are known.
    pub judged: u64,
    /// Negative ones among these.
    pub negative: u64,
    /// Full hours in which anything was counted.
    pub hours: u64,
    /// Those of them whose negative mentions are known.
    pub judged_hours: u64,
    /// Counts that were put together.
    pub counts: usize,
}

/// One count: the end of its span, and what was counted.
pub type Counted<'a> = (Timestamp, &'a Mentions);

/// Puts counts together, in any order. Counts of a longer span than `longest_hours` are left out: they say nothing of when
/// in it people spoke.
pub fn heard<'a>(counts: impl Iterator<Item = Counted<'a>>, longest_hours: f64) -> Heard {
    let fits = |counted: &Mentions| counted.span_s.as_f64() <= longest_hours * HOUR_S as f64;
    let placed = counts.filter(|(_, counted)| fits(counted)).map(|(at, counted)| {
        let hour = at.hour_end().unix_seconds().div_euclid(HOUR_S);
        ((hour, counted.channel, counted.source.as_ref()), counted)
    });
    let mut placed: Vec<(Place<'_>, &Mentions)> = placed.collect();
    placed.sort_by_key(|(place, _)| *place);
    let cells: Vec<Cell> = placed.chunk_by(|one, other| one.0 == other.0).map(Cell::of).collect();
    let mut heard = Heard { counts: placed.len(), ..Heard::default() };
    for cell in &cells {
        heard.total = heard.total.saturating_add(cell.total);
        if let Some(negative) = cell.negative {
            heard.judged = heard.judged.saturating_add(cell.total);
            heard.negative = heard.negative.saturating_add(negative);
        }
    }
    heard.hours = covered(cells.iter());
    heard.judged_hours = covered(cells.iter().filter(|cell| cell.negative.is_some()));
    heard
}

/// The end of a full hour, in hours since 1970, and who counted where.
type Place<'a> = (i64, Option<Channel>, Option<&'a Name>);

/// What one source counted in one full hour.
struct Cell {
    /// The hour's end, in hours since 1970.
    hour: i64,
    /// Hours that the longest of its counts covers.
    span_hours: i64,
    total: u64,
    /// Known where it is of every count.
    negative: Option<u64>,
}

impl Cell {
    fn of(counts: &[(Place<'_>, &Mentions)]) -> Self {
        let hour = counts.first().map_or(0, |((hour, ..), _)| *hour);
        let none = Self { hour, span_hours: 1, total: 0, negative: Some(0) };
        counts.iter().fold(none, |cell, (_, counted)| Self {
            hour,
            span_hours: cell.span_hours.max(i64::try_from(counted.span_s.get()).unwrap_or(i64::MAX) / HOUR_S),
            total: cell.total.saturating_add(counted.total.get()),
            negative: cell.negative.zip(counted.negative).map(|(sum, more)| sum.saturating_add(more.get())),
        })
    }
}

/// Hours that cells cover together, each once. Cells come in order of their ends, and are walked from the last, so that
/// nothing that comes later can cover what lies above the lowest hour so far.
fn covered<'a>(cells: impl DoubleEndedIterator<Item = &'a Cell>) -> u64 {
    let (mut lowest, mut hours) = (i64::MAX, 0i64);
    for cell in cells.rev() {
        let from = cell.hour.saturating_sub(cell.span_hours);
        hours = hours.saturating_add((cell.hour.min(lowest) - from).max(0));
        lowest = lowest.min(from);
    }
    u64::try_from(hours).unwrap_or_default()
}
