//! From what a file says to what a field means: units, number formats, dates.

use std::borrow::Cow;

use saring_model::catalogue::Kind;
use serde_json::{Number, Value};

use super::conventions::{Habit, Habits};
use super::dates;
use super::mapping::{Source, Target};
use super::numbers::{self, Numbers};
use super::problem::quoted;
use super::units;
use super::unknown::is_no_number;

/// The unit that a file gives a value in, where it is not the field's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unit {
    /// `4.5` or `4.5%` for the fraction 0.045.
    Percent,
    /// `45` for the fraction 0.045.
    Permille,
    /// `12.5` for 12,500.
    Thousands,
    /// `1.2` for 1,200,000.
    Millions,
    /// `12.5K`, `1.2M`, and in Indonesian `12 rb`, `1.2 jt`, as apps show them.
    Abbreviated,
    /// Seconds since 1970.
    UnixSeconds,
    /// Milliseconds since 1970.
    UnixMillis,
    /// A date or time in a format of its own, UTC where it names no zone; without a format `2026-03-01`.
    Date(Option<String>),
    /// `yes` and `no`, `ya` and `tidak`, `1` and `0`.
    YesNo,
    /// `4.5%` for the fraction 0.045; a number without the sign is a fraction already.
    MarkedPercent,
    /// `4.5` or `4.5%` for the fraction 0.045, but for a column without signs that is at most 1 throughout.
    BarePercent,
    /// A platform by any of its names, or the platform of an address.
    Platform,
    /// A handle without `@`, or that of an address of a profile.
    Handle,
    /// The last part of the address of a post.
    PostId,
    /// The handle in the address of a post, where it is there: that of `tiktok.com/@sekar/video/1` is `sekar`.
    PostHandle,
    /// The source of `source / medium`, as web analytics writes where visits came from; `(not set)` is none.
    UtmSource,
    /// A country by its name or code.
    Country,
    /// The lower end of a band such as `18-24`.
    BandMin,
    /// The upper end of a band such as `18-24`; unknown where the band is open.
    BandMax,
    /// The last day of a month such as `2025-07`.
    Month,
    /// `PT4M13S` for 253 seconds.
    IsoDuration,
}

impl Unit {
    pub(super) const ALL: &'static [(&'static str, Self)] = &[
        ("percent", Self::Percent),
        ("permille", Self::Permille),
        ("thousands", Self::Thousands),
        ("millions", Self::Millions),
        ("abbreviated", Self::Abbreviated),
        ("unix-seconds", Self::UnixSeconds),
        ("unix-millis", Self::UnixMillis),
        ("date", Self::Date(None)),
        ("yes-no", Self::YesNo),
        ("marked-percent", Self::MarkedPercent),
        ("bare-percent", Self::BarePercent),
        ("platform", Self::Platform),
        ("handle", Self::Handle),
        ("post-id", Self::PostId),
        ("post-handle", Self::PostHandle),
        ("utm-source", Self::UtmSource),
        ("country", Self::Country),
        ("band-min", Self::BandMin),
        ("band-max", Self::BandMax),
        ("month", Self::Month),
        ("iso-duration", Self::IsoDuration),
    ];

    pub(super) fn as_str(&self) -> &'static str {
        let same = |unit: &Self| std::mem::discriminant(unit) == std::mem::discriminant(self);
        Self::ALL.iter().find(|(_, unit)| same(unit)).map_or("", |(word, _)| word)
    }

    /// Whether the unit is of words and not of quantities.
    fn is_word(&self) -> bool {
        matches!(
            self,
            Self::Platform
                | Self::Handle
                | Self::PostId
                | Self::PostHandle
                | Self::UtmSource
                | Self::Country
                | Self::BandMin
                | Self::BandMax
                | Self::Month
                | Self::IsoDuration
        )
    }

    /// Whether the unit gives values of a kind.
    pub(super) fn fits(&self, kind: Kind) -> bool {
        match self {
            Self::Percent | Self::Permille | Self::MarkedPercent | Self::BarePercent | Self::IsoDuration => {
                kind == Kind::Number
            }
            Self::Thousands | Self::Millions | Self::Abbreviated => matches!(kind, Kind::Integer | Kind::Number),
            Self::UnixSeconds | Self::UnixMillis | Self::Date(_) => matches!(kind, Kind::Date | Kind::Instant),
            Self::YesNo => kind == Kind::Flag,
            Self::Platform | Self::Country => kind == Kind::Choice,
            Self::Handle | Self::PostId | Self::PostHandle | Self::UtmSource => {
                matches!(kind, Kind::Text | Kind::Choice)
            }
            Self::BandMin | Self::BandMax => kind == Kind::Integer,
            Self::Month => kind == Kind::Date,
        }
    }
}

