//! What the host would refuse in an answer.

use std::collections::BTreeSet;

use crate::answer::{Answer, BudgetAnswer, MetricAnswer, Reason, TierAnswer, TriggerAnswer, WorthAnswer};
use crate::bindings::answering;
use crate::limits::{ANSWER_ITEMS_MAX, ANSWER_NAME_CHARS_MAX, CURVE_VALUE_MAX, SHARE_SUM_TOLERANCE, WEIGHT_MAX};
use crate::{About, Curve, Quantity};

/// Whether the host would take what a plugin says of itself, as far as that can be told from here.
pub(super) fn about(about: &About) -> Result<(), String> {
    let silent = about.params().find(|(_, param)| param.documentation().is_empty());
    silent.map_or(Ok(()), |(name, _)| Err(format!("param `{name}` has no line of documentation; add `.doc(…)`")))
}

/// Whether the host would take the answer of a check.
pub(super) fn check(answer: &Answer, about: &About) -> Result<(), String> {
    let mut wrong = reasons(answer.reasons.iter().chain(&answer.veto), about);
    if answer.parts.is_empty() && !answer.is_unknown {
        wrong.push("an answer needs a part; use `unknown(…)` where there is no telling".to_owned());
    }
    within(&mut wrong, "the confidence", answer.confidence, 0.0, 1.0);
    let mut ids = BTreeSet::new();
    for part in &answer.parts {
        within(&mut wrong, &format!("the weight of part `{}`", part.id), part.weight, 0.0, WEIGHT_MAX);
        if !ids.insert(&part.id) {
            wrong.push(format!("two parts are called `{}`", part.id));
        }
        if !is_sound(&part.curve) {
            wrong.push(format!(
                "the curve of part `{}` is not of finite numbers in rising order with points from 0 to 100",
                part.id
            ));
        }
    }
    for penalty in &answer.penalties {
        within(&mut wrong, &format!("penalty `{}`", penalty.id), penalty.points, 0.0, 100.0);
    }
    for (id, at) in &answer.caps {
        within(&mut wrong, &format!("cap `{id}`"), *at, 0.0, 100.0);
    }
    if let Some((low, high)) = answer.bounds {
        within(&mut wrong, "the lower bound", low, 0.0, high);
        within(&mut wrong, "the upper bound", high, 0.0, 100.0);
    }
    for evidence in answer.evidence.iter().filter(|evidence| evidence.bound.is_some_and(|bound| !bound.is_finite())) {
        wrong.push(format!("the bound of `{}` is not a finite number", evidence.name));
    }
    let sizes = [
        answer.parts.len(),
        answer.penalties.len(),
        answer.caps.len(),
        answer.evidence.len(),
        answer.reasons.len(),
        answer.flags.len(),
    ];
    if sizes.into_iter().any(|size| size > ANSWER_ITEMS_MAX) {
        wrong.push(format!("an answer has at most {ANSWER_ITEMS_MAX} parts, penalties, caps, pieces of evidence, reasons and flags, each"));
    }
    let words = answer.parts.iter().map(|part| &part.id).chain(answer.penalties.iter().map(|penalty| &penalty.id));
    let words = words.chain(answer.caps.iter().map(|(id, _)| id)).chain(&answer.flags);
    wrong.extend(words.filter(|word| !is_name(word)).map(|word| unnamed(word)));
    told(&wrong)
}

/// Whether the host would take the answer of a tier rule.
pub(super) fn tier(answer: &TierAnswer, about: &About) -> Result<(), String> {
    let mut wrong = reasons(answer.reasons.iter(), about);
    if answer.reasons.is_empty() {
        wrong.push("the tier has no reason; give one with `.reason(…)`".to_owned());
    }
    told(&wrong)
}

