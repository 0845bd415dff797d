//! Dates as people and programs write them, without a format of their own.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use saring_model::catalogue::Kind;
use serde_json::Value;

use super::conventions::Habit;
use super::convert::Complaint;
use super::problem::quoted;

/// The order of day and month in dates of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// `31/12/2026`.
    DayFirst,
    /// `12/31/2026`.
    MonthFirst,
}

impl Dates {
    /// The words for the orders.
    pub const ALL: &'static [(&'static str, Self)] = &[("dmy", Self::DayFirst), ("mdy", Self::MonthFirst)];

    /// The order of a word; `None` where none has it.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, order)| *order)
    }
}

/// What a text shows of the order in its column.
pub(super) fn shows(text: &str) -> Option<Dates> {
    let date = numeric(text.trim())?;
    match (date.first > 12, date.second > 12) {
        (true, false) => Some(Dates::DayFirst),
        (false, true) => Some(Dates::MonthFirst),
        _ => None,
    }
}

/// The date or instant of a text in the one form that has no other reading: `2026-03-01`, `2026-03-01T09:30:00`.
pub(super) fn typed(text: &str, kind: Kind) -> Option<Value> {
    iso(text).map(|at| value(at, kind))
}

/// The date or instant that a text is; `None` where it is no date that is known.
///
/// Instants without a zone are UTC. Whole numbers are seconds since 1970 with ten digits,
/// milliseconds with thirteen, `20260301` with eight and with the time behind it, and the days of a spreadsheet with five.
pub(super) fn read(text: &str, kind: Kind, habit: Habit<Dates>) -> Result<Option<Value>, Complaint> {
    let text = text.trim();
    let (text, offset_s) = zoned(text).unwrap_or((text, 0));
    if text.len() == HOUR_DIGITS && compact(&format!("{text}0000")).is_some() {
        let message = format!("{} may be a day with its hour or a count of seconds", quoted(text));
        let help = "write it like `2026-03-31 09:00`, or say which in a mapping of your own: `date-format = \"%Y%m%d%H\"` \
                    or `unit = \"unix-seconds\"`";
        return Err(Complaint { message, help: help.to_owned() });
    }
    let found = match iso(text).or_else(|| counted(text)).or_else(|| worded(text)) {
        Some(found) => Some(found),
        None => ordered(text, habit)?,
    };
    // A date is one of its own place, wherever that is.
    let offset = SignedDuration::from_secs(if kind == Kind::Date { 0 } else { offset_s });
    Ok(found.and_then(|at| at.checked_sub(offset).ok()).map(|at| value(at, kind)))
}

/// Digits of a day with its hour, `2026033109`, which as many seconds since 1970 would be in 2034.
const HOUR_DIGITS: usize = 10;

/// Zones that exports write by a name, with their hours from UTC; each is the same all year.
const ZONES: [(&str, i64); 7] = [("WIB", 7), ("WITA", 8), ("WIT", 9), ("SGT", 8), ("MYT", 8), ("UTC", 0), ("GMT", 0)];

/// Whether a text says in which zone its time is.
pub(super) fn has_zone(text: &str) -> bool {
    text.trim().parse::<Timestamp>().is_ok() || zoned(text.trim()).is_some()
}

/// A time without the zone behind it, with the seconds that the zone is ahead of UTC: ` +0700`, ` GMT+7`, ` WIB`.
fn zoned(text: &str) -> Option<(&str, i64)> {
    let of_name = |text: &str| {
        ZONES.iter().find_map(|(name, hours)| {
            let (rest, end) = text.split_at_checked(text.len().checked_sub(name.len())?)?;
            let is_own = rest.ends_with(|c: char| c.is_ascii_digit() || c == ' ') && end.eq_ignore_ascii_case(name);
            is_own.then_some((rest.len(), hours * 3_600))
        })
    };
    let (end, offset_s) = match text.rfind(['+', '-']).filter(|at| text.get(..*at).is_some_and(|it| it.contains(':'))) {
        Some(at) => {
            let head = text.get(..at)?.trim_end();
            let head = of_name(head).map_or(head.len(), |(end, _)| end);
            (head, offset(text.get(at..)?)?)
        }
        None => of_name(text)?,
    };
    let rest = text.get(..end)?.trim_end();
    rest.starts_with(|c: char| c.is_alphanumeric()).then_some((rest, offset_s))
}

