//! What one creator is to publish on a platform, what it costs, and which part of the campaign that is.

use std::sync::Arc;

use rhai::{Array, Dynamic, FLOAT, ImmutableString};
use saring_model::Money;
use saring_model::catalogue::FieldSet;
use saring_model::creator::{Format, Rate};
use saring_pack::Unit;
use saring_vocabulary::posts::FORMATS;

use super::campaign::CampaignHost;
use super::posts::format_named;
use super::records::{MoneyHost, RatesHost};
use crate::fuel;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register};

/// Formats that are to be published on a platform, each once, with how many posts of it.
#[derive(Debug, Clone)]
pub(crate) struct DeliverablesHost {
    platform: ImmutableString,
    pub(crate) formats: Arc<[(Format, f64)]>,
    fields: FieldSet,
}

impl DeliverablesHost {
    /// Posts of these formats on a platform.
    pub(super) fn of(platform: &str, mut formats: Vec<(Format, f64)>) -> Self {
        formats.retain(|(_, quantity)| *quantity > 0.0);
        let fields = crate::registry::fields(&["campaign.deliverables"]);
        Self { platform: platform.into(), formats: formats.into(), fields }
    }

    fn posts(&self) -> f64 {
        self.formats.iter().map(|(_, quantity)| quantity).sum()
    }
}

pub(crate) fn register(register: &mut Register<'_>) {
    deliverables(register);
    cost(register);
    expectations(register);
}

fn deliverables(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "campaign.deliverables(platform) -> deliverables",
            "-",
            "What a creator is to publish on a platform. Quantities are per creator; one that is not said is 1.",
        )
        .reads(&[
            "campaign.deliverables[].platform",
            "campaign.deliverables[].format",
            "campaign.deliverables[].quantity",
        ]);
    register.call(|c: &mut CampaignHost, platform: ImmutableString| {
        let all = c.campaign().and_then(|campaign| campaign.deliverables.as_deref()).unwrap_or_default();
        fuel::charge(all.len());
        let mut formats: Vec<(Format, f64)> = Vec::new();
        for wanted in all.iter().filter(|wanted| wanted.platform.as_str() == platform.as_str()) {
            let quantity = wanted.quantity.map_or(1.0, saring_model::PostCount::as_f64);
            match formats.iter_mut().find(|(format, _)| *format == wanted.format) {
                Some((_, sum)) => *sum += quantity,
                None => formats.push((wanted.format, quantity)),
            }
        }
        DeliverablesHost::of(&platform, formats)
    });
    register
        .say(
            Form::Property,
            "deliverables.posts -> value",
            "count",
            "How many posts are due; unknown where none are said.",
        )
        .reads(&["campaign.deliverables"])
        .property(|d: &DeliverablesHost, f| Measure::of(Some(d.posts()).filter(|n| *n > 0.0), Unit::Count, f));
    register
        .say(
            Form::Property,
            "deliverables.formats -> array",
            "-",
            "The names of their formats, in the order of the campaign.",
        )
        .property(|d: &DeliverablesHost, _| {
            let name = |format: &Format| FORMATS.iter().find(|(known, _)| known == format).map_or("", |(_, name)| name);
            d.formats.iter().map(|(format, _)| Dynamic::from(ImmutableString::from(name(format)))).collect::<Array>()
        });
    register
        .say(
            Form::Method,
            "deliverables.share(format) -> value",
            "fraction",
            "Share of the posts that are of a format.",
        )
        .call(|d: &mut DeliverablesHost, format: ImmutableString| -> Outcome<Measure> {
            let wanted = format_named(&format)?;
            let of_format = d.formats.iter().find(|(format, _)| *format == wanted).map_or(0.0, |(_, n)| *n);
            let share = saring_vocabulary::statistics::share(of_format, d.posts());
            Ok(Measure::of(share, Unit::Fraction, d.fields))
        });
}

fn cost(register: &mut Register<'_>) {
    register
        .say(Form::Method, "rates.price_of(deliverables) -> money", "-", "What the creator asks for all of them, each format at the first price that still holds; unknown where a format has none, or prices are of several currencies.")
        .reads(&["creator.rates[].price", "creator.rates[].platform", "creator.rates[].format", "creator.rates[].valid_to", "creator.rates[].quantity"]);
    let fields = crate::registry::fields(&["creator.rates"]);
    register.call(move |r: &mut RatesHost, due: DeliverablesHost| {
        let prices = due.formats.iter().map(|(format, quantity)| {
            let rate = r.holding(|rate: &Rate| rate.platform.as_str() == due.platform && rate.format == *format)?;
            let posts = rate.quantity.map_or(1.0, saring_model::PostCount::as_f64);
            // Posts that are sold in packets are bought in whole packets.
            let packets = libm::ceil(quantity / posts);
            let minor = packets * rate.price.minor() as f64;
            (minor.is_finite() && minor < i64::MAX as f64)
                .then(|| Money::from_minor(minor as i64, rate.price.currency()))
        });
        let sum = prices.reduce(|sum, price| sum.zip(price).and_then(|(sum, price)| sum.plus(price).ok()));
        MoneyHost(sum.flatten(), fields)
    });
    register
        .say(Form::Method, "campaign.creator_fees(share) -> money", "-", "What the campaign has for creators' fees: the middle of the budget's own band of `creator-fees`, else the share `share` of the total.")
        .reads(&["campaign.budget.total", "campaign.budget.bands"]);
    let fields = crate::registry::fields(&["campaign.budget.total"]);
    register.call(move |c: &mut CampaignHost, share: FLOAT| creator_fees(c, share, fields)).call(
        move |c: &mut CampaignHost, share: Dynamic| -> Outcome<MoneyHost> {
            Ok(creator_fees(c, number(&share)?, fields))
        },
    );
}

fn creator_fees(campaign: &CampaignHost, share: f64, fields: FieldSet) -> MoneyHost {
    let fees = campaign.campaign().and_then(|campaign| campaign.budget.as_ref()).map(|budget| {
        let band = budget.bands.as_ref().and_then(|bands| bands.get("creator-fees"));
        let share = band.map_or(share, |band| f64::midpoint(band.min.get(), band.max.get()));
        // A float names every amount up to 2^53 minor units exactly, and a share of more is an estimate anyway.
        Money::from_minor((budget.total.minor() as f64 * share) as i64, budget.total.currency())
    });
    MoneyHost(fees, fields)
}

fn expectations(register: &mut Register<'_>) {
    register
        .say(Form::Property, "campaign.creators_expected -> value", "number", "How many creators the campaign expects: over the tiers, the middle between the fewest and the most, or the one of them that is said.")
        .reads(&["campaign.budget.creators_per_tier"])
        .property(|c: &CampaignHost, f| {
            let tiers = c.campaign().and_then(|campaign| campaign.budget.as_ref()?.creators_per_tier.as_ref());
            let expected = tiers.map(|tiers| {
                let each = tiers.iter().filter_map(|(_, range)| {
                    let (low, high) = (range.min.or(range.max)?.as_f64(), range.max.or(range.min)?.as_f64());
                    Some(f64::midpoint(low, high))
                });
                each.sum::<f64>()
            });
            Measure::of(expected.filter(|n| *n > 0.0), Unit::Number, f)
        });
}