/// Whether the host would take the answer of a budget policy.
pub(super) fn budget(answer: &BudgetAnswer, about: &About) -> Result<(), String> {
    let mut wrong = reasons(answer.reasons.iter().chain(&answer.infeasible), about);
    if answer.lines.is_empty() && answer.infeasible.is_none() {
        wrong.push("a budget needs a line; use `infeasible(…)` where there is no division".to_owned());
    }
    for line in &answer.lines {
        let (low, high) = line.band.unwrap_or((0.0, 1.0));
        within(&mut wrong, &format!("the low end of `{}`", line.id), low, 0.0, high);
        within(&mut wrong, &format!("the high end of `{}`", line.id), high, low, 1.0);
    }
    let lines: Vec<(&str, f64)> = answer.lines.iter().map(|line| (&*line.id, line.share)).collect();
    let tiers: Vec<(&str, f64)> = answer.tiers.iter().map(|(id, share)| (&**id, *share)).collect();
    for (what, shares) in [("lines", &lines), ("tiers", &tiers)] {
        whole(&mut wrong, what, shares);
    }
    for (platform, share) in &answer.caps {
        within(&mut wrong, &format!("the cap of `{}`", platform.as_deref().unwrap_or("creator")), *share, 0.0, 1.0);
    }
    let sizes = [lines.len(), tiers.len(), answer.caps.len(), answer.evidence.len(), answer.reasons.len()];
    if sizes.into_iter().any(|size| size > ANSWER_ITEMS_MAX) {
        wrong.push(format!(
            "a budget has at most {ANSWER_ITEMS_MAX} lines, tiers, caps, pieces of evidence and reasons, each"
        ));
    }
    told(&wrong)
}

/// Whether the host would take the answer of a rule of worth.
pub(super) fn worth(answer: &WorthAnswer, about: &About) -> Result<(), String> {
    let mut wrong = reasons(answer.reasons.iter(), about);
    let fair = answer.fair.as_ref();
    let amounts = [
        ("the worth", answer.value.value(), answer.interval),
        ("the reach", answer.reach.as_ref().and_then(Quantity::value), None),
        ("the fair fee", fair.and_then(|(price, _)| price.value()), fair.and_then(|(_, interval)| *interval)),
    ];
    for (what, value, interval) in amounts {
        let Some(value) = value else { continue };
        let (low, high) = interval.unwrap_or((0.0, CURVE_VALUE_MAX));
        within(&mut wrong, what, value, low.max(0.0), high.min(CURVE_VALUE_MAX));
    }
    told(&wrong)
}

/// Whether the host would take the answer of a trigger.
pub(super) fn trigger(answer: &TriggerAnswer, about: &About) -> Result<(), String> {
    let mut wrong = reasons(answer.reasons.iter().chain(&answer.blocked), about);
    if let Some(proposal) = &answer.proposal {
        let money = proposal.money.as_ref().map(|(_, amount)| ("the money", *amount));
        for (what, amount) in money.into_iter().chain(proposal.expires_hours.map(|hours| ("the expiry", hours))) {
            within(&mut wrong, what, amount, 0.0, CURVE_VALUE_MAX);
        }
    }
    if answer.evidence.len().max(answer.reasons.len()) > ANSWER_ITEMS_MAX {
        wrong.push(format!("an answer has at most {ANSWER_ITEMS_MAX} pieces of evidence and reasons, each"));
    }
    told(&wrong)
}

