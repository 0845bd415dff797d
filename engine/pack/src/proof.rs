//! The proof of an answer: nothing in it that no engine could calculate with, or no report could show. Every runtime
//! holds what its rules say against it.

use std::collections::BTreeSet;

use crate::answer::{Answer, Arg, BudgetAnswer, CheckAnswer, Curve, Quantity, Reason, Share, WorthAnswer};
use crate::figure::MetricAnswer;
use crate::limits::{ANSWER_NAME_CHARS_MAX, CURVE_VALUE_MAX, WEIGHT_MAX};
use crate::proposal::{Condition, TriggerAnswer};
use crate::rule::Fault;

/// How far shares may be from 1 together, for numbers that have no exact binary form.
const SHARE_SUM_TOLERANCE: f64 = 1e-6;

/// The answer of a check, or everything that is wrong with it.
pub fn valid(check: CheckAnswer) -> Result<CheckAnswer, Fault> {
    let mut violations = ranges(&check);
    if check.parts.is_empty() && !check.unknown {
        violations.push("an answer needs a part; use `unknown(…)` where there is no telling".to_owned());
    }
    if let Some(part) = check.parts.iter().find(|part| !is_sound(&part.curve)) {
        violations.push(format!("the curve of part `{}` is not of finite numbers in rising order, at most {CURVE_VALUE_MAX:e} from 0 and with points from 0 to 100", part.id));
    }
    let mut ids = BTreeSet::new();
    if let Some(part) = check.parts.iter().find(|part| !ids.insert(part.id.as_str())) {
        violations.push(format!("two parts are called `{}`", part.id));
    }
    violations.extend(names(&check));
    violations.extend(finite(numbers(&check)));
    refuse(violations)?;
    Ok(check)
}

/// The answer of a budget policy, or everything that is wrong with it.
pub fn budget(answer: BudgetAnswer) -> Result<Answer, Fault> {
    let mut violations = Vec::new();
    if answer.infeasible.is_none() {
        if answer.lines.is_empty() {
            violations.push("a budget needs a line; use `infeasible(…)` where there is no division".to_owned());
        }
        violations.extend(shares("line", &answer.lines));
        violations.extend(shares("tier", &answer.tiers));
    }
    for cap in answer.caps.iter().filter(|cap| !(0.0..=1.0).contains(&cap.share)) {
        violations.push(format!("a cap is {}, outside 0 to 1", cap.share));
    }
    refuse(violations)?;
    Ok(Answer::Budget(Box::new(answer)))
}

/// What is wrong with shares that must make a whole.
fn shares(what: &str, shares: &[Share]) -> Vec<String> {
    let mut violations = Vec::new();
    let mut ids = BTreeSet::new();
    for share in shares {
        if !is_name(&share.id) || !ids.insert(&share.id) {
            violations.push(format!("the {what} `{}` has no name of its own", share.id.escape_debug()));
        }
        let (low, high) = share.band.unwrap_or((0.0, 1.0));
        let band = low - SHARE_SUM_TOLERANCE..=high + SHARE_SUM_TOLERANCE;
        let is_within = 0.0 <= low && low <= high && high <= 1.0 && band.contains(&share.share);
        if !((0.0..=1.0).contains(&share.share) && is_within) {
            violations.push(format!("the {what} `{}` has the share {} in {low} to {high}", share.id, share.share));
        }
    }
    let sum: f64 = shares.iter().map(|share| share.share).sum();
    if !shares.is_empty() && (sum - 1.0).abs() > SHARE_SUM_TOLERANCE {
        violations.push(format!("the shares of the {what}s sum to {sum}, and 1 is due"));
    }
    violations
}

/// What a package is worth, or everything that is wrong with it.
pub fn worth(answer: WorthAnswer) -> Result<Answer, Fault> {
    let amounts = [Some(&answer.value), answer.reach.as_ref(), answer.fair.as_ref()];
    let amounts = amounts.into_iter().flatten().filter_map(|amount| Some((amount.name.as_str(), amount.value?)));
    let mut violations: Vec<String> = amounts
        .filter(|(_, value)| !(0.0..=CURVE_VALUE_MAX).contains(value))
        .map(|(name, value)| format!("`{name}` is {value}, outside 0 to {CURVE_VALUE_MAX:e}"))
        .collect();
    let of = |interval: Option<(f64, f64)>, of: Option<&Quantity>| Some((interval?, of?.value?));
    let intervals = [of(answer.interval, Some(&answer.value)), of(answer.fair_interval, answer.fair.as_ref())];
    for ((low, high), value) in intervals.into_iter().flatten() {
        if !(0.0 <= low && low <= value && value <= high && high <= CURVE_VALUE_MAX) {
            violations.push(format!("{value} is not in its interval, {low} to {high}"));
        }
    }
    refuse(violations)?;
    Ok(Answer::Worth(Box::new(answer)))
}

