//! Days counted, without a calendar library.

/// Whole days between 1970-01-01 and a date of the Gregorian calendar; months and days begin at 1. Source: Hinnant,
/// "chrono-compatible low-level date algorithms".
///
/// Calendar arithmetic of a library is many times slower, and a daily history asks for it a thousand times.
pub fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}