/// Why a value cannot be converted, with what to do about it.
#[derive(Debug)]
pub(super) struct Complaint {
    pub(super) message: String,
    pub(super) help: String,
}

fn complaint<T>(message: String, help: impl Into<String>) -> Result<T, Complaint> {
    Err(Complaint { message, help: help.into() })
}

/// The value as its field wants it. What is not a matter of units is left for the decoder to judge.
pub(super) fn convert(value: &Value, source: &Source, target: &Target, habits: &Habits) -> Result<Value, Complaint> {
    let one = |value: &Value, kind: Kind| scalar(value, kind, target.is_amount, source, habits);
    if target.kind != Kind::List {
        return one(value, target.kind);
    }
    let kind = target.item.unwrap_or(Kind::Open);
    match (value, &source.split) {
        (Value::Array(items), _) => {
            items.iter().map(|item| one(item, kind)).collect::<Result<_, _>>().map(Value::Array)
        }
        (Value::String(text), Some(split)) => {
            let items = text.split(split.as_str()).map(str::trim).filter(|item| !item.is_empty());
            items.map(|item| one(&Value::from(item), kind)).collect::<Result<_, _>>().map(Value::Array)
        }
        (Value::String(text), None) => complaint(
            format!("{} is one text, where a list is due", quoted(text)),
            "add `split = \";\"` with what stands between the items",
        ),
        _ => Ok(value.clone()),
    }
}

/// What the source's `map` makes of a text: first of the same, then in any case, then by its longest beginning such as
/// `batal*`, then of `*`.
pub(super) fn mapped<'s>(source: &'s Source, text: &str) -> Option<&'s str> {
    let any = || source.map.iter().find(|(from, _)| from == "*");
    known_word(source, text).or_else(any).map(|(_, to)| to.as_str())
}

/// Whether the source's `map` knows a text by nothing but `*`.
pub(super) fn is_unknown_word(source: &Source, text: &str) -> bool {
    !source.map.is_empty() && known_word(source, text).is_none()
}

fn known_word<'s>(source: &'s Source, text: &str) -> Option<&'s (String, String)> {
    let lower = text.trim().to_lowercase();
    let begins = |from: &str| {
        from.strip_suffix('*').is_some_and(|start| !start.is_empty() && lower.starts_with(&start.to_lowercase()))
    };
    let find = |fits: &dyn Fn(&str) -> bool| source.map.iter().find(|(from, _)| fits(from));
    let longest = || source.map.iter().filter(|(from, _)| begins(from)).max_by_key(|(from, _)| from.len());
    find(&|from| from == text).or_else(|| find(&|from| from.to_lowercase() == lower)).or_else(longest)
}

fn scalar(value: &Value, kind: Kind, is_amount: bool, source: &Source, habits: &Habits) -> Result<Value, Complaint> {
    let text = match value {
        Value::String(text) => text.trim(),
        Value::Number(number) if mapped(source, &number.to_string()).is_some() => {
            let word = Value::from(mapped(source, &number.to_string()).unwrap_or_default());
            let read = Source { map: Vec::new(), ..source.clone() };
            return scalar(&word, kind, is_amount, &read, habits);
        }
        Value::Number(number) if is_doubtful(source, habits) => return doubtful(&number.to_string()),
        Value::Number(number) => return number_value(&number.to_string(), value, kind, is_amount, source, habits),
        Value::Object(_) if let Some(percent) = percent_of(value) => {
            return match kind {
                Kind::Number => quantity(&percent.to_string(), &Unit::Percent, kind, is_amount, &Habits::PLAIN),
                _ => scalar(&Value::from(cell_text(value)), kind, is_amount, source, habits),
            };
        }
        Value::Bool(flag) if source.unit == Some(Unit::YesNo) => return Ok(Value::Bool(*flag)),
        _ => return Ok(value.clone()),
    };
    let text = mapped(source, text).unwrap_or(text);
    if is_no_number(text) && (is_amount || matches!(kind, Kind::Integer | Kind::Number)) {
        return Ok(Value::Null);
    }
    match &source.unit {
        Some(Unit::YesNo) => yes_no(text),
        Some(Unit::Date(format)) => date(text, format.as_deref(), kind, habits),
        Some(Unit::MarkedPercent | Unit::BarePercent) if text.ends_with('%') => {
            quantity(text, &Unit::Percent, kind, is_amount, habits)
        }
        Some(_) if is_doubtful(source, habits) => doubtful(text),
        Some(Unit::MarkedPercent) => plain_number(text, kind, habits),
        Some(unit) if unit.is_word() => word(text, unit),
        Some(unit) => quantity(text, unit, kind, is_amount, habits),
        None => match kind {
            Kind::Integer | Kind::Number => plain_number(text, kind, habits),
            Kind::Flag => flag(text),
            Kind::Date | Kind::Instant => date(text, None, kind, habits),
            Kind::Text if is_amount => match numbers::read(text, true, habits)? {
                Some((plain, power)) => shifted(&plain, power, text, kind, true),
                None => complaint(format!("{} is not an amount", quoted(text)), numbers::HELP),
            },
            _ => Ok(Value::from(text)),
        },
    }
}

