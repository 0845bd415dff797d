//! The vocabulary's functions on quantities: trust, small samples, shares. The formulas are `saring-measures`.

use std::collections::BTreeSet;

use saring_measures::{confidence as trust, curve, statistics, text};

use crate::{Fields, Quantity, Unit};

/// Trust in a measurement: `min(1, n / n_ref) * 0.5^(age / half_life)`. Ages in days.
pub fn confidence(n: impl Into<Quantity>, n_ref: f64, age_days: impl Into<Quantity>, half_life_days: f64) -> Quantity {
    let joint = n.into().with(age_days, Unit::Fraction, |n, age| trust::confidence(n, n_ref, age, half_life_days));
    unsampled(joint)
}

/// What is left of 1 when it halves every `half_life`.
pub fn decay(age: impl Into<Quantity>, half_life: f64) -> Quantity {
    age.into().map(Unit::Fraction, |age| statistics::decay(age, half_life))
}

/// The lower bound of a share seen `hits` times in `n` (Wilson's score interval; `z` = 1.96 for 95 %).
pub fn wilson_low(hits: impl Into<Quantity>, n: impl Into<Quantity>, z: f64) -> Quantity {
    share(hits, n, |hits, n| statistics::wilson(hits, n, z).0)
}

/// The upper bound of the same.
pub fn wilson_high(hits: impl Into<Quantity>, n: impl Into<Quantity>, z: f64) -> Quantity {
    share(hits, n, |hits, n| statistics::wilson(hits, n, z).1)
}

/// A share with a Beta(`a`, `b`) prior after `hits` of `n`: `(hits + a) / (n + a + b)`.
pub fn beta_mean(hits: impl Into<Quantity>, n: impl Into<Quantity>, a: f64, b: f64) -> Quantity {
    share(hits, n, |hits, n| statistics::beta_mean(hits, n, a, b))
}

/// A mean of `n` observations pulled toward a `prior` that counts as `k`: `(n mean + k prior) / (n + k)`.
pub fn shrink(mean: impl Into<Quantity>, n: impl Into<Quantity>, prior: f64, k: f64) -> Quantity {
    let mean = mean.into();
    let unit = mean.unit();
    share(mean, n, |mean, n| statistics::shrink(mean, n, prior, k)).as_unit(unit)
}

/// `100 * clamp((x - from) / (to - from), 0, 1)`.
pub fn ramp_points(x: impl Into<Quantity>, from: f64, to: f64) -> Quantity {
    x.into().map(Unit::Points, |x| curve::ramp(x, from, to))
}

/// Shared texts over all texts of two lists, without case and diacritics; unknown where both are empty.
pub fn jaccard<A: AsRef<str>, B: AsRef<str>>(a: &[A], b: &[B]) -> Quantity {
    Quantity::new(statistics::jaccard(&folded(a), &folded(b)), Unit::Fraction, Fields::NONE)
}

/// Shared texts over those of the shorter of two lists, without case and diacritics; unknown where one is empty.
pub fn overlap<A: AsRef<str>, B: AsRef<str>>(a: &[A], b: &[B]) -> Quantity {
    Quantity::new(statistics::overlap(&folded(a), &folded(b)), Unit::Fraction, Fields::NONE)
}

fn folded<T: AsRef<str>>(list: &[T]) -> BTreeSet<String> {
    list.iter().map(|item| text::fold(item.as_ref())).collect()
}

/// A share of `n`: it rests on them.
fn share(hits: impl Into<Quantity>, n: impl Into<Quantity>, both: impl FnOnce(f64, f64) -> f64) -> Quantity {
    let n = n.into();
    let sample = n.value().map(|n| n as u64);
    let joint = unsampled(hits.into().with(n, Unit::Fraction, both));
    match sample {
        Some(sample) => joint.of_sample(sample),
        None => joint,
    }
}

/// The same value as a quantity of its own, which nobody in particular can change.
fn unsampled(joint: Quantity) -> Quantity {
    Quantity::new(joint.value(), joint.unit(), joint.fields().clone()).lacking(joint.missing())
}
