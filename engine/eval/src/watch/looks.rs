//! When triggers look, and at whom or what.

use std::collections::BTreeSet;

use saring_model::{Id, Timestamp};
use saring_pack::{Pack, Target, Trigger, TriggerScope};
use saring_vocabulary::chronicle::{View, Window};

/// Seconds of a minute.
const MINUTE_S: i64 = 60;

/// The moments after one and up to another at which some trigger looks, each with the places of those triggers in the
/// pack: those that pause others first.
pub fn moments(pack: &Pack, after: Timestamp, until: Timestamp) -> impl Iterator<Item = (Timestamp, Vec<usize>)> + '_ {
    let mut next: Vec<(i64, i64)> = pack
        .triggers
        .iter()
        .map(|trigger| {
            let every = (trigger.every_minutes.value as i64).saturating_mul(MINUTE_S).max(MINUTE_S);
            // Time begins in 1970.
            (every, (after.unix_seconds().max(-1).div_euclid(every) + 1).saturating_mul(every))
        })
        .collect();
    let mut order: Vec<usize> = (0..next.len()).collect();
    order.sort_by_key(|place| pack.triggers.get(*place).is_none_or(|trigger| trigger.pauses.is_empty()));
    std::iter::from_fn(move || {
        let second = next.iter().map(|(_, second)| *second).min()?;
        let at = Timestamp::from_unix_seconds(second).ok().filter(|at| *at <= until)?;
        let is_due = |place: &&usize| next.get(**place).is_some_and(|(_, due)| *due == second);
        let due: Vec<usize> = order.iter().filter(is_due).copied().collect();
        for (every, due) in next.iter_mut().filter(|(_, due)| *due == second) {
            *due = due.saturating_add(*every);
        }
        Some((at, due))
    })
}

/// How many moments those are at most, over all triggers.
pub fn moments_max(pack: &Pack, after: Timestamp, until: Timestamp) -> u64 {
    let span = u64::try_from(until.unix_seconds().saturating_sub(after.unix_seconds())).unwrap_or_default();
    let every = |trigger: &Trigger| trigger.every_minutes.value.saturating_mul(MINUTE_S.unsigned_abs()).max(1);
    pack.triggers.iter().fold(0, |sum: u64, trigger| sum.saturating_add(span / every(trigger) + 1))
}

/// Whom or what a trigger looks at: what is known by then, and what it is not simply armed for.
pub fn targets(trigger: &Trigger, view: View<'_>, memory: Window) -> Vec<Target> {
    match trigger.scope {
        TriggerScope::Campaign => vec![Target::default()],
        TriggerScope::Post => {
            let posts = view.posts().filter(|post| {
                post.latest().is_some_and(|latest| latest.at > memory.from) || {
                    post.published().is_some_and(|(at, _)| at > memory.from)
                }
            });
            posts.map(|post| Target { creator: post.creator().cloned(), post: Some(post.id.clone()) }).collect()
        }
        TriggerScope::Creator => {
            let posts = view.posts().filter_map(|post| post.creator().cloned());
            let orders = view.orders(memory).filter_map(|seen| seen.event.creator.clone());
            let samples = view.comments(memory).filter_map(|seen| seen.event.creator.clone());
            let approvals = view.approvals(memory).filter_map(|seen| seen.event.creator.clone());
            let creators: BTreeSet<Id> = posts.chain(orders).chain(samples).chain(approvals).collect();
            creators.into_iter().map(|creator| Target { creator: Some(creator), post: None }).collect()
        }
    }
}
