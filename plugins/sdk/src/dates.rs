//! Dates and instants in the contract's form: days, and milliseconds, since 1970.

use serde::{Deserialize, Deserializer, de};

use crate::facts::{Date, Instant, Money};

const MS_PER_SECOND: i64 = 1_000;
const MS_PER_DAY: i64 = 86_400_000;

/// The date of a text such as `2026-03-01`, in days since 1970-01-01; none where it is no such date.
pub fn parse_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let [_, _, _, _, b'-', _, _, b'-', _, _] = bytes else { return None };
    let (year, month, day) = (digits(bytes, 0, 4)?, digits(bytes, 5, 7)?, digits(bytes, 8, 10)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let number = saring_measures::calendar::day_number(year, month, day);
    if (1..=days).contains(&day) { Date::try_from(number).ok() } else { None }
}

/// The instant of a text such as `2026-03-01T09:00:00Z`, in milliseconds since 1970-01-01T00:00:00Z; none where it is
/// no such instant. A fraction of a second and an offset such as `+07:00` are understood.
pub fn parse_instant(text: &str) -> Option<Instant> {
    let (day, time) = text.split_once('T')?;
    let bytes = time.as_bytes();
    let [_, _, b':', _, _, b':', _, _, ..] = bytes else { return None };
    let (hour, minute, second) = (digits(bytes, 0, 2)?, digits(bytes, 3, 5)?, digits(bytes, 6, 8)?);
    let rest = time.get(8..)?;
    let (fraction, offset) = rest.split_at(rest.find(['Z', '+', '-'])?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let seconds = (hour * 60 + minute) * 60 + second - offset_seconds(offset)?;
    Some(i64::from(parse_date(day)?) * MS_PER_DAY + seconds * MS_PER_SECOND + milliseconds(fraction)?)
}

/// The date of an instant in UTC.
pub fn date_at(at: Instant) -> Date {
    at.div_euclid(MS_PER_DAY) as Date
}

/// Days from one instant to another, with their fraction; below 0 where `to` is the earlier.
pub fn days_between(from: Instant, to: Instant) -> f64 {
    // Whole seconds, as the engine counts.
    (to.div_euclid(MS_PER_SECOND) - from.div_euclid(MS_PER_SECOND)) as f64 / 86_400.0
}

fn digits(bytes: &[u8], from: usize, to: usize) -> Option<i64> {
    bytes
        .get(from..to)?
        .iter()
        .try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0')))
}

/// Milliseconds of a fraction such as `.25`; digits beyond the third are dropped.
fn milliseconds(fraction: &str) -> Option<i64> {
    if fraction.is_empty() {
        return Some(0);
    }
    let digits = fraction.strip_prefix('.').filter(|digits| !digits.is_empty())?;
    let padded = digits.bytes().chain(*b"000");
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    whole.then(|| padded.take(3).fold(0, |number, byte| number * 10 + i64::from(byte - b'0')))
}

fn offset_seconds(offset: &str) -> Option<i64> {
    if offset == "Z" {
        return Some(0);
    }
    let bytes = offset.as_bytes();
    let [sign @ (b'+' | b'-'), _, _, b':', _, _] = bytes else { return None };
    let seconds = (digits(bytes, 1, 3)? * 60 + digits(bytes, 4, 6)?) * 60;
    Some(if *sign == b'-' { -seconds } else { seconds })
}

pub(crate) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_date(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is not a date such as `2026-03-01`")))
}

pub(crate) fn instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Instant, D::Error> {
    let text = String::deserialize(deserializer)?;
    let refused = || de::Error::custom(format!("`{text}` is not an instant such as `2026-03-01T09:00:00Z`"));
    parse_instant(&text).ok_or_else(refused)
}

#[derive(Deserialize)]
struct AnyDate(#[serde(deserialize_with = "date")] Date);

#[derive(Deserialize)]
struct AnyInstant(#[serde(deserialize_with = "instant")] Instant);

pub(crate) fn date_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    Ok(Option::<AnyDate>::deserialize(deserializer)?.map(|date| date.0))
}

pub(crate) fn instant_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Instant>, D::Error> {
    Ok(Option::<AnyInstant>::deserialize(deserializer)?.map(|at| at.0))
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written {
            amount: String,
            currency: String,
        }
        let Written { amount, currency } = Written::deserialize(deserializer)?;
        let refused = || de::Error::custom(format!("`{amount}` is not a decimal amount such as `1500000.50`"));
        let digits = minor_digits(&currency);
        let (whole, decimals) = amount.split_once('.').unwrap_or((&amount, ""));
        if decimals.len() > usize::from(digits) {
            return Err(refused());
        }
        let padded = format!("{whole}{decimals:0<width$}", width = usize::from(digits));
        let minor = padded.parse().map_err(|_| refused())?;
        Ok(Self { minor, digits, currency })
    }
}

/// Digits after the point of a currency, ISO 4217; of the currencies with other than two, those that markets ask for.
fn minor_digits(currency: &str) -> u8 {
    match currency {
        "CLP" | "ISK" | "JPY" | "KRW" | "PYG" | "UGX" | "VND" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}
