//! The countries that a campaign speaks to, whose laws, customs and days count.

use rhai::{Array, Dynamic, ImmutableString};

use super::campaign::CampaignHost;
use crate::fuel;
use crate::registry::{Form, Register};

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "campaign.target_countries -> array",
            "-",
            "The countries that the campaign wants to reach, ISO 3166-1 alpha-2, each once; empty where none are said.",
        )
        .reads(&["campaign.target.countries[].code"])
        .property(|c: &CampaignHost, _| {
            let target = c.campaign().and_then(|campaign| campaign.target.as_ref());
            let countries = target.and_then(|target| target.countries.as_deref()).unwrap_or_default();
            fuel::charge(countries.len());
            let codes: std::collections::BTreeSet<&str> =
                countries.iter().map(|country| country.code.as_str()).collect();
            codes.into_iter().map(|code| Dynamic::from(ImmutableString::from(code))).collect::<Array>()
        });
}
