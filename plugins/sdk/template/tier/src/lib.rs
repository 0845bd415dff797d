//! A tier rule for Saring: the pack's bands, by the followers of all accounts together.

use saring_plugin::prelude::*;
use saring_plugin::tiers;

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    other_accounts: f64,
}

/// The tier rule.
pub struct {{type}}(Params);

impl Tier for {{type}} {
    type Params = Params;

    fn about() -> About {
        About::new("{{name}}", "Followers of all accounts")
            .field("creator.accounts[].followers")
            .reason("{{name}}.counted", [("en", "{followers} followers over all accounts"), ("id", "{followers} pengikut di semua akun")])
            .reason("{{name}}.too-few", [("en", "{followers} followers are fewer than any tier begins with"), ("id", "{followers} pengikut belum cukup untuk tingkat mana pun")])
            .reason("{{name}}.no-followers", [("en", "nobody has counted the followers"), ("id", "belum ada yang menghitung pengikut")])
            .param(
                Param::fraction("other_accounts", 0.5)
                    .doc("How much of a follower of another account than the one that counts is one more person.")
                    .source("Proposal"),
            )
    }

    fn new(params: Params, _: &Setup) -> Result<Self, String> {
        Ok(Self(params))
    }

    fn classify(&self, creator: &Creator<'_>) -> TierAnswer {
        let own = creator.followers();
        if own.is_unknown() {
            return no_tier("{{name}}.no-followers", own);
        }
        // The one that counts is among them.
        let all: f64 = creator.accounts().iter().filter_map(|account| account.followers).map(|n| n as f64).sum();
        let others = (all - own.known()) * self.0.other_accounts;
        let people = own + others;
        let bands = tiers();
        let Some(at) = bands.iter().rposition(|band| band.from as f64 <= people.known()) else {
            return no_tier("{{name}}.too-few", &people).given("followers", people);
        };
        let answer = tier(bands.get(at).map(|band| band.id.clone()).unwrap_or_default(), &people);
        let answer = answer.reason("{{name}}.counted").given("followers", people);
        match bands.get(at + 1) {
            Some(next) => answer.next(next.id.clone(), next.from as f64),
            None => answer,
        }
    }
}

saring_plugin::export_tier!({{type}});
