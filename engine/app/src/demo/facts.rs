//! From plain numbers and words to facts. What does not fit a fact's type is unknown, never a panic.

use saring_model::{
    Count, Country, CurrencyCode, Date, Fraction, Language, List, Method, Money, Name, Positive, Provenance, Timestamp,
};

use super::dice::Dice;

pub(super) fn count(value: f64) -> Option<Count> {
    Count::new(value.round().max(0.0) as u64).ok()
}

/// A fraction with four decimals.
pub(super) fn fraction(value: f64) -> Option<Fraction> {
    Fraction::new((value.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0).ok()
}

pub(super) fn positive(value: f64) -> Option<Positive> {
    Positive::new((value.max(0.0) * 10.0).round() / 10.0).ok()
}

pub(super) fn name(text: impl Into<String>) -> Option<Name> {
    Name::new(text).ok()
}

pub(super) fn language(tag: &str) -> Option<Language> {
    Language::new(tag)
}

pub(super) fn country(code: &str) -> Option<Country> {
    Country::new(code)
}

pub(super) fn list<T, const MAX: usize, const MIN: usize>(items: Vec<T>) -> Option<List<T, MAX, MIN>> {
    List::new(items).ok()
}

/// Rupiah, to the nearest 50,000.
pub(super) fn rupiah(amount: f64) -> Option<Money> {
    let steps = (amount / 50_000.0).round().max(1.0) as i64;
    Some(Money::from_minor(steps * 5_000_000, CurrencyCode::new("IDR")?))
}

pub(super) fn days_before(at: Timestamp, days: f64) -> Option<Timestamp> {
    Timestamp::from_unix_seconds(at.unix_seconds() - (days * 86_400.0) as i64).ok()
}

/// The day some days before an instant; negative days are after it.
pub(super) fn date(at: Timestamp, days_before_it: f64) -> Option<Date> {
    days_before(at, days_before_it).map(Timestamp::date)
}

/// Where facts come from: mostly fresh, sometimes months old, with a sample size where one is told.
pub(super) fn provenance(dice: &mut Dice, as_of: Timestamp, method: Method, sample: Option<f64>) -> Option<Provenance> {
    let age_days = dice.log_normal(12.0, 1.1).min(240.0);
    let source = match method {
        Method::Measured => dice.pick(&["platform insights", "public profile"]),
        Method::Estimated => dice.pick(&["provider A", "provider B"]),
        Method::Declared => dice.pick(&["creator", "agency sheet"]),
    };
    Some(Provenance {
        as_of: days_before(as_of, age_days),
        source: name(source),
        method: Some(method),
        sample_size: sample.and_then(count),
    })
}