/// Whether the host would take the answer of a metric.
pub(super) fn metric(answer: &MetricAnswer, about: &About) -> Result<(), String> {
    let unknown = answer.figures.iter().filter_map(|figure| figure.unknown.clone());
    let unknown: Vec<Reason> = unknown.map(|code| Reason { code, args: Vec::new() }).collect();
    let mut wrong = reasons(answer.reasons.iter().chain(&unknown), about);
    if answer.figures.is_empty() && answer.verdict.is_none() {
        wrong.push("a metric needs a figure; an unknown one says why with `.because(…)`".to_owned());
    }
    let mut ids = BTreeSet::new();
    for figure in &answer.figures {
        let name = &figure.name;
        if !is_name(name) || !ids.insert(name) {
            wrong.push(format!("the figure `{}` has no name of its own", name.escape_debug()));
        }
        for value in [figure.quantity.value(), figure.planned].into_iter().flatten() {
            within(&mut wrong, &format!("`{name}`"), value, -CURVE_VALUE_MAX, CURVE_VALUE_MAX);
        }
        if let Some((low, high)) = figure.interval {
            let (low, high) = (low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY));
            if !(low <= high && figure.quantity.value().is_none_or(|value| (low..=high).contains(&value))) {
                wrong.push(format!("the interval of `{name}`, {low} to {high}, does not hold its value"));
            }
        }
    }
    if answer.figures.len().max(answer.evidence.len()).max(answer.reasons.len()) > ANSWER_ITEMS_MAX {
        wrong.push(format!("a metric has at most {ANSWER_ITEMS_MAX} figures, pieces of evidence and reasons, each"));
    }
    told(&wrong)
}

/// Shares have names of their own, and make a whole.
fn whole(wrong: &mut Vec<String>, what: &str, shares: &[(&str, f64)]) {
    let mut ids = BTreeSet::new();
    for (id, share) in shares {
        within(wrong, &format!("the share of `{id}`"), *share, 0.0, 1.0);
        if !is_name(id) {
            wrong.push(unnamed(id));
        } else if !ids.insert(id) {
            wrong.push(format!("two {what} are called `{id}`"));
        }
    }
    let sum: f64 = shares.iter().map(|(_, share)| share).sum();
    if !shares.is_empty() && (sum - 1.0).abs() > SHARE_SUM_TOLERANCE {
        wrong.push(format!("the shares of the {what} sum to {sum}, and 1 is due"));
    }
}

fn told(wrong: &[String]) -> Result<(), String> {
    if wrong.is_empty() { Ok(()) } else { Err(format!("the host would refuse the answer: {}", wrong.join("; "))) }
}

fn reasons<'a>(reasons: impl Iterator<Item = &'a Reason>, about: &About) -> Vec<String> {
    let declared: BTreeSet<&str> = about.reason_codes().collect();
    let mut wrong = Vec::new();
    for reason in reasons {
        if !is_name(&reason.code) {
            wrong.push(unnamed(&reason.code));
        } else if !declared.contains(&*reason.code) {
            wrong.push(format!("reason `{}` has no text; declare it with `About::reason`", reason.code));
        }
        for (name, detail) in &reason.args {
            if let answering::Arg::Number((number, _)) = detail.0
                && !number.is_finite()
            {
                wrong.push(format!("`{name}` of reason `{}` is {number}, not a finite number", reason.code));
            }
        }
    }
    wrong
}

fn within(wrong: &mut Vec<String>, what: &str, value: f64, min: f64, max: f64) {
    if !(min..=max).contains(&value) {
        wrong.push(format!("{what} is {value}, outside {min} to {max}"));
    }
}

fn is_sound(curve: &Curve) -> bool {
    let fits = |value: f64| value.abs() <= CURVE_VALUE_MAX;
    match curve {
        Curve::Ramp((from, to)) => fits(*from) && fits(*to),
        Curve::Table(knots) | Curve::Step(knots) => {
            let all_fit = knots.iter().all(|(value, points)| fits(*value) && (0.0..=100.0).contains(points));
            all_fit && !knots.is_empty() && knots.is_sorted_by(|a, b| a.0 <= b.0)
        }
        Curve::Opaque(points) => (0.0..=100.0).contains(points),
    }
}

fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= ANSWER_NAME_CHARS_MAX && !name.chars().any(char::is_control)
}

fn unnamed(name: &str) -> String {
    format!("`{}` is no name of 1 to {ANSWER_NAME_CHARS_MAX} printable characters", name.escape_debug())
}