/// A number of a JSON file.
fn number_value(
    text: &str,
    value: &Value,
    kind: Kind,
    is_amount: bool,
    source: &Source,
    habits: &Habits,
) -> Result<Value, Complaint> {
    match &source.unit {
        Some(Unit::YesNo) => yes_no(text),
        Some(Unit::MarkedPercent) => Ok(value.clone()),
        Some(unit) if unit.is_word() => word(text, unit),
        Some(Unit::Date(Some(format))) if jiff::fmt::strtime::parse(format, text).is_ok() => {
            date(text, Some(format), kind, habits)
        }
        Some(Unit::Date(_)) | None if matches!(kind, Kind::Date | Kind::Instant) => {
            match dates::read(text, kind, habits.dates)? {
                Some(date) => Ok(date),
                None => complaint(
                    format!("`{text}` is a number, where a date is due"),
                    "a count of seconds needs `unit = \"unix-seconds\"`",
                ),
            }
        }
        Some(unit) => quantity(text, unit, kind, is_amount, &Habits::PLAIN),
        None if matches!(kind, Kind::Text | Kind::Choice)
            && value.as_f64().is_some_and(is_rounded)
            && value.is_f64() =>
        {
            complaint(
                format!("`{text}` has more digits than a spreadsheet keeps, so the last ones are lost"),
                "format the column as text before it is filled in",
            )
        }
        None if matches!(kind, Kind::Text | Kind::Choice) => Ok(Value::from(text)),
        None => Ok(value.clone()),
    }
}

/// Whether a float is so large that it may have lost digits.
fn is_rounded(float: f64) -> bool {
    float.abs() >= 1e15
}

/// A word of a unit; null where it says that there is none.
fn word(text: &str, unit: &Unit) -> Result<Value, Complaint> {
    let (found, due) = match unit {
        Unit::Platform => (units::platform(text).map(Value::from), "a platform"),
        Unit::Handle => (units::handle(text).map(Value::from), "a handle"),
        Unit::PostId => (units::post_id(text).map(Value::from), "the address of a post"),
        Unit::PostHandle => (Some(units::post_handle(text).map_or(Value::Null, Value::from)), "the address of a post"),
        Unit::UtmSource => (Some(units::utm_source(text).map_or(Value::Null, Value::from)), "a source"),
        Unit::Country => (units::country(text).map(Value::from), "a country"),
        Unit::Month => (units::month_end(text).map(|date| Value::from(date.to_string())), "a month such as `2025-07`"),
        Unit::IsoDuration => (units::seconds(text).map(Value::from), "a duration such as `PT4M13S`"),
        Unit::BandMin => (units::band(text).map(|(least, _)| Value::from(least)), "a band such as `18-24`"),
        _ => (units::band(text).map(|(_, most)| Value::from(most)), "a band such as `18-24`"),
    };
    match found {
        Some(value) => Ok(value),
        None => complaint(
            format!("{} is not {due}", quoted(text)),
            "correct it, or translate it with `map` in a mapping of your own",
        ),
    }
}

