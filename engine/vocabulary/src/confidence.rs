//! How much a measurement can be trusted: its sample and its age.

use saring_model::{Date, Provenance, Timestamp};

use crate::statistics::decay;

/// Trust in a measurement, 0 to 1: `min(1, n / n_ref) * 0.5^(age / half_life)`.
///
/// `n` observations count fully from `n_ref` on; `age` and `half_life` in days.
pub fn confidence(n: f64, n_ref: f64, age_days: f64, half_life_days: f64) -> f64 {
    let sample = if n_ref > 0.0 { (n / n_ref).clamp(0.0, 1.0) } else { 1.0 };
    sample * decay(age_days, half_life_days)
}

/// Days since a block of facts was true, 0 or more; none where its provenance does not say.
pub fn age_days(provenance: Option<&Provenance>, as_of: Timestamp) -> Option<f64> {
    let at = provenance?.as_of?;
    Some(as_of.days_since(at).max(0.0))
}

/// Whole days between 1970-01-01 and a date. Source: Hinnant, "chrono-compatible low-level date algorithms".
///
/// Calendar arithmetic of a library is many times slower, and a daily history asks for it a thousand times.
pub fn day_number(date: Date) -> i64 {
    let date = date.get();
    let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The day of an instant in UTC, in days since 1970-01-01.
pub fn day_of(at: Timestamp) -> i64 {
    at.unix_seconds().div_euclid(86_400)
}
