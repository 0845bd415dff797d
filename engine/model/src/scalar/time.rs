//! Instants, calendar dates and time zones.
//!
//! The published pattern and the typed decoder accept the same texts: the shape
//! is checked first, and only a text of that shape is given to the calendar.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A text that is no date, instant or zone of the accepted form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not a calendar date from 1970 to 2199.
    #[error("`{0}` is not a date such as `2026-03-01`, from 1970 to 2199")]
    Date(String),
    /// Not an RFC 3339 instant from 1970 to 2199.
    #[error("`{0}` is not an instant such as `2026-03-01T09:00:00Z`, from 1970 to 2199")]
    Timestamp(String),
    /// Not an IANA time zone.
    #[error("`{0}` is not an IANA time zone such as `Asia/Jakarta`")]
    Zone(String),
}

/// Months and days of any year from 1970 to 2199, with the 29th of February in leap years alone.
const DATE: &str = "((19[7-9][0-9]|2[01][0-9][0-9])-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|(19(7[26]|8[048]|9[26])|20([02468][048]|[13579][26])|21(0[48]|[2468][048]|[13579][26]))-02-29)";
const TIME: &str = "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";

/// A calendar date, ISO 8601 `YYYY-MM-DD`, from 1970 to 2199.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let refused = || TimeError::Date(text.to_owned());
        if !has_shape(text.as_bytes(), b"dddd-dd-dd") {
            return Err(refused());
        }
        let date: jiff::civil::Date = text.parse().map_err(|_| refused())?;
        if in_years(date.year()) { Ok(Self(date)) } else { Err(refused()) }
    }

    /// The calendar date.
    pub fn get(self) -> jiff::civil::Date {
        self.0
    }

    /// Midnight of the date in UTC.
    pub fn start(self) -> Timestamp {
        Timestamp(
            self.0.to_zoned(jiff::tz::TimeZone::UTC).map_or(jiff::Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp()),
        )
    }

    /// The last second of the date in UTC.
    pub fn end(self) -> Timestamp {
        Timestamp(
            self.start().0.saturating_add(jiff::SignedDuration::from_secs(86_399)).unwrap_or(jiff::Timestamp::MAX),
        )
    }

    fn write(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }

    /// Days from `earlier` to this date; negative where this date is the earlier one.
    pub fn days_since(self, earlier: Self) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }
}

/// An instant, RFC 3339, from 1970 to 2199. Written in UTC, unless its year there is another
/// than in the offset that it was read with, and out of that range; then in the nearest offset
/// of whole hours that brings it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The beginning of time.
    pub const MIN: Self = Self(jiff::Timestamp::MIN);

    /// Reads an RFC 3339 instant with its offset.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let refused = || TimeError::Timestamp(text.to_owned());
        let bytes = text.as_bytes();
        let head = bytes.get(..19).filter(|head| has_shape(head, b"dddd-dd-ddTdd:dd:dd"));
        let offset = bytes.get(19..).map(skip_fraction);
        let year = text.get(..4).and_then(|year| year.parse().ok()).filter(|year| in_years(*year));
        let second = text.get(17..19).filter(|second| *second != "60");
        let fits = offset.is_some_and(is_offset);
        if head.is_none() || year.is_none() || second.is_none() || !fits {
            return Err(refused());
        }
        text.parse().map(Self).map_err(|_| refused())
    }

    /// The instant `seconds` after 1970-01-01T00:00:00Z, or an error where it is out of range.
    pub fn from_unix_seconds(seconds: i64) -> Result<Self, TimeError> {
        let refused = || TimeError::Timestamp(seconds.to_string());
        let at = jiff::Timestamp::from_second(seconds).map_err(|_| refused())?;
        let year = at.to_zoned(jiff::tz::TimeZone::UTC).year();
        if in_years(year) { Ok(Self(at)) } else { Err(refused()) }
    }

    /// The instant.
    pub fn get(self) -> jiff::Timestamp {
        self.0
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(self) -> i64 {
        self.0.as_second()
    }

    /// The calendar date in UTC.
    pub fn date(self) -> Date {
        Date(self.0.to_zoned(jiff::tz::TimeZone::UTC).date())
    }

    fn write(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What was accepted must be accepted again: new year's eve of 1969 in UTC is 1970 farther east.
        let in_utc = self.0.to_zoned(jiff::tz::TimeZone::UTC);
        let hours = match in_utc.year() {
            year if year < YEAR_MIN => 24 - i32::from(in_utc.hour()),
            year if year > YEAR_MAX => -1 - i32::from(in_utc.hour()),
            _ => return write!(f, "{}", self.0),
        };
        let nearest = (hours * 3600).clamp(-FARTHEST_OFFSET_S, FARTHEST_OFFSET_S);
        let offset = jiff::tz::Offset::from_seconds(nearest).map_err(|_| fmt::Error)?;
        write!(f, "{}", self.0.display_with_offset(offset))
    }

    /// The instant so many hours later, or earlier where they are negative; at the ends of the time that can be written it
    /// stays there.
    pub fn plus_hours(self, hours: f64) -> Self {
        let span = jiff::SignedDuration::try_from_secs_f64((hours * 3_600.0).round());
        let moved = span.ok().and_then(|span| self.0.checked_add(span).ok());
        let end = |second: i64| jiff::Timestamp::from_second(second).unwrap_or(self.0);
        let (first, last) = (end(FIRST_S), end(LAST_S));
        Self(moved.unwrap_or(if hours < 0.0 { first } else { last }).clamp(first, last))
    }

    /// Hours from `earlier` to this instant, with their fraction; negative where this one is earlier.
    pub fn hours_since(self, earlier: Self) -> f64 {
        (self.unix_seconds() - earlier.unix_seconds()) as f64 / 3_600.0
    }

    /// The last full hour, in UTC: this instant where it is one.
    pub fn full_hour(self) -> Self {
        self.at_hour(self.unix_seconds().div_euclid(3_600))
    }

    /// The end of the hour, in UTC: this instant where it is a full hour.
    pub fn hour_end(self) -> Self {
        let full = self.full_hour();
        if full == self { self } else { self.at_hour(self.unix_seconds().div_euclid(3_600) + 1) }
    }

    fn at_hour(self, hour: i64) -> Self {
        jiff::Timestamp::from_second(hour.saturating_mul(3_600)).map_or(self, Self)
    }

    /// Days from `earlier` to this instant, with their fraction; negative where this one is earlier.
    pub fn days_since(self, earlier: Self) -> f64 {
        (self.unix_seconds() - earlier.unix_seconds()) as f64 / 86_400.0
    }
}

