//! The last stage before the report: a total order, independent of the order of input.

use std::cmp::Ordering;

use saring_pack::RankBy;

use crate::context::Context;
use crate::decide::Decided;
use crate::report::{Points, Value};

/// Creators in the order of their rank.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// Best first.
    pub creators: Vec<Decided>,
}

/// Ranks by verdict, then by the low end of the interval (or the score, where the pack says so), then by confidence,
/// then by id. By the low end, ignorance never outranks evidence.
pub fn rank(context: &Context<'_>, mut creators: Vec<Decided>) -> Ranked {
    let by = context.setting.pack.pack.policy.rank_by.value;
    creators.sort_by(|a, b| compare(by, a, b));
    Ranked { creators }
}

fn compare(by: RankBy, a: &Decided, b: &Decided) -> Ordering {
    // Numbers are compared as the report tells them: the last digit of a sum must not decide what a reader sees as equal.
    let merit = |decided: &Decided| match by {
        RankBy::Low => Points(decided.composite.low).rounded(),
        RankBy::Score => Points(decided.composite.score.unwrap_or(decided.composite.low)).rounded(),
    };
    let trust = |decided: &Decided| Value(decided.composite.confidence).rounded();
    let id = |decided: &Decided| decided.layered.checked.classified.subject.creator.id.clone();
    (a.verdict().cmp(&b.verdict()))
        .then_with(|| merit(b).total_cmp(&merit(a)))
        .then_with(|| trust(b).total_cmp(&trust(a)))
        .then_with(|| id(a).cmp(&id(b)))
}
