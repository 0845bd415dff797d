//! The standard pack's tier rule as a plugin: what `by_followers.rhai` says, in Rust.

use saring_plugin::measures::size::{Place, place};
use saring_plugin::prelude::*;
use saring_plugin::{TierBand, tiers};

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    hysteresis: f64,
    effective: bool,
}

/// The tier rule, with the pack's bands.
#[derive(Debug)]
pub struct ByFollowers {
    params: Params,
    tiers: Vec<TierBand>,
    bands: Vec<(f64, Option<f64>)>,
}

impl Tier for ByFollowers {
    type Params = Params;

    fn about() -> About {
        About::new("by-followers", "By followers")
            .fields([
                "creator.accounts[].followers",
                "creator.accounts[].audience[].types.real",
                "creator.accounts[].audience[].types.influencer",
                "creator.last_tier",
            ])
            .reason("tiers.no-followers", [("en", "the followers are not known")])
            .reason("tiers.below-range", [("en", "{followers} followers, and {needed} are needed")])
            .reason("tiers.outside", [("en", "{followers} followers are in no tier")])
            .reason("tiers.kept", [("en", "{followers} followers are near the bounds of {tier}")])
            .reason("tiers.by-followers", [("en", "{followers} followers")])
            .param(Param::fraction("hysteresis", 0.05).doc("As in the standard pack.").source("the standard pack"))
            .param(Param::boolean("effective", false).doc("As in the standard pack.").source("the standard pack"))
    }

    fn new(params: Params, _: &Setup) -> Result<Self, String> {
        let tiers = tiers();
        let bands = tiers.iter().map(|tier| (tier.from as f64, tier.below.map(|below| below as f64))).collect();
        Ok(Self { params, tiers, bands })
    }

    fn classify(&self, creator: &Creator<'_>) -> TierAnswer {
        let mut size = creator.followers();
        if size.is_unknown() {
            return no_tier("tiers.no-followers", size);
        }
        if self.params.effective {
            let audience = creator.audience();
            size = size * (audience.real() + audience.influencer()).or(1.0);
        }
        let last = creator.profile().last_tier.as_deref();
        let last = last.and_then(|last| self.tiers.iter().position(|tier| tier.id == last));
        let at = place(size.known(), &self.bands, last, self.params.hysteresis);
        let followers = size.clone();
        match at {
            Place::Below => {
                let lowest = self.tiers.first().map_or(0, |tier| tier.from) as f64;
                let needed = Quantity::from(lowest).as_unit(Unit::Count);
                let answer = no_tier("tiers.below-range", size).given("followers", followers).given("needed", needed);
                match self.tiers.first() {
                    Some(tier) => answer.next(tier.id.clone(), lowest),
                    None => answer,
                }
            }
            Place::Outside => no_tier("tiers.outside", size).given("followers", followers),
            Place::In(index) => self.within(index, at != place(size.known(), &self.bands, None, 0.0), size),
        }
    }
}

impl ByFollowers {
    fn within(&self, index: usize, is_kept: bool, size: Quantity) -> TierAnswer {
        let id = self.tiers.get(index).map(|tier| tier.id.clone()).unwrap_or_default();
        let code = if is_kept { "tiers.kept" } else { "tiers.by-followers" };
        let mut answer = tier(id.clone(), size.clone());
        if let Some(next) = self.tiers.get(index + 1) {
            answer = answer.next(next.id.clone(), next.from as f64);
        }
        answer.reason(code).given("followers", size).given("tier", id)
    }
}

saring_plugin::export_tier!(ByFollowers);