/// Whether a rate without a sign may be a percentage or a fraction, as the rest of its column contradicts its unit.
fn is_doubtful(source: &Source, habits: &Habits) -> bool {
    match source.unit {
        Some(Unit::MarkedPercent) => habits.bare_percent,
        Some(Unit::BarePercent) => habits.bare_fraction,
        _ => false,
    }
}

fn doubtful(text: &str) -> Result<Value, Complaint> {
    complaint(
        format!("{} has no `%`, and by its column it may be a percentage or a fraction", quoted(text)),
        "write the rates with `%`, or put `%` into the column's name if the mapping knows it so",
    )
}

fn plain_number(text: &str, kind: Kind, habits: &Habits) -> Result<Value, Complaint> {
    if text.ends_with('%') && kind == Kind::Number {
        let fraction = quantity(text, &Unit::Percent, kind, false, habits);
        let fraction = fraction.map_or_else(|_| String::new(), |value| format!("write `{value}`, or "));
        return complaint(
            format!("{} is a percentage", quoted(text)),
            format!("{fraction}give the source `unit = \"percent\"` in a mapping of your own"),
        );
    }
    let Some((plain, power)) = numbers::read(text, false, habits)? else {
        return complaint(
            format!("{} is not a number", quoted(text)),
            if text.contains([',', '.']) {
                numbers::HELP
            } else {
                "a cell that means unknown is left empty, or listed in `empty`"
            },
        );
    };
    // In half of the world `80.000` is eighty thousand, and a count has no decimals to lose.
    let thousands = plain.split_once('.').is_some_and(|(_, fraction)| fraction.len() == 3);
    if kind == Kind::Integer && power == 0 && habits.numbers == Habit::Told(Numbers::Plain) && thousands {
        return complaint(format!("{} may be a decimal number or thousands", quoted(text)), numbers::HELP);
    }
    shifted(&plain, power, text, kind, false)
}

/// A plain decimal text times a power of ten.
///
/// Shifting the decimal point in the text gives the nearest float; multiplying one may not.
fn shifted(plain: &str, power: i32, text: &str, kind: Kind, is_amount: bool) -> Result<Value, Complaint> {
    if power == 0 && is_amount {
        return Ok(Value::String(plain.to_owned()));
    }
    let moved = match plain.split_once(['e', 'E']) {
        None if power == 0 => plain.to_owned(),
        None => format!("{plain}e{power}"),
        Some((mantissa, exponent)) => {
            format!("{mantissa}e{}", exponent.parse::<i32>().unwrap_or(0).saturating_add(power))
        }
    };
    match number(&moved, if is_amount { Kind::Integer } else { kind }) {
        Some(value) if is_amount => Ok(Value::String(value.to_string())),
        Some(value) => Ok(value),
        None => complaint(format!("{} is too large a number", quoted(text)), "check the cell"),
    }
}

/// A plain decimal text as a JSON number: whole for integers, where it is whole.
fn number(plain: &str, kind: Kind) -> Option<Value> {
    if let Ok(whole) = plain.parse::<i64>() {
        return Some(Value::from(whole));
    }
    let float: f64 = plain.parse().ok()?;
    // Every whole float below 2^53 is exactly an integer.
    if kind == Kind::Integer && float.trunc() == float && float.abs() < 9_007_199_254_740_992.0 {
        return Some(Value::from(float as i64));
    }
    Number::from_f64(float).map(Value::Number)
}

fn quantity(text: &str, unit: &Unit, kind: Kind, is_amount: bool, habits: &Habits) -> Result<Value, Complaint> {
    let (text, exponent) = match unit {
        Unit::Percent | Unit::BarePercent => (text.strip_suffix('%').unwrap_or(text).trim_end(), -2),
        Unit::Permille => (text.strip_suffix('‰').unwrap_or(text).trim_end(), -3),
        Unit::Thousands => (text, 3),
        Unit::Millions => (text, 6),
        _ => (text, 0),
    };
    let Some((plain, power)) = numbers::read(text, is_amount, habits)? else {
        let help = if text.contains([',', '.']) { numbers::HELP } else { "the unit needs a number" };
        return complaint(format!("{} is not a number of unit `{}`", quoted(text), unit.as_str()), help);
    };
    if power != 0 && *unit != Unit::Abbreviated {
        let message = format!("{} has a suffix beside the unit `{}`", quoted(text), unit.as_str());
        return complaint(message, "take the unit away, or write the cell without the suffix");
    }
    match unit {
        Unit::UnixSeconds | Unit::UnixMillis => instant(&plain, unit, kind),
        _ => shifted(&plain, power + exponent, text, kind, is_amount),
    }
}

