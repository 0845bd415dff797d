//! From what a file says to what a field means: units, number formats, dates.

use saring_model::catalogue::Kind;
use serde_json::{Number, Value};

use super::mapping::{Source, Target};
use super::problem::quoted;

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
    ];

    pub(super) fn as_str(&self) -> &'static str {
        let same = |unit: &Self| std::mem::discriminant(unit) == std::mem::discriminant(self);
        Self::ALL.iter().find(|(_, unit)| same(unit)).map_or("", |(word, _)| word)
    }

    /// Whether the unit gives values of a kind.
    pub(super) fn fits(&self, kind: Kind) -> bool {
        match self {
            Self::Percent | Self::Permille => kind == Kind::Number,
            Self::Thousands | Self::Millions | Self::Abbreviated => matches!(kind, Kind::Integer | Kind::Number),
            Self::UnixSeconds | Self::UnixMillis | Self::Date(_) => matches!(kind, Kind::Date | Kind::Instant),
            Self::YesNo => kind == Kind::Flag,
        }
    }
}

/// How a file writes numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Digits with a decimal point.
    #[default]
    Plain,
    /// Commas between thousands and a decimal point.
    CommaGroups,
    /// Points between thousands and a decimal comma, as in Indonesia.
    PointGroups,
}

impl Numbers {
    pub(super) const ALL: &'static [(&'static str, Self)] =
        &[("1234.5", Self::Plain), ("1,234.5", Self::CommaGroups), ("1.234,5", Self::PointGroups)];
    const HELP: &'static str = "write the cell with digits and a decimal point alone, such as `1234.5`, or say how the file \
                                writes numbers in a mapping of your own: `numbers = \"1,234.5\"` or \
                                `numbers = \"1.234,5\"` in `[mapping]`";

    /// The number as digits with a decimal point, or `None` where it is not written that way.
    fn plain(self, text: &str) -> Option<String> {
        let (group, point) = match self {
            Self::Plain => (None, '.'),
            Self::CommaGroups => (Some(','), '.'),
            Self::PointGroups => (Some('.'), ','),
        };
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, fraction) = unsigned.split_once(point).map_or((unsigned, None), |(a, b)| (a, Some(b)));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let whole = match group.filter(|group| whole.contains(*group)) {
            Some(group) => {
                let groups: Vec<&str> = whole.split(group).collect();
                let fits = |(n, part): (usize, &&str)| digits(part) && (part.len() == 3 || (n == 0 && part.len() < 3));
                groups.iter().enumerate().all(fits).then(|| groups.concat())?
            }
            None => whole.to_owned(),
        };
        let exponent = |part: &str| {
            let (mantissa, exponent) = part.split_once(['e', 'E']).map_or((part, "0"), |(a, b)| (a, b));
            digits(mantissa) && digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))
        };
        let sign = if text.starts_with('-') { "-" } else { "" };
        match fraction {
            Some(fraction) => (digits(&whole) && exponent(fraction)).then(|| format!("{sign}{whole}.{fraction}")),
            None => exponent(&whole).then(|| format!("{sign}{whole}")),
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
pub(super) fn convert(value: &Value, source: &Source, target: &Target, numbers: Numbers) -> Result<Value, Complaint> {
    let one = |value: &Value, kind: Kind| scalar(value, kind, target.is_amount, source, numbers);
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

fn scalar(value: &Value, kind: Kind, is_amount: bool, source: &Source, numbers: Numbers) -> Result<Value, Complaint> {
    let text = match value {
        Value::String(text) => text.trim(),
        Value::Number(number) => return number_value(&number.to_string(), value, kind, is_amount, source),
        Value::Bool(flag) if source.unit == Some(Unit::YesNo) => return Ok(Value::Bool(*flag)),
        _ => return Ok(value.clone()),
    };
    let mapped = source.map.iter().find(|(from, _)| from == text);
    let mapped = mapped.or_else(|| source.map.iter().find(|(from, _)| from.to_lowercase() == text.to_lowercase()));
    let text = mapped.map_or(text, |(_, to)| to.as_str());
    match &source.unit {
        Some(Unit::YesNo) => yes_no(text),
        Some(Unit::Date(format)) => date(text, format.as_deref(), kind),
        Some(unit) => quantity(text, unit, kind, is_amount, numbers),
        None => match kind {
            Kind::Integer | Kind::Number => plain_number(text, kind, numbers),
            Kind::Flag => flag(text),
            Kind::Text if is_amount => match numbers.plain(text) {
                Some(plain) => Ok(Value::String(plain)),
                None => complaint(format!("{} is not an amount", quoted(text)), Numbers::HELP),
            },
            _ => Ok(Value::from(text)),
        },
    }
}

/// A number of a JSON file.
fn number_value(text: &str, value: &Value, kind: Kind, is_amount: bool, source: &Source) -> Result<Value, Complaint> {
    match &source.unit {
        Some(Unit::YesNo) => yes_no(text),
        Some(Unit::Date(_)) => complaint(
            format!("`{text}` is a number, where a date is due"),
            "a count of seconds needs `unit = \"unix-seconds\"`",
        ),
        Some(unit) => quantity(text, unit, kind, is_amount, Numbers::Plain),
        None if matches!(kind, Kind::Text | Kind::Choice) => Ok(Value::from(text)),
        None => Ok(value.clone()),
    }
}

fn plain_number(text: &str, kind: Kind, numbers: Numbers) -> Result<Value, Complaint> {
    if text.ends_with('%') && kind == Kind::Number {
        let fraction = quantity(text, &Unit::Percent, kind, false, numbers);
        let fraction = fraction.map_or_else(|_| String::new(), |value| format!("write `{value}`, or "));
        return complaint(
            format!("{} is a percentage", quoted(text)),
            format!("{fraction}give the source `unit = \"percent\"` in a mapping of your own"),
        );
    }
    let Some(plain) = numbers.plain(text) else {
        return complaint(format!("{} is not a number", quoted(text)), number_help(text, kind, numbers));
    };
    // In half of the world `80.000` is eighty thousand, and a count has no decimals to lose.
    let thousands = plain.split_once('.').is_some_and(|(_, fraction)| fraction.len() == 3);
    if kind == Kind::Integer && numbers == Numbers::Plain && thousands {
        return complaint(format!("{} may be a decimal number or thousands", quoted(text)), Numbers::HELP);
    }
    Ok(number(&plain, kind).unwrap_or(Value::String(plain)))
}

fn number_help(text: &str, kind: Kind, numbers: Numbers) -> String {
    let abbreviated = text.ends_with(char::is_alphabetic) && text.starts_with(|c: char| c.is_ascii_digit());
    if abbreviated {
        let whole = quantity(text, &Unit::Abbreviated, kind, false, numbers);
        let whole = whole.map_or_else(|_| "the number in full".to_owned(), |value| format!("`{value}`"));
        format!("write {whole}, or give the source `unit = \"abbreviated\"` in a mapping of your own")
    } else if text.contains([',', '.']) {
        Numbers::HELP.to_owned()
    } else {
        "a cell that means unknown is left empty, or listed in `empty`".to_owned()
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

fn quantity(text: &str, unit: &Unit, kind: Kind, is_amount: bool, numbers: Numbers) -> Result<Value, Complaint> {
    let (text, exponent) = match unit {
        Unit::Percent => (text.strip_suffix('%').unwrap_or(text).trim_end(), -2),
        Unit::Permille => (text.strip_suffix('‰').unwrap_or(text).trim_end(), -3),
        Unit::Thousands => (text, 3),
        Unit::Millions => (text, 6),
        Unit::Abbreviated => abbreviated(text),
        Unit::UnixSeconds | Unit::UnixMillis | Unit::Date(_) | Unit::YesNo => (text, 0),
    };
    let Some(plain) = numbers.plain(text) else {
        let help = if text.contains([',', '.']) { Numbers::HELP } else { "the unit needs a number" };
        return complaint(format!("{} is not a number of unit `{}`", quoted(text), unit.as_str()), help);
    };
    if matches!(unit, Unit::UnixSeconds | Unit::UnixMillis) {
        return instant(&plain, unit, kind);
    }
    // Shifting the decimal point in the text gives the nearest float; dividing one may not.
    let shifted = if plain.contains(['e', 'E']) { plain } else { format!("{plain}e{exponent}") };
    let kind = if is_amount { Kind::Integer } else { kind };
    let Some(value) = number(&shifted, kind) else {
        return complaint(format!("{} is too large a number", quoted(text)), "check the cell");
    };
    Ok(if is_amount { Value::String(value.to_string()) } else { value })
}

/// The number before a suffix, with the power of ten that the suffix means.
fn abbreviated(text: &str) -> (&str, i32) {
    let at = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (number, suffix) = text.split_at(at);
    let exponent = match suffix.to_lowercase().as_str() {
        "" => 0,
        "k" | "rb" | "ribu" => 3,
        "m" | "jt" | "juta" => 6,
        "b" | "miliar" => 9,
        _ => return (text, 0),
    };
    (number.trim_end(), exponent)
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

fn date(text: &str, format: Option<&str>, kind: Kind) -> Result<Value, Complaint> {
    let Some(format) = format else {
        let is_date = saring_model::Date::parse(text).is_ok() && kind == Kind::Instant;
        return Ok(Value::String(if is_date { format!("{text}T00:00:00Z") } else { text.to_owned() }));
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

/// A cell of a CSV file as JSON: a number only where the number is written in no other way.
pub(super) fn typed(text: &str) -> Value {
    let number: Option<Value> = match text.parse::<i64>() {
        Ok(whole) => Some(Value::from(whole)),
        Err(_) => text.parse().ok().and_then(Number::from_f64).map(Value::Number),
    };
    number.filter(|number| format!("{number}") == text).unwrap_or_else(|| Value::from(text))
}
