//! `relationship.reliability` as a plugin: what `reliability.rhai` says, in Rust.

use saring_plugin::prelude::*;

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    prior_kept: f64,
    prior_broken: f64,
    deliveries_ref: f64,
    half_life_days: f64,
    age_days_unknown: f64,
    dispute_points: f64,
    new_points: f64,
    new_confidence: f64,
}

/// The check.
#[derive(Debug)]
pub struct Reliability(Params);

const ON_TIME: &str = "creator.campaign_history[].on_time";
const DISPUTES: &str = "creator.campaign_history[].disputes";
const ENDED: &str = "creator.campaign_history[].ended";

impl Check for Reliability {
    type Params = Params;

    fn about() -> About {
        About::new("reliability", "Reliability")
            .fields(["creator.campaign_history", ON_TIME, DISPUTES, ENDED])
            .reason("reliability.disputes", [("en", "{rate} disputes per campaign")])
            .reason("reliability.new", [("en", "no past campaigns")])
            .reason("reliability.unsaid", [("en", "{campaigns} campaigns do not say whether they were on time")])
            .reason("reliability.record", [("en", "{on_time} of {deliveries} deliveries were on time")])
            .param(number("prior_kept", 4.0))
            .param(number("prior_broken", 1.0))
            .param(number("deliveries_ref", 5.0))
            .param(number("half_life_days", 730.0))
            .param(number("age_days_unknown", 365.0))
            .param(number("dispute_points", 10.0))
            .param(number("new_points", 60.0))
            .param(number("new_confidence", 0.2))
    }

    fn new(params: Params, _: &Setup) -> Result<Self, String> {
        Ok(Self(params))
    }

    fn check(&self, creator: &Creator<'_>) -> Answer {
        let params = &self.0;
        let today = creator.as_of().div_euclid(86_400_000);
        let all = creator.past_campaigns();
        let past = || all.unwrap_or_default().iter().filter(|one| one.ended.is_none_or(|at| i64::from(at) <= today));
        let said = past().filter(|one| one.on_time.is_some()).count();
        let kept = past().filter(|one| one.on_time == Some(true)).count();
        let (deliveries, on_time) = (count(Some(said), ON_TIME), count(Some(kept), ON_TIME));

        let ages = past().filter(|one| one.on_time.is_some()).filter_map(|one| Some(today - i64::from(one.ended?)));
        let age = Quantity::new(ages.min().map(|days| days as f64), Unit::Days, ENDED).or(params.age_days_unknown);
        let trust = confidence(deliveries.clone(), params.deliveries_ref, age, params.half_life_days);
        let mut answer = answer(trust.max(params.new_confidence));
        answer = if said == 0 {
            answer.part("deliveries", deliveries.clone(), points(params.new_points), 1.0).status(Status::Warn)
        } else {
            let share = beta_mean(on_time.clone(), deliveries.clone(), params.prior_kept, params.prior_broken);
            answer.part("on-time", share.by_creator(), ramp(0.0, 1.0), 1.0)
        };

        let known: Vec<u64> = past().filter_map(|one| one.disputes).collect();
        let rate = known.iter().sum::<u64>() as f64 / known.len() as f64;
        if rate > 0.0 {
            let rate = Quantity::new(Some(rate), Unit::Number, DISPUTES);
            let points = (rate.known() * params.dispute_points).min(100.0);
            let seen = rate.clone().by_creator();
            answer = answer.penalty("disputes", points, seen).reason("reliability.disputes").given("rate", rate);
        }
        let campaigns = count(all.map(<[_]>::len), "creator.campaign_history");
        if campaigns.clone().or(0.0).known() == 0.0 {
            return answer.missing(&campaigns).reason("reliability.new");
        }
        if said == 0 {
            let share = on_time / deliveries;
            return answer.missing(&share).reason("reliability.unsaid").given("campaigns", campaigns);
        }
        answer
            .evidence("deliveries", deliveries.clone(), None)
            .evidence("on_time", on_time.clone(), None)
            .reason("reliability.record")
            .given("on_time", on_time)
            .given("deliveries", deliveries)
    }
}

/// A param as `reliability.params.toml` declares it.
fn number(name: &'static str, default: f64) -> Param {
    Param::number(name, default).doc("As in the standard pack.").source("the standard pack")
}

/// A number of things, which is unknown where there is none.
fn count(things: Option<usize>, field: &'static str) -> Quantity {
    Quantity::count(things.map(|things| things as u64), field)
}

saring_plugin::export_check!(Reliability);