/// The answer of a trigger, or everything that is wrong with it.
pub fn trigger(answer: TriggerAnswer) -> Result<Answer, Fault> {
    let mut violations = Vec::new();
    match (&answer.proposal, answer.condition) {
        (None, Condition::Holds) => violations.push("a condition that holds needs a proposal".to_owned()),
        (Some(_), Condition::Quiet | Condition::Unknown) => {
            violations.push("only a condition that holds has a proposal".to_owned());
        }
        _ => {}
    }
    let amounts = answer.proposal.iter().flat_map(|proposal| {
        let money = proposal.money.as_ref().map(|money| ("amount", money.amount));
        money.into_iter().chain(proposal.expires_hours.map(|hours| ("expires", hours)))
    });
    for (what, amount) in amounts.filter(|(_, amount)| !(0.0..=CURVE_VALUE_MAX).contains(amount)) {
        violations.push(format!("`{what}` is {amount}, outside 0 to {CURVE_VALUE_MAX:e}"));
    }
    if let Some(money) = answer.proposal.iter().find_map(|proposal| proposal.money.as_ref())
        && saring_model::Kebab::new(&money.line).is_err()
    {
        violations.push(format!("`{}` is no name of a budget line", money.line.escape_debug()));
    }
    refuse(violations)?;
    Ok(Answer::Trigger(Box::new(answer)))
}

/// The answer of a metric, or everything that is wrong with it.
pub fn metric(answer: MetricAnswer) -> Result<Answer, Fault> {
    let mut violations = Vec::new();
    if answer.figures.is_empty() && answer.verdict.is_none() {
        violations.push("a metric needs a figure; an unknown one says why".to_owned());
    }
    let mut ids = BTreeSet::new();
    for figure in &answer.figures {
        let name = &figure.quantity.name;
        if !is_name(name) || !ids.insert(name) {
            violations.push(format!("the figure `{}` has no name of its own", name.escape_debug()));
        }
        let value = figure.quantity.value;
        let numbers = [value, figure.planned].into_iter().flatten();
        for number in numbers.filter(|number| number.is_nan() || number.abs() > CURVE_VALUE_MAX) {
            violations.push(format!("`{name}` is {number}, outside -{CURVE_VALUE_MAX:e} to {CURVE_VALUE_MAX:e}"));
        }
        if let Some((low, high)) = figure.interval
            && !(low <= high && value.is_none_or(|value| (low..=high).contains(&value)))
        {
            violations.push(format!("the interval of `{name}`, {low} to {high}, does not hold its value"));
        }
        if value.is_some() == figure.unknown.is_some() {
            violations.push(format!("`{name}` needs a value, or a reason why it is unknown, and not both"));
        }
        violations.extend(figure.unknown.iter().flat_map(reason));
    }
    let named = answer.verdict.iter().filter(|verdict| !is_name(verdict));
    violations.extend(named.map(|verdict| format!("`{}` is no verdict", verdict.escape_debug())));
    refuse(violations)?;
    Ok(Answer::Metric(Box::new(answer)))
}

/// The fault of these violations, where there are any.
pub fn refuse(violations: Vec<String>) -> Result<(), Fault> {
    if violations.is_empty() { Ok(()) } else { Err(Fault::BadAnswer { violations }) }
}

fn ranges(check: &CheckAnswer) -> Vec<String> {
    let mut violations = Vec::new();
    // Nearly every number is in range, so what it is called is put into words only where it is not.
    let mut within = |what: &dyn Fn() -> String, value: f64, max: f64| {
        if !(0.0..=max).contains(&value) {
            violations.push(format!("{} is {value}, outside 0 to {max}", what()));
        }
    };
    within(&|| "the confidence".to_owned(), check.confidence, 1.0);
    for part in &check.parts {
        within(&|| format!("the weight of part `{}`", part.id), part.weight, WEIGHT_MAX);
        if let Curve::Opaque(points) = part.curve {
            within(&|| format!("part `{}`", part.id), points, 100.0);
        }
    }
    for penalty in &check.penalties {
        within(&|| format!("penalty `{}`", penalty.id), penalty.points, 100.0);
    }
    for cap in &check.caps {
        within(&|| format!("cap `{}`", cap.id), cap.at, 100.0);
    }
    if let Some((low, high)) = check.bounds {
        within(&|| "the lower bound".to_owned(), low, high);
        within(&|| "the upper bound".to_owned(), high, 100.0);
    }
    violations
}

