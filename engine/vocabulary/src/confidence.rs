//! How much a measurement can be trusted: its sample and its age.

use saring_model::{Date, Provenance, Timestamp};

pub use saring_measures::confidence::confidence;

/// Days since a block of facts was true, 0 or more; none where its provenance does not say.
pub fn age_days(provenance: Option<&Provenance>, as_of: Timestamp) -> Option<f64> {
    let at = provenance?.as_of?;
    Some(as_of.days_since(at).max(0.0))
}

/// Whole days between 1970-01-01 and a date.
pub fn day_number(date: Date) -> i64 {
    let date = date.get();
    saring_measures::calendar::day_number(i64::from(date.year()), i64::from(date.month()), i64::from(date.day()))
}

/// The day of an instant in UTC, in days since 1970-01-01.
pub fn day_of(at: Timestamp) -> i64 {
    at.unix_seconds().div_euclid(86_400)
}
