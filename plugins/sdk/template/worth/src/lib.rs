//! A rule of worth for Saring: how many people does a package reach, and what would be a fair fee for them?

use saring_plugin::prelude::*;

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    share: f64,
    again: f64,
    per_thousand: f64,
}

/// The rule of worth.
pub struct {{type}}(Params);

impl Worth for {{type}} {
    type Params = Params;

    fn about() -> About {
        About::new("{{name}}", "People for the fee")
            .field("creator.accounts[].followers")
            .reason("{{name}}.people", [("en", "{people} people by {posts} posts"), ("id", "{people} orang lewat {posts} unggahan")])
            .reason("{{name}}.no-followers", [("en", "nobody has counted the followers"), ("id", "belum ada yang menghitung pengikut")])
            .param(Param::fraction("share", 0.25).doc("Share of the followers whom one post reaches.").source("Proposal"))
            .param(Param::fraction("again", 0.5).doc("How many of the others each further post reaches, of those of the post before.").source("Proposal"))
            .param(Param::number("per_thousand", 60_000.0).min(0.0).doc("Fair fee for a thousand people, in major units of the campaign's currency.").source("Proposal"))
    }

    fn new(params: Params, _: &Setup) -> Result<Self, String> {
        Ok(Self(params))
    }

    fn appraise(&self, creator: &Creator<'_>, offer: &Offer) -> WorthAnswer {
        let followers = creator.followers();
        if followers.is_unknown() {
            return worth(followers).reason("{{name}}.no-followers");
        }
        let posts: u64 = offer.deliverables.iter().map(|each| each.quantity.unwrap_or(1)).sum();
        let (mut share, mut next) = (0.0, self.0.share);
        for _ in 0..posts.min(100) {
            share += (1.0 - share) * next;
            next *= self.0.again;
        }
        let people = followers * share;
        let fee = people.clone() * (self.0.per_thousand / 1_000.0);
        worth(&people)
            .between(people.clone() * 0.5, people.clone() * 1.5)
            .reach(&people)
            .fair(&fee, fee.clone() * 0.5, fee.clone() * 1.5)
            .reason("{{name}}.people")
            .given("people", people)
            .given("posts", posts)
    }
}

saring_plugin::export_worth!({{type}});
