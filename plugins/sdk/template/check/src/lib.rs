//! A check for Saring: are the followers enough?

use saring_plugin::prelude::*;

/// What a pack may set.
#[derive(Deserialize)]
pub struct Params {
    followers_full: f64,
}

/// The check.
pub struct {{type}}(Params);

impl Check for {{type}} {
    type Params = Params;

    fn about() -> About {
        About::new("{{name}}", "Followers enough")
            .field("creator.accounts[].followers")
            .reason("{{name}}.followers", [("en", "{followers} followers"), ("id", "{followers} pengikut")])
            .reason("{{name}}.no-followers", [("en", "nobody has counted the followers"), ("id", "belum ada yang menghitung pengikut")])
            .param(Param::number("followers_full", 10_000.0).min(1.0).doc("Followers with all points.").source("Proposal"))
    }

    fn new(params: Params, _: &Setup) -> Result<Self, String> {
        Ok(Self(params))
    }

    fn check(&self, creator: &Creator<'_>) -> Answer {
        let followers = creator.followers();
        if followers.is_unknown() {
            return unknown("{{name}}.no-followers", followers);
        }
        answer(1.0)
            .part("followers", &followers, ramp(0.0, self.0.followers_full), 1.0)
            .reason("{{name}}.followers")
            .given("followers", &followers)
    }
}

saring_plugin::export_check!({{type}});