fn instant(plain: &str, unit: &Unit, kind: Kind) -> Result<Value, Complaint> {
    let bad = || format!("`{plain}` is not an instant of unit `{}`", unit.as_str());
    let help = "seconds have ten digits today, milliseconds thirteen";
    let Some(whole) = number(plain, Kind::Integer).and_then(|value| value.as_i64()) else {
        return complaint(bad(), help);
    };
    let at = match unit {
        Unit::UnixMillis => jiff::Timestamp::from_millisecond(whole),
        _ => jiff::Timestamp::from_second(whole),
    };
    match at {
        Ok(at) if kind == Kind::Date => Ok(Value::String(at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())),
        Ok(at) => Ok(Value::String(at.to_string())),
        Err(_) => complaint(bad(), help),
    }
}

fn date(text: &str, format: Option<&str>, kind: Kind, habits: &Habits) -> Result<Value, Complaint> {
    // A workbook has dates of its own, whatever format a mapping gives for texts.
    if let Some(date) = dates::typed(text, kind) {
        return Ok(date);
    }
    let Some(format) = format else {
        // What is no date at all is for the decoder to judge.
        return Ok(dates::read(text, kind, habits.dates)?.unwrap_or_else(|| Value::from(text)));
    };
    let parsed = jiff::fmt::strtime::parse(format, text);
    let Some((parsed, date)) = parsed.ok().and_then(|parsed| parsed.to_date().ok().map(|date| (parsed, date))) else {
        return complaint(
            format!("{} is not a date of the form `{format}`", quoted(text)),
            "`%d` is the day, `%m` the month, `%Y` the year, `%H:%M` the time",
        );
    };
    if kind == Kind::Date {
        return Ok(Value::String(date.to_string()));
    }
    let at = parsed.to_timestamp().or_else(|_| {
        let time = parsed.to_time().unwrap_or(jiff::civil::Time::midnight());
        date.to_datetime(time).to_zoned(jiff::tz::TimeZone::UTC).map(|zoned| zoned.timestamp())
    });
    match at {
        Ok(at) => Ok(Value::String(at.to_string())),
        Err(_) => complaint(format!("{} is no instant", quoted(text)), "check the cell"),
    }
}

fn yes_no(text: &str) -> Result<Value, Complaint> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "ya" | "benar" => Ok(Value::Bool(true)),
        "no" | "n" | "false" | "0" | "tidak" | "bukan" => Ok(Value::Bool(false)),
        _ => complaint(format!("{} is neither yes nor no", quoted(text)), "write `yes` or `no`, `1` or `0`"),
    }
}

fn flag(text: &str) -> Result<Value, Complaint> {
    match text.to_lowercase().as_str() {
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        _ => complaint(
            format!("{} is neither true nor false", quoted(text)),
            "`unit = \"yes-no\"` reads yes and no, 1 and 0",
        ),
    }
}

/// A cell of a workbook that is shown as a percentage. Unlike the text `4.5%` it is written in no locale.
pub(super) fn typed_percent(percent: f64) -> Value {
    Value::Object([(PERCENT.to_owned(), Value::from(percent))].into_iter().collect())
}

const PERCENT: &str = "%";

fn percent_of(cell: &Value) -> Option<f64> {
    cell.as_object().filter(|object| object.len() == 1)?.get(PERCENT)?.as_f64()
}

/// A cell as people read it.
pub(super) fn cell_text(cell: &Value) -> Cow<'_, str> {
    match (cell, percent_of(cell)) {
        (Value::String(text), _) => Cow::Borrowed(text),
        (Value::Null, _) => Cow::Borrowed(""),
        (_, Some(percent)) => Cow::Owned(format!("{percent}%")),
        (other, None) => Cow::Owned(other.to_string()),
    }
}

/// A cell of a CSV file as JSON: a number only where the number is written in no other way.
pub(super) fn typed(text: &str) -> Value {
    let number: Option<Value> = match text.parse::<i64>() {
        Ok(whole) => Some(Value::from(whole)),
        Err(_) => text.parse().ok().and_then(Number::from_f64).map(Value::Number),
    };
    number.filter(|number| format!("{number}") == text).unwrap_or_else(|| Value::from(text))
}
