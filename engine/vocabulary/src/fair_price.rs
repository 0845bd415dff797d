//! What a post is worth beside what is asked for it.

use saring_model::campaign::FxRate;
use saring_model::creator::{Format, Platform, Rate};
use saring_model::{CurrencyCode, Date, Money, PostCount};

/// An amount with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Price {
    /// Where few views are bought at the lowest rate.
    pub low: f64,
    /// Where the usual views are bought at the middle rate.
    pub expected: f64,
    /// Where many views are bought at the highest rate.
    pub high: f64,
}

/// `E[views] · CPM / 1000 · multiplier`: views as their p25, median and p75; price per thousand views and multiplier as
/// their lowest and highest. The amount is in the currency of the price per thousand views.
///
/// The median stands for the expected views, because one viral post is no promise.
pub fn fair_price(views: [f64; 3], cpm: (f64, f64), factor: (f64, f64)) -> Price {
    let [few, usual, many] = views;
    let middle = |(low, high): (f64, f64)| (low + high) / 2.0;
    Price {
        low: few * cpm.0 * factor.0 / 1_000.0,
        expected: usual * middle(cpm) * middle(factor) / 1_000.0,
        high: many * cpm.1 * factor.1 / 1_000.0,
    }
}

/// The price to compare: the first on the platform that still holds on a day, of the format that is wanted first; of
/// any format where none of the wanted has one.
pub fn ask<'a>(rates: &'a [Rate], platform: Platform, wanted: &[Format], today: Date) -> Option<&'a Rate> {
    let holds =
        |rate: &&Rate| rate.platform == platform && rate.valid_to.is_none_or(|last| last >= today) && posts(rate) > 0;
    let of = |format: &Format| rates.iter().filter(holds).find(|rate| rate.format == *format);
    wanted.iter().find_map(of).or_else(|| rates.iter().find(holds))
}

/// The price of one post of a rate, in major units of its currency.
pub fn per_post(rate: &Rate) -> f64 {
    major_units(rate.price) / posts(rate) as f64
}

fn posts(rate: &Rate) -> u64 {
    rate.quantity.map_or(1, PostCount::get)
}

/// An amount in major units of its currency.
pub fn major_units(money: Money) -> f64 {
    let per_major = (0..money.currency().exponent()).fold(1.0, |scale, _| scale * 10.0);
    money.minor() as f64 / per_major
}

/// Units of `to` for one of `from`, by the newest rate of the list up to a day, in either direction, the first of
/// equals; 1 within one currency, none where there is no rate.
pub fn exchange(rates: &[FxRate], from: CurrencyCode, to: CurrencyCode, today: Date) -> Option<f64> {
    if from == to { Some(1.0) } else { newest_rate(rates, from, to, today).map(|(rate, _)| rate) }
}

/// The same between two currencies, with the rate of the list that says it.
pub fn newest_rate(rates: &[FxRate], from: CurrencyCode, to: CurrencyCode, today: Date) -> Option<(f64, &FxRate)> {
    let known = rates.iter().filter(|rate| rate.date <= today);
    let fitting = known.filter_map(|rate| match (rate.from, rate.to) {
        pair if pair == (from, to) => Some((rate.rate.get(), rate)),
        pair if pair == (to, from) => Some((1.0 / rate.rate.get(), rate)),
        _ => None,
    });
    fitting.reduce(|best, next| if next.1.date > best.1.date { next } else { best })
}
