//! Times of a file: local ones get the zone that the caller names, and counts of a span the length of it.

use std::collections::BTreeMap;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _, Zoned};
use serde_json::Value;

use super::super::Options;
use super::super::convert::{Unit, cell_text};
use super::super::dates::has_zone;
use super::super::mapping::{Edge, Source};
use super::super::problem::Refused;

/// Seconds of a day.
const DAY_S: i64 = 86_400;

/// What the caller says of the times of a file.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    zone: TimeZone,
    is_told: bool,
    /// Which end of its span a time is.
    pub(super) edge: Option<Edge>,
}

/// A time as a row has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// The time; of a local one, with its zone.
    pub(super) at: Timestamp,
    /// Whether the file says no zone.
    pub(super) is_local: bool,
    /// Whether it may be a date alone.
    pub(super) is_midnight: bool,
}

impl Clock {
    /// The clock that the choices of an import name.
    pub(super) fn told(options: &Options) -> Result<Self, Refused> {
        let bad = |name: &str, due: &str| Refused::BadChoice {
            name: name.to_owned(),
            value: options.set.get(name).cloned().unwrap_or_default(),
            due: due.to_owned(),
        };
        let zone = match options.set.get("tz") {
            None => TimeZone::UTC,
            Some(name) => {
                let known = saring_model::TimeZone::new(name.as_str()).ok();
                let zone = known.and_then(|known| TimeZone::get(known.as_str()).ok());
                zone.ok_or_else(|| bad("tz", "a time zone such as `Asia/Jakarta`"))?
            }
        };
        let edge = match options.set.get("time") {
            None => None,
            Some(word) => {
                let found = Edge::ALL.iter().find(|(known, _)| known == word).map(|(_, edge)| *edge);
                Some(found.ok_or_else(|| bad("time", "`start` or `end` of the span that is counted"))?)
            }
        };
        Ok(Self { zone, is_told: options.set.contains_key("tz"), edge })
    }

    /// Whether the zone was named.
    pub(super) fn is_told(&self) -> bool {
        self.is_told
    }

    /// The time of an instant that was read as UTC, from what stands in the file.
    pub(super) fn moment(&self, read: &str, raw: &Value, source: &Source) -> Option<Moment> {
        let utc: Timestamp = read.parse().ok()?;
        let civil = utc.to_zoned(TimeZone::UTC).datetime();
        let is_local = is_local(&cell_text(raw), source);
        let at = if is_local { civil.to_zoned(self.zone.clone()).ok()?.timestamp() } else { utc };
        let is_midnight = is_local && civil.time() == Time::midnight();
        Some(Moment { at, is_local, is_midnight })
    }

    /// The end of the day that a date is, one second before the next.
    pub(super) fn day_end(&self, date: Timestamp) -> Timestamp {
        self.later(date, DAY_S).and_then(|next| next.checked_sub(SignedDuration::from_secs(1)).ok()).unwrap_or(date)
    }

    /// A time so many seconds later; whole days are days of the calendar, however many hours they have.
    pub(super) fn later(&self, at: Timestamp, seconds: i64) -> Option<Timestamp> {
        let zoned: Zoned = at.to_zoned(self.zone.clone());
        let (days, rest) = if seconds % DAY_S == 0 { (seconds / DAY_S, 0) } else { (0, seconds) };
        zoned.checked_add(days.days()).ok()?.timestamp().checked_add(SignedDuration::from_secs(rest)).ok()
    }
}

/// Whether a time names no zone: neither an offset nor a count from 1970, which is the same everywhere.
fn is_local(text: &str, source: &Source) -> bool {
    let text = text.trim();
    let zoned_format = |format: &str| ["%z", "%:z", "%Z", "%s", "%Q"].iter().any(|mark| format.contains(mark));
    match &source.unit {
        Some(Unit::UnixSeconds | Unit::UnixMillis) => return false,
        // A workbook has dates of its own, whatever the format.
        Some(Unit::Date(Some(format))) => return !zoned_format(format),
        _ => {}
    }
    let is_count = text.bytes().all(|byte| byte.is_ascii_digit()) && matches!(text.len(), 10 | 13);
    !is_count && !has_zone(text)
}

/// What the times of all rows show of a form.
#[derive(Debug, Clone, Default)]
pub(super) struct Rhythm {
    times: Vec<Timestamp>,
    has_time: bool,
    /// Whether rows have dates and no times.
    pub(super) days: bool,
    /// Seconds between most neighbouring times, the shorter of equals.
    pub(super) step_s: Option<i64>,
}

impl Rhythm {
    pub(super) fn note(&mut self, moment: Moment) {
        self.times.push(moment.at);
        self.has_time |= !moment.is_midnight;
    }

    pub(super) fn settle(&mut self) {
        self.days = !self.has_time;
        self.times.sort_unstable();
        self.times.dedup();
        let mut steps: BTreeMap<i64, u64> = BTreeMap::new();
        for (earlier, later) in self.times.iter().zip(self.times.iter().skip(1)) {
            let seconds = later.as_second() - earlier.as_second();
            // A day of summer time is a day.
            let whole = (seconds + DAY_S / 2) / DAY_S * DAY_S;
            let seconds = if self.days && whole > 0 { whole } else { seconds };
            *steps.entry(seconds).or_default() += 1;
        }
        let most = |best: Option<(i64, u64)>, next: (i64, u64)| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        };
        self.step_s = steps.into_iter().fold(None, most).map(|(seconds, _)| seconds);
        self.times = Vec::new();
    }
}
