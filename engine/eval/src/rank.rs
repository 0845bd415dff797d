//! The last stage before the report: a total order, independent of the order of input.

use std::cmp::Ordering;

use saring_pack::RankBy;

use crate::context::Context;
use crate::decide::Decided;

/// Creators in the order of their rank.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// Best first.
    pub creators: Vec<Decided>,
}

/// Ranks by verdict, then by the low end of the interval (or the score, where the pack says so), then by confidence,
/// then by id. By the low end, ignorance never outranks evidence.
pub fn rank(context: &Context<'_>, mut creators: Vec<Decided>) -> Ranked {
    let by = context.pack.pack.policy.rank_by.value;
    creators.sort_by(|a, b| compare(by, a, b));
    Ranked { creators }
}

fn compare(by: RankBy, a: &Decided, b: &Decided) -> Ordering {
    let merit = |decided: &Decided| match by {
        RankBy::Low => decided.composite.low,
        RankBy::Score => decided.composite.score.unwrap_or(decided.composite.low),
    };
    let id = |decided: &Decided| decided.checked.classified.subject.creator.id.clone();
    (a.verdict().cmp(&b.verdict()))
        .then_with(|| merit(b).total_cmp(&merit(a)))
        .then_with(|| b.composite.confidence.total_cmp(&a.composite.confidence))
        .then_with(|| id(a).cmp(&id(b)))
}
