//! Rules of what a campaign orders and of the rates that it is paid by.

use std::collections::BTreeMap;

use super::{Campaign, Deliverable, FxRate};
use crate::decode::rules::item;
use crate::decode::{Violation, ViolationCode, Violations, child};
use crate::limits::POSTS_ORDERED_MAX;

pub(super) fn check(campaign: &Campaign, found: &mut Violations) {
    posts(campaign.deliverables.as_deref().unwrap_or_default(), found);
    for (n, rate) in campaign.fx.as_deref().unwrap_or_default().iter().enumerate() {
        between_two_currencies(&item("/fx", n), rate, found);
    }
}

/// Entries of one kind of post are one order, and together no larger than one entry may be.
fn posts(deliverables: &[Deliverable], found: &mut Violations) {
    let mut ordered = BTreeMap::new();
    for (n, wanted) in deliverables.iter().enumerate() {
        let sum = ordered.entry((wanted.platform, wanted.format)).or_insert(0_u64);
        let before = *sum;
        *sum += wanted.quantity.map_or(1, |quantity| quantity.get());
        if before <= POSTS_ORDERED_MAX && *sum > POSTS_ORDERED_MAX {
            let message = format!("orders of this kind of post add up to {sum}, where {POSTS_ORDERED_MAX} are allowed");
            found.push(
                Violation::new(item("/deliverables", n), ViolationCode::PostsSum, message)
                    .help("order of each creator what one creator can publish"),
            );
        }
    }
}

fn between_two_currencies(at: &str, rate: &FxRate, found: &mut Violations) {
    if rate.from == rate.to {
        let message = format!("a rate from {} to {} changes nothing", rate.from, rate.to);
        found.push(
            Violation::new(child(at, "to"), ViolationCode::SameCurrency, message)
                .help("correct one of the two currencies, or leave the rate out"),
        );
    }
}