/// The seconds of `+07:00`, `+0700`, `+07` or `+7`.
fn offset(text: &str) -> Option<i64> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits = text.get(1..)?.replace(':', "");
    let number = digits.parse::<i64>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let (hours, minutes) = if digits.len() > 2 { (number / 100, number % 100) } else { (number, 0) };
    (digits.len() <= 4 && hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60)
}

fn value(at: DateTime, kind: Kind) -> Value {
    let instant = || at.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp().to_string());
    Value::String(if kind == Kind::Date { at.date().to_string() } else { instant().unwrap_or_else(|_| at.to_string()) })
}

fn utc(at: Timestamp) -> DateTime {
    at.to_zoned(TimeZone::UTC).datetime()
}

/// `2026-03-01`, `2026/03/01`, `2026-03-01 09:30`, `2026-03-01T09:30:00+07:00`.
fn iso(text: &str) -> Option<DateTime> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(utc(at));
    }
    let (date, time) = text.split_once(['T', ' ']).map_or((text, None), |(date, time)| (date, Some(time)));
    let date = date.replace(['/', '.'], "-");
    let parts: Vec<&str> = date.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    Some(calendar(digits(year, 4)?, part(month)?, part(day)?)?.to_datetime(clock(time)?))
}

fn calendar(year: u16, month: u16, day: u16) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// A number of so many digits.
fn digits(text: &str, count: usize) -> Option<u16> {
    text.parse().ok().filter(|_| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A day or a month, with or without a zero before it.
fn part(text: &str) -> Option<u16> {
    digits(text, text.len().clamp(1, 2)).filter(|number| (1..=31).contains(number))
}

/// A time beside a date; midnight where there is none.
fn clock(text: Option<&str>) -> Option<Time> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Some(Time::midnight()) };
    if !text.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    // In Indonesia a point stands between hours and minutes.
    let formats = ["%H:%M:%S%.f", "%H:%M", "%I:%M %p", "%I:%M:%S %p", "%H.%M.%S", "%H.%M"];
    formats.iter().find_map(|format| Time::strptime(format, text).ok())
}

/// Days of a spreadsheet that are dates from 1990 to 2100.
const SERIAL_DAYS: std::ops::Range<f64> = 32_874.0..73_415.0;

fn counted(text: &str) -> Option<DateTime> {
    let number: f64 = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))?;
    if SERIAL_DAYS.contains(&number) {
        // Spreadsheets have a 29th of February 1900, which never was, so later days count from the day before.
        let seconds = (number * 86_400.0).round() as i64;
        let first = Date::constant(1899, 12, 30).to_datetime(Time::midnight());
        return first.checked_add(SignedDuration::from_secs(seconds)).ok();
    }
    let whole: i64 = text.parse().ok()?;
    match text.len() {
        8 => {
            let year = u16::try_from(whole / 10_000).ok().filter(|year| (1900..2200).contains(year))?;
            let two = |number: i64| u16::try_from(number % 100).ok();
            Some(calendar(year, two(whole / 100)?, two(whole)?)?.to_datetime(Time::midnight()))
        }
        10 => Timestamp::from_second(whole).ok().map(utc),
        12 => compact(&format!("{text}00")),
        13 => Timestamp::from_millisecond(whole).ok().map(utc),
        14 => compact(text),
        _ => None,
    }
}

/// `20260331091500`: a day with its time in digits alone.
fn compact(text: &str) -> Option<DateTime> {
    let year = text.get(..4)?.parse::<i16>().ok().filter(|year| (1900..2200).contains(year));
    DateTime::strptime("%Y%m%d%H%M%S", text).ok().filter(|_| year.is_some())
}