/// Whether every point of the curve can be calculated.
fn is_sound(curve: &Curve) -> bool {
    let fits = |value: f64| value.abs() <= CURVE_VALUE_MAX;
    match curve {
        Curve::Ramp { from, to } => fits(*from) && fits(*to),
        Curve::Table(knots) | Curve::Step(knots) => {
            let all_fit = knots.iter().all(|(value, points)| fits(*value) && (0.0..=100.0).contains(points));
            all_fit && !knots.is_empty() && knots.is_sorted_by(|a, b| a.0 <= b.0)
        }
        // Its points are told with the other ranges.
        Curve::Opaque(_) => true,
    }
}

/// What is wrong with the names that a report shows.
pub fn names(check: &CheckAnswer) -> impl Iterator<Item = String> {
    let reasons = check.reasons.iter().chain(&check.veto);
    let named = check.parts.iter().map(|part| ("part", part.id.as_str()));
    let named = named.chain(check.penalties.iter().map(|penalty| ("penalty", penalty.id.as_str())));
    let named = named.chain(check.caps.iter().map(|cap| ("cap", cap.id.as_str())));
    let named = named.chain(check.flags.iter().map(|flag| ("flag", flag.as_str())));
    let named = named.chain(reasons.map(|reason| ("reason", reason.code.as_str())));
    named.filter(|(_, name)| !is_name(name)).map(|(what, name)| {
        let name = name.escape_debug();
        format!("the {what} `{name}` needs a name of 1 to {ANSWER_NAME_CHARS_MAX} printable characters")
    })
}

fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= ANSWER_NAME_CHARS_MAX && name.chars().all(is_printable)
}

/// Signs without a shape, of direction above all, would let a text show as another one.
fn is_printable(c: char) -> bool {
    let is_hidden = matches!(u32::from(c), 0xad | 0x61c | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff);
    !c.is_control() && !is_hidden
}

/// A rule's own words with every sign written out that could change a terminal or the text around it.
pub fn plain(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if is_printable(c) {
            out.push(c);
        } else {
            out.extend(c.escape_unicode());
        }
        out
    })
}

/// The numbers of an answer that have no range of their own, with their names.
pub fn numbers(check: &CheckAnswer) -> impl Iterator<Item = (&str, f64)> {
    let args = check.reasons.iter().chain(&check.veto).flat_map(|reason| &reason.args);
    let args = args.filter_map(number);
    let bounds = check.evidence.iter().filter_map(|each| Some((each.quantity.name.as_str(), each.bound?)));
    let quantities = check.parts.iter().map(|part| &part.quantity);
    let quantities = quantities.chain(check.penalties.iter().map(|penalty| &penalty.quantity));
    let quantities = quantities.chain(check.evidence.iter().map(|each| &each.quantity));
    args.chain(bounds).chain(quantities.filter_map(|quantity| Some((quantity.name.as_str(), quantity.value?))))
}

/// What is wrong with a reason that stands by itself.
fn reason(reason: &Reason) -> impl Iterator<Item = String> {
    let code = reason.code.escape_debug();
    let unnamed = (!is_name(&reason.code)).then(|| format!("the reason `{code}` needs a name"));
    unnamed.into_iter().chain(finite(reason.args.iter().filter_map(number)))
}

fn number((name, arg): &(String, Arg)) -> Option<(&str, f64)> {
    match arg {
        Arg::Number(value, _) => Some((name.as_str(), *value)),
        Arg::Text(_) | Arg::Time(_) => None,
    }
}

/// Which of the numbers are not finite.
pub fn finite<'a>(numbers: impl Iterator<Item = (&'a str, f64)>) -> impl Iterator<Item = String> {
    let infinite = numbers.filter(|(_, value)| !value.is_finite());
    infinite.map(|(name, value)| format!("`{name}` is {value}, not a finite number"))
}
