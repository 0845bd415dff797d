//! Rules between the fields of a campaign.

use std::collections::BTreeSet;

use super::{Budget, Campaign, Goal, Measurement, Override, order};
use crate::Id;
use crate::decode::rules::{in_time, item, one_currency, ordered, shares, unique};
use crate::decode::{Violation, ViolationCode, Violations, child};
use crate::limits::WEIGHTS_SUM_TOLERANCE;

pub(super) fn campaign(campaign: &Campaign, found: &mut Violations) {
    if let Goal::Weighted(weights) = &campaign.goal {
        let sum: f64 = weights.iter().map(|(_, weight)| weight).sum();
        if (sum - 1.0).abs() > WEIGHTS_SUM_TOLERANCE {
            let message = match weights.iter().next() {
                Some(_) => format!("the weights of the goals sum to {sum:.6}, where 1 is due"),
                None => "no goal is named".to_owned(),
            };
            found.push(
                Violation::new("/goal", ViolationCode::WeightsSum, message)
                    .help("write the weights as fractions of 1, or name one goal alone"),
            );
        }
    }
    let target = campaign.target.as_ref().and_then(|target| target.gender_age.as_deref());
    for (n, cell) in target.unwrap_or_default().iter().enumerate() {
        let at = format!("/target/gender_age/{n}");
        ordered(&at, ("age_min", Some(cell.age_min)), ("age_max", cell.age_max), found);
    }
    if let Some(budget) = &campaign.budget {
        self::budget(budget, found);
    }
    if let Some(flight) = &campaign.flight {
        in_time("/flight", ("start", Some(flight.start)), ("end", Some(flight.end)), found);
    }
    if let Some(measurement) = &campaign.measurement {
        self::measurement(measurement, found);
    }
    order::check(campaign, found);
    both_required_and_forbidden(campaign, found);
    for (n, set) in campaign.audience_overlap.as_deref().unwrap_or_default().iter().enumerate() {
        let at = item("/audience_overlap", n);
        let name = |id: &&Id| format!("the creator `{id}`");
        unique(&format!("{at}/members"), &set.members, |member| Some(&member.creator), name, found);
        ordered(&at, ("unique", Some(set.unique)), ("total", set.total), found);
    }
    for (n, judgement) in campaign.overrides.as_deref().unwrap_or_default().iter().enumerate() {
        judges_something(&item("/overrides", n), judgement, found);
    }
}

fn budget(budget: &Budget, found: &mut Violations) {
    for (name, band) in budget.bands.iter().flat_map(|bands| bands.iter()) {
        let at = child("/budget/bands", name);
        ordered(&at, ("min", Some(band.min.get())), ("max", Some(band.max.get())), found);
    }
    if let Some(mix) = &budget.tier_mix {
        shares("/budget/tier_mix", mix.iter().map(|(_, share)| share.get()), found);
    }
    for (name, range) in budget.creators_per_tier.iter().flat_map(|tiers| tiers.iter()) {
        let at = child("/budget/creators_per_tier", name);
        ordered(&at, ("min", range.min), ("max", range.max), found);
    }
}

fn measurement(measurement: &Measurement, found: &mut Violations) {
    let at = |field: &str| format!("/measurement/{field}");
    if let Some(days) = &measurement.baseline {
        in_time(&at("baseline"), ("start", Some(days.start)), ("end", Some(days.end)), found);
    }
    if let Some(control) = &measurement.control {
        let amounts = [
            ("exposed_before", control.exposed_before),
            ("exposed_during", control.exposed_during),
            ("control_before", control.control_before),
            ("control_during", control.control_during),
        ];
        one_currency(amounts.into_iter().map(|(name, amount)| (at(&format!("control/{name}")), amount)), found);
    }
    for (n, reuse) in measurement.reuse.as_deref().unwrap_or_default().iter().enumerate() {
        let prices = [("licence_price", reuse.licence_price), ("replacement_cost", reuse.replacement_cost)];
        let prices = prices.into_iter().filter_map(|(name, price)| Some((at(&format!("reuse/{n}/{name}")), price?)));
        one_currency(prices, found);
    }
    for (name, size) in
        measurement.market.iter().flat_map(|market| [("before", &market.before), ("after", &market.after)])
    {
        let market = at(&format!("market/{name}"));
        ordered(&market, ("own", Some(size.own.get())), ("total", Some(size.total.get())), found);
    }
}

fn both_required_and_forbidden(campaign: &Campaign, found: &mut Violations) {
    let forbidden: BTreeSet<_> = campaign.forbidden.as_deref().unwrap_or_default().iter().collect();
    for (n, id) in campaign.required.as_deref().unwrap_or_default().iter().enumerate() {
        if forbidden.contains(id) {
            let message = format!("`{id}` is both required and forbidden");
            found.push(
                Violation::new(item("/required", n), ViolationCode::RequiredForbidden, message)
                    .help("take the creator out of one of the two lists"),
            );
        }
    }
}

fn judges_something(at: &str, judgement: &Override, found: &mut Violations) {
    if judgement.verdict.is_none() && judgement.check.is_none() {
        let message = format!("the judgement on `{}` names neither a verdict nor a check", judgement.creator);
        found.push(
            Violation::new(at, ViolationCode::EmptyOverride, message)
                .help("add `verdict`, or the `check` that is disagreed with"),
        );
    }
}