/// Two numbers and a year, with the time beside them: `03/04/2026 09:30`.
struct Numeric<'t> {
    first: u16,
    second: u16,
    year: u16,
    time: Option<&'t str>,
}

fn numeric(text: &str) -> Option<Numeric<'_>> {
    let (date, time) = text.split_once([' ', ',', 'T']).map_or((text, None), |(date, time)| (date, Some(time)));
    let between = date.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '-' | '.'))?;
    let parts: Vec<&str> = date.split(between).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    Some(Numeric { first: part(first)?, second: part(second)?, year: digits(year, 4)?, time })
}

fn ordered(text: &str, habit: Habit<Dates>) -> Result<Option<DateTime>, Complaint> {
    let Some(Numeric { first, second, year, time }) = numeric(text) else { return Ok(None) };
    let unread = |message: String| Err(Complaint { message, help: HELP.to_owned() });
    let order = match (shows(text), habit) {
        (_, Habit::Told(order)) => order,
        (Some(shown), Habit::Mostly(most)) if shown != most => {
            return unread(format!("{} has day and month in another order than most of the column", quoted(text)));
        }
        (Some(_), Habit::Tied) => {
            return unread(format!(
                "{} has day and month in one order, and as much of the column in the other",
                quoted(text)
            ));
        }
        (Some(shown), _) => shown,
        (None, Habit::Seen(order)) => order,
        (None, _) if first == second => Dates::DayFirst,
        (None, _) => {
            return unread(format!("{} may have the day first or the month", quoted(text)));
        }
    };
    let (day, month) = if order == Dates::DayFirst { (first, second) } else { (second, first) };
    Ok(calendar(year, month, day).and_then(|date| clock(time).map(|time| date.to_datetime(time))))
}

/// What to do about a date that can be read in two ways.
const HELP: &str = "say which comes first: `--dates dmy` or `--dates mdy`, in a mapping `dates = \"dmy\"` or \
                    `dates = \"mdy\"` in `[mapping]`; or write dates like `2026-03-31`";

/// The beginnings of the months' names in English and Indonesian, in their order.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "peb"],
    &["mar"],
    &["apr"],
    &["may", "mei"],
    &["jun"],
    &["jul"],
    &["aug", "agu", "ags"],
    &["sep"],
    &["oct", "okt"],
    &["nov", "nop"],
    &["dec", "des"],
];

/// `1 Mar 2026`, `1-Maret-2026`, `March 1, 2026 09:30`.
fn worded(text: &str) -> Option<DateTime> {
    let (text, time) = match text.split_once(':') {
        Some((before, _)) => {
            let at = before.rfind([' ', 'T'])?;
            (text.get(..at)?, text.get(at + 1..))
        }
        None => match text.rsplit_once(' ').filter(|(_, last)| last.contains('.') && clock(Some(last)).is_some()) {
            Some((before, time)) => (before, Some(time)),
            None => (text, None),
        },
    };
    // `20 April 2026 pukul 15.10` says what the number is.
    let text = text.trim_end_matches("pukul").trim_end();
    let parts: Vec<&str> = text.split([' ', '-', '/', ',', '.']).filter(|part| !part.is_empty()).collect();
    let (day, name, year) = match parts.as_slice() {
        [day, name, year] if name.starts_with(char::is_alphabetic) => (day, name, year),
        [name, day, year] if name.starts_with(char::is_alphabetic) => (day, name, year),
        _ => return None,
    };
    let name = name.to_lowercase();
    let is_word = name.chars().all(char::is_alphabetic);
    let is_month = |names: &&[&str]| is_word && names.iter().any(|start| name.starts_with(start));
    let (month, _) = (1..).zip(MONTHS).find(|(_, names)| is_month(names))?;
    Some(calendar(digits(year, 4)?, month, part(day)?)?.to_datetime(clock(time)?))
}
