//! Rules between fields that several documents share.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::Serialize;

use super::{Violation, ViolationCode, Violations, child};
use crate::Money;
use crate::limits::SHARES_SUM_MAX;

/// The pointer of an item of a list.
pub(crate) fn item(list: &str, index: usize) -> String {
    format!("{list}/{index}")
}

/// No two entries have the same identifier. Entries without one are not compared.
pub(crate) fn unique<'a, T, K: Ord>(
    list: &str,
    entries: &'a [T],
    key: impl Fn(&'a T) -> Option<K>,
    name: impl Fn(&K) -> String,
    found: &mut Violations,
) {
    if entries.len() < 2 {
        return;
    }
    let mut first: BTreeMap<K, usize> = BTreeMap::new();
    for (index, key) in entries.iter().enumerate().filter_map(|(index, entry)| Some((index, key(entry)?))) {
        if let Some(earlier) = first.get(&key) {
            let message = format!("{} comes twice, as entries {} and {}", name(&key), earlier + 1, index + 1);
            found.push(
                Violation::new(item(list, index), ViolationCode::DuplicateId, message).help("keep one of the two"),
            );
        } else {
            first.insert(key, index);
        }
    }
}

/// A word of an enum, as it is written.
pub(crate) fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A lower bound is not above its upper bound. The pointer is that of the object that holds both.
pub(crate) fn ordered<T: PartialOrd + Display>(
    object: &str,
    (low_name, low): (&str, Option<T>),
    (high_name, high): (&str, Option<T>),
    found: &mut Violations,
) {
    if let (Some(low), Some(high)) = (low, high)
        && low > high
    {
        let message = format!("`{low_name}` is {low}, which is above `{high_name}`, {high}");
        found.push(
            Violation::new(object, ViolationCode::MinAboveMax, message).help("swap the two, or correct one of them"),
        );
    }
}

/// An end is not before its start.
pub(crate) fn in_time<T: PartialOrd + Display>(
    object: &str,
    (start_name, start): (&str, Option<T>),
    (end_name, end): (&str, Option<T>),
    found: &mut Violations,
) {
    if let (Some(start), Some(end)) = (start, end)
        && end < start
    {
        let message = format!("`{end_name}` is {end}, which is before `{start_name}`, {start}");
        found.push(
            Violation::new(child(object, end_name), ViolationCode::EndBeforeStart, message)
                .help("swap the two, or correct one of them"),
        );
    }
}

/// Shares of one whole do not sum to more than it, but for what providers round.
pub(crate) fn shares(pointer: &str, shares: impl Iterator<Item = f64>, found: &mut Violations) {
    let sum: f64 = shares.sum();
    if sum > SHARES_SUM_MAX {
        let message = format!("shares sum to {}, which is more than the whole", (sum * 1e4).round() / 1e4);
        found.push(
            Violation::new(pointer, ViolationCode::SharesSum, message)
                .help("give each share as a fraction of the whole, without overlapping cells"),
        );
    }
}

/// Amounts that are added or compared are in one currency.
pub(crate) fn one_currency(amounts: impl Iterator<Item = (String, Money)>, found: &mut Violations) {
    let mut currency = None;
    for (pointer, amount) in amounts {
        let expected = *currency.get_or_insert(amount.currency());
        if amount.currency() != expected {
            currencies(&pointer, amount.currency(), expected, found);
        }
    }
}

/// An amount in another currency than the one that it is held against.
pub(crate) fn currencies(amount: &str, currency: impl Display, expected: impl Display, found: &mut Violations) {
    let message = format!("an amount in {currency} stands beside one in {expected}");
    found.push(
        Violation::new(child(amount, "currency"), ViolationCode::CurrencyMix, message)
            .help(format!("give the amount in {expected}; Saring converts no money of its own accord")),
    );
}
