//! What two answers that should be the same differ in.

use std::fmt::Debug;

use saring_pack::{Answer, CheckAnswer, TierAnswer};

/// Characters that are shown before the first that differs, and after it.
const CONTEXT_CHARS: (usize, usize) = (24, 48);

/// The first thing that two answers differ in. What a plugin logged is no part of its answer.
pub(super) fn difference(one: Option<&Answer>, other: Option<&Answer>) -> Option<String> {
    match (one, other) {
        (Some(Answer::Check(one)), Some(Answer::Check(other))) => checks(one, other),
        (Some(Answer::Tier(one)), Some(Answer::Tier(other))) => tiers(one, other),
        (Some(Answer::Budget(one)), Some(Answer::Budget(other))) => apart("division", one, other),
        (Some(Answer::Trigger(one)), Some(Answer::Trigger(other))) => apart("answer", one, other),
        (Some(Answer::Worth(one)), Some(Answer::Worth(other))) => apart("answer", one, other),
        (Some(Answer::Metric(one)), Some(Answer::Metric(other))) => apart("answer", one, other),
        (None, None) => None,
        _ => Some("an answer of another kind".to_owned()),
    }
}

fn checks(one: &CheckAnswer, other: &CheckAnswer) -> Option<String> {
    None.or_else(|| apart("unknown", &one.unknown, &other.unknown))
        .or_else(|| apart("confidence", &one.confidence, &other.confidence))
        .or_else(|| apart("parts", &one.parts, &other.parts))
        .or_else(|| apart("penalties", &one.penalties, &other.penalties))
        .or_else(|| apart("caps", &one.caps, &other.caps))
        .or_else(|| apart("status", &one.status, &other.status))
        .or_else(|| apart("veto", &one.veto, &other.veto))
        .or_else(|| apart("reasons", &one.reasons, &other.reasons))
        .or_else(|| apart("evidence", &one.evidence, &other.evidence))
        .or_else(|| apart("missing", &one.missing, &other.missing))
        .or_else(|| apart("bounds", &one.bounds, &other.bounds))
        .or_else(|| apart("flags", &one.flags, &other.flags))
}

fn tiers(one: &TierAnswer, other: &TierAnswer) -> Option<String> {
    None.or_else(|| apart("tier", &one.tier, &other.tier))
        .or_else(|| apart("reason", &one.reason, &other.reason))
        .or_else(|| apart("size", &one.quantity, &other.quantity))
        .or_else(|| apart("next tier", &one.next, &other.next))
}

/// Both values around the first character that differs.
fn apart<T: Debug + PartialEq>(what: &str, one: &T, other: &T) -> Option<String> {
    if one == other {
        return None;
    }
    let (one, other): (Vec<char>, Vec<char>) =
        (format!("{one:?}").chars().collect(), format!("{other:?}").chars().collect());
    let same = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let from = same.saturating_sub(CONTEXT_CHARS.0);
    let around = |chars: &[char]| chars.iter().skip(from).take(CONTEXT_CHARS.0 + CONTEXT_CHARS.1).collect::<String>();
    Some(format!("{what} `{}`, and then `{}`", around(&one), around(&other)))
}
