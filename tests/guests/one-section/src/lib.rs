//! A check that reads one section: the reference for what reading costs.

use saring_plugin::prelude::*;

/// The check.
#[derive(Debug)]
pub struct OneSection;

impl Check for OneSection {
    type Params = Value;

    fn about() -> About {
        About::new("one-section", "Share of the largest country")
            .field("creator.accounts[].audience[].countries[].share")
            .reason("one-section.none", [("en", "no countries are known")])
    }

    fn new(_: Value, _: &Setup) -> Result<Self, String> {
        Ok(Self)
    }

    fn check(&self, creator: &Creator<'_>) -> Answer {
        let countries = creator.audience().record().and_then(|audience| audience.countries.as_deref());
        let largest = countries.unwrap_or_default().iter().map(|country| country.share).reduce(f64::max);
        let largest = Quantity::fraction(largest, "creator.accounts[].audience[].countries[].share");
        if largest.is_unknown() {
            return unknown("one-section.none", largest);
        }
        answer(1.0).part("largest", largest, ramp(0.0, 1.0), 1.0)
    }
}

saring_plugin::export_check!(OneSection);