const YEAR_MIN: i16 = 1970;
const YEAR_MAX: i16 = 2199;
/// The largest offset from UTC that is accepted, 23:59.
const FARTHEST_OFFSET_S: i32 = 86_340;
/// The first second that can be written: 1970-01-01T00:00:00+23:59.
const FIRST_S: i64 = -86_340;
/// The last second that can be written: 2199-12-31T23:59:59-23:59.
const LAST_S: i64 = 7_258_204_739;

fn in_years(year: i16) -> bool {
    (YEAR_MIN..=YEAR_MAX).contains(&year)
}

/// Whether `text` has digits where `shape` has `d`, and the same byte elsewhere.
fn has_shape(text: &[u8], shape: &[u8]) -> bool {
    text.len() == shape.len()
        && text
            .iter()
            .zip(shape)
            .all(|(byte, wanted)| if *wanted == b'd' { byte.is_ascii_digit() } else { byte == wanted })
}

fn skip_fraction(rest: &[u8]) -> &[u8] {
    let Some(fraction) = rest.strip_prefix(b".") else { return rest };
    let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
    // A point without digits, or with more than nanoseconds, is left where it is and refused as an offset.
    if (1..=9).contains(&digits) { fraction.get(digits..).unwrap_or_default() } else { rest }
}

fn is_offset(rest: &[u8]) -> bool {
    let hour = |tens: u8, ones: u8| tens < b'2' || (tens == b'2' && ones <= b'3');
    match rest {
        b"Z" => true,
        [b'+' | b'-', tens, ones, b':', minute, _] => {
            has_shape(rest.get(1..).unwrap_or_default(), b"dd:dd") && hour(*tens, *ones) && *minute <= b'5'
        }
        _ => false,
    }
}

/// An IANA time zone, such as `Asia/Jakarta`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeZone(String);

impl TimeZone {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }

    /// The zone, or an error where the bundled zone database does not hold it.
    pub fn new(name: impl Into<String>) -> Result<Self, TimeError> {
        let name = name.into();
        let known = jiff::tz::db().get(&name).is_ok_and(|zone| zone.iana_name() == Some(name.as_str()));
        if known { Ok(Self(name)) } else { Err(TimeError::Zone(name)) }
    }

    /// The zone's name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! time_traits {
    ($name:ident, $read:expr, $expecting:literal, $schema:expr) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.write(f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl de::Visitor<'_> for Visitor {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        $read(text).map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Visitor)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn inline_schema() -> bool {
                stringify!($name) != "TimeZone"
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

time_traits!(
    Date,
    Date::parse,
    "a date such as `2026-03-01`",
    json_schema!({
        "type": "string", "format": "date", "pattern": format!("^{DATE}$"), "x-unit": "date",
        "x-form": "a date such as `2026-03-01`, from 1970 to 2199"
    })
);
time_traits!(
    Timestamp,
    Timestamp::parse,
    "an instant such as `2026-03-01T09:00:00Z`",
    json_schema!({
        "type": "string", "format": "date-time", "pattern": format!("^{DATE}{TIME}$"), "x-unit": "instant",
        "x-form": "an instant such as `2026-03-01T09:00:00Z`, from 1970 to 2199"
    })
);
time_traits!(TimeZone, TimeZone::new, "an IANA time zone such as `Asia/Jakarta`", {
    let names: Vec<String> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
    json_schema!({
        "description": "An IANA time zone such as `Asia/Jakarta`.", "type": "string", "enum": names, "x-unit": "time-zone"
    })
});
