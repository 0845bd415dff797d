//! Functions that stand alone: confidence, statistics, texts, days.

use rhai::{Array, Dynamic, FLOAT, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_model::{Date, Timestamp};
use saring_pack::Unit;
use saring_vocabulary::{confidence, curve, statistics, text};

use super::column::ColumnHost;
use crate::fuel;
use crate::measure::{Measure, measure, number};
use crate::registry::{Form, Outcome, Register, raise};

pub(crate) fn register(register: &mut Register<'_>) {
    trust(register);
    small_samples(register);
    lists(register);
    texts(register);
    days(register);
}

fn trust(register: &mut Register<'_>) {
    register
        .say(
            Form::Function,
            "confidence(n, n_ref, age_days, half_life_days) -> value",
            "fraction",
            "Trust in a measurement: min(1, n / n_ref) * 0.5^(age / half-life).",
        )
        .call(|n: Measure, n_ref: FLOAT, age: Measure, half_life: FLOAT| trusted(n, n_ref, age, half_life))
        .call(|n: Dynamic, n_ref: Dynamic, age: Dynamic, half_life: Dynamic| -> Outcome<Measure> {
            Ok(trusted(measure(&n)?, number(&n_ref)?, measure(&age)?, number(&half_life)?))
        });
    register
        .say(
            Form::Function,
            "decay(age, half_life) -> value",
            "fraction",
            "What is left of 1 when it halves every `half_life`.",
        )
        .call(|age: Dynamic, half_life: Dynamic| -> Outcome<Measure> {
            let (age, half_life) = (measure(&age)?, number(&half_life)?);
            Ok(Measure { unit: Unit::Fraction, value: age.value.map(|age| statistics::decay(age, half_life)), ..age })
        });
}

fn trusted(n: Measure, n_ref: f64, age: Measure, half_life: f64) -> Measure {
    let value = n.value.zip(age.value).map(|(n, age)| confidence::confidence(n, n_ref, age, half_life));
    let all = Measure::of(value, Unit::Fraction, n.fields.union(age.fields));
    all.lacking(n.missing.union(age.missing))
}

fn small_samples(register: &mut Register<'_>) {
    register
        .say(
            Form::Function,
            "wilson_low(hits, n, z) -> value",
            "fraction",
            "The lower bound of a share seen `hits` times in n (Wilson's score interval; z = 1.96 for 95 %).",
        )
        .call(|hits: Dynamic, n: Dynamic, z: Dynamic| wilson(&hits, &n, &z, |(low, _)| low));
    register
        .say(Form::Function, "wilson_high(hits, n, z) -> value", "fraction", "The upper bound of the same.")
        .call(|hits: Dynamic, n: Dynamic, z: Dynamic| wilson(&hits, &n, &z, |(_, high)| high));
    register
        .say(
            Form::Function,
            "beta_mean(hits, n, a, b) -> value",
            "fraction",
            "A share with a Beta(a, b) prior after `hits` of n: (hits + a) / (n + a + b).",
        )
        .call(|hits: Measure, n: Measure, a: FLOAT, b: FLOAT| {
            share(hits, n, |hits, n| statistics::beta_mean(hits, n, a, b))
        })
        .call(|hits: Dynamic, n: Dynamic, a: Dynamic, b: Dynamic| -> Outcome<Measure> {
            let (a, b) = (number(&a)?, number(&b)?);
            Ok(share(measure(&hits)?, measure(&n)?, |hits, n| statistics::beta_mean(hits, n, a, b)))
        });
    register
        .say(
            Form::Function,
            "shrink(mean, n, prior, k) -> value",
            "of the mean",
            "A mean of n observations pulled toward a prior that counts as k: (n mean + k prior) / (n + k).",
        )
        .call(|mean: Dynamic, n: Dynamic, prior: Dynamic, k: Dynamic| -> Outcome<Measure> {
            let (mean, n, prior, k) = (measure(&mean)?, measure(&n)?, number(&prior)?, number(&k)?);
            let unit = mean.unit;
            Ok(Measure { unit, ..share(mean, n, |mean, n| statistics::shrink(mean, n, prior, k)) })
        });
    register
        .say(
            Form::Function,
            "ramp_points(x, from, to) -> value",
            "points",
            "100 * clamp((x - from) / (to - from), 0, 1).",
        )
        .call(|x: Dynamic, from: Dynamic, to: Dynamic| -> Outcome<Measure> {
            let (x, from, to) = (measure(&x)?, number(&from)?, number(&to)?);
            Ok(Measure { unit: Unit::Points, value: x.value.map(|x| curve::ramp(x, from, to)), ..x })
        });
}

fn share(a: Measure, b: Measure, both: impl Fn(f64, f64) -> f64) -> Measure {
    let value = a.value.zip(b.value).map(|(a, b)| both(a, b));
    let all = Measure::of(value, Unit::Fraction, a.fields.union(b.fields)).lacking(a.missing.union(b.missing));
    Measure { sample: b.value.map(|n| n as u64), ..all }
}

fn wilson(hits: &Dynamic, n: &Dynamic, z: &Dynamic, bound: impl Fn((f64, f64)) -> f64) -> Outcome<Measure> {
    let z = number(z)?;
    Ok(share(measure(hits)?, measure(n)?, |hits, n| bound(statistics::wilson(hits, n, z))))
}

fn lists(register: &mut Register<'_>) {
    register
        .say(
            Form::Function,
            "column(values) -> column",
            "number",
            "A column of a list's numbers; unknown ones count as asked and not as known.",
        )
        .call(|values: Array| -> Outcome<ColumnHost> {
            fuel::charge(values.len());
            let all: Vec<Measure> = values.iter().map(measure).collect::<Outcome<_>>()?;
            let fields = all.iter().fold(FieldSet::EMPTY, |fields, each| fields.union(each.fields));
            let unit = all.first().map_or(Unit::Number, |first| first.unit);
            Ok(ColumnHost::of(all.iter().map(|each| each.value).collect(), unit, fields))
        });
    register
        .say(
            Form::Function,
            "jaccard(a, b) -> value",
            "fraction",
            "Shared texts over all texts of two lists, without case and diacritics.",
        )
        .call(|a: Array, b: Array| -> Outcome<Measure> {
            Ok(Measure::of(statistics::jaccard(&folded(&a)?, &folded(&b)?), Unit::Fraction, FieldSet::EMPTY))
        });
    register
        .say(
            Form::Function,
            "overlap(a, b) -> value",
            "fraction",
            "Shared texts over those of the shorter of two lists, without case and diacritics.",
        )
        .call(|a: Array, b: Array| -> Outcome<Measure> {
            Ok(Measure::of(statistics::overlap(&folded(&a)?, &folded(&b)?), Unit::Fraction, FieldSet::EMPTY))
        });
}

fn folded(list: &Array) -> Outcome<std::collections::BTreeSet<String>> {
    let fold = |item: &Dynamic| match item.read_lock::<ImmutableString>() {
        Some(item) => Ok(fold(&item)),
        None => raise("a list of texts is due here"),
    };
    list.iter().map(fold).collect()
}

fn texts(register: &mut Register<'_>) {
    register
        .say(Form::Function, "fold(text) -> text", "-", "A text without case, diacritics and outer white space.")
        .call(|given: ImmutableString| ImmutableString::from(fold(&given)));
    register
        .say(Form::Function, "same_brand(a, b) -> bool", "-", "Whether two names or domains mean the same brand.")
        .call(|a: ImmutableString, b: ImmutableString| {
            fuel::charge_folding(a.len() + b.len());
            text::same_brand(&a, &b)
        });
}

fn fold(given: &str) -> String {
    fuel::charge_folding(given.len());
    text::fold(given)
}

fn days(register: &mut Register<'_>) {
    register
        .say(Form::Function, "days_between(a, b) -> value", "days", "Days from one date to another, each `2026-03-01` or the moment of the decision; below 0 where b is the earlier.")
        .call(|a: Dynamic, b: Dynamic| -> Outcome<Measure> {
            let days = confidence::day_number(date(&b)?) - confidence::day_number(date(&a)?);
            Ok(Measure::of(Some(days as f64), Unit::Days, FieldSet::EMPTY))
        });
    register
        .say(Form::Function, "date_of(as_of) -> text", "-", "The day of the decision in UTC, as `2026-03-01`.")
        .call(|as_of: Timestamp| ImmutableString::from(as_of.date().to_string()));
}

fn date(argument: &Dynamic) -> Outcome<Date> {
    if let Some(at) = argument.read_lock::<Timestamp>() {
        return Ok(at.date());
    }
    match argument.read_lock::<ImmutableString>() {
        Some(day) => Date::parse(&day).or_else(|error| raise(error.to_string())),
        None => raise("a date is due here, such as `2026-03-01`"),
    }
}
