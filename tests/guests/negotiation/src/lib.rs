//! `relationship.negotiation` as a plugin: what `negotiation.rhai` says, in Rust.

use saring_plugin::prelude::*;

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    contracts_full: f64,
    contracts_ref: f64,
    half_life_days: f64,
    age_days_unknown: f64,
    confidence_min: f64,
    contracts_weight: f64,
    kept_weight: f64,
    clarity_weight: f64,
}

/// The check, with its curve drawn once for all creators.
#[derive(Debug)]
pub struct Negotiation {
    params: Params,
    experience: Curve,
}

const CONTRACTS: &str = "creator.relationship.contracts_n";
const CLARITY: &str = "creator.relationship.rate_card_clarity";
const REOPENED: &str = "creator.campaign_history[].reopened";

impl Check for Negotiation {
    type Params = Params;

    fn about() -> About {
        About::new("negotiation", "Negotiation")
            .fields(["creator.campaign_history", CONTRACTS, CLARITY, REOPENED, "creator.relationship.provenance.as_of"])
            .reason("negotiation.nothing-known", [("en", "neither contracts nor a rate card are known")])
            .reason("negotiation.contracts", [("en", "{contracts} contracts")])
            .reason("negotiation.campaigns", [("en", "{campaigns} campaigns")])
            .reason("negotiation.reopened", [("en", "{share} of the terms were reopened")])
            .reason("negotiation.rate-card", [("en", "the rate card is clear to {clarity}")])
            .param(number("contracts_full", 10.0).min(1.0))
            .param(number("contracts_ref", 3.0))
            .param(number("half_life_days", 730.0))
            .param(number("age_days_unknown", 365.0))
            .param(number("confidence_min", 0.2))
            .param(number("contracts_weight", 0.5))
            .param(number("kept_weight", 0.3))
            .param(number("clarity_weight", 0.2))
    }

    fn new(params: Params, _: &Setup) -> Result<Self, String> {
        let counts: Vec<f64> = (0..=params.contracts_full as u32).map(f64::from).collect();
        let full = Quantity::from(1.0 + params.contracts_full).ln();
        let reached = |n: &f64| (Quantity::from(1.0 + n).ln() * 100.0 / full.clone()).min(100.0).known();
        let experience = curve(&counts, &counts.iter().map(reached).collect::<Vec<_>>());
        Ok(Self { params, experience })
    }

    fn check(&self, creator: &Creator<'_>) -> Answer {
        let params = &self.params;
        let (relationship, past) = (creator.relationship(), creator.past_campaigns());
        let counted = Quantity::count(relationship.and_then(|terms| terms.contracts_n), CONTRACTS);
        let campaigns = count(past.map(<[_]>::len), "creator.campaign_history");
        let is_counted = counted.is_known();
        let contracts = if is_counted || campaigns.is_unknown() { counted.clone() } else { campaigns };
        let clarity = Quantity::fraction(relationship.and_then(|terms| terms.rate_card_clarity), CLARITY);
        if contracts.clone().or(0.0).known() == 0.0 && clarity.is_unknown() {
            return unknown("negotiation.nothing-known", contracts).missing(&counted).missing(&clarity);
        }

        let reopened = past.unwrap_or_default().iter().map(|one| one.reopened.map(|it| f64::from(u8::from(it))));
        let kept = Quantity::from(1.0) - Column::new(reopened, Unit::Fraction, REOPENED).mean();
        let block = relationship.and_then(|terms| terms.provenance.as_ref());
        let age = creator.age_days([block], "creator.relationship.provenance.as_of").or(params.age_days_unknown);
        let trust = confidence(contracts.clone().or(0.0), params.contracts_ref, age, params.half_life_days);
        let answer = answer(trust.max(params.confidence_min))
            .part("contracts", contracts.clone().by_creator(), self.experience.clone(), params.contracts_weight)
            .part("terms-kept", kept.clone().by_creator(), ramp(0.0, 1.0), params.kept_weight)
            .part("rate-card", clarity.clone().by_creator(), ramp(0.0, 1.0), params.clarity_weight);
        let (code, name) =
            if is_counted { ("negotiation.contracts", "contracts") } else { ("negotiation.campaigns", "campaigns") };
        answer
            .when(contracts.is_known(), |answer| answer.reason(code).given(name, contracts))
            .when(kept.is_some_and(|kept| kept < 1.0), |answer| {
                answer.reason("negotiation.reopened").given("share", Quantity::from(1.0) - kept)
            })
            .when(clarity.is_known(), |answer| answer.reason("negotiation.rate-card").given("clarity", clarity.clone()))
    }
}

/// A param as `negotiation.params.toml` declares it.
fn number(name: &'static str, default: f64) -> Param {
    Param::number(name, default).doc("As in the standard pack.").source("the standard pack")
}

/// A number of things, which is unknown where there is none.
fn count(things: Option<usize>, field: &'static str) -> Quantity {
    Quantity::count(things.map(|things| things as u64), field)
}

saring_plugin::export_check!(Negotiation);
