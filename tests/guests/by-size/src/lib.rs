//! A rule of worth: as many people as a share of the followers. Beside it, `by_size.rhai` says the same.

use saring_plugin::prelude::*;

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    share: f64,
}

/// The rule.
pub struct BySize(Params);

impl Worth for BySize {
    type Params = Params;

    fn about() -> About {
        About::new("by-size", "By size")
            .field("creator.accounts[].followers")
            .reason("by-size.unknown", [("en", "Nobody knows how many followers there are.")])
            .reason("by-size.people", [("en", "A share of the followers for {posts} posts.")])
            .param(Param::fraction("share", 0.1).doc("The share of the followers that counts."))
    }

    fn new(params: Params, _: &Setup<'_>) -> Result<Self, String> {
        Ok(Self(params))
    }

    fn appraise(&self, creator: &Creator<'_>, offer: &Offer) -> WorthAnswer {
        let followers = creator.followers();
        if followers.is_unknown() {
            return worth(followers).reason("by-size.unknown");
        }
        let people = followers.clone() * self.0.share;
        let posts: u64 = offer.deliverables.iter().map(|each| each.quantity.unwrap_or(1)).sum();
        worth(people.clone())
            .between(people.clone() * 0.5, people.clone() * 2.0)
            .reach(people)
            .reason("by-size.people")
            .given("posts", posts)
            .evidence("followers", followers, None)
    }
}

saring_plugin::export_worth!(BySize);

#[cfg(test)]
mod tests {
    use saring_plugin::testing::Case;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_share_of_the_followers_is_what_counts() {
        let offer = json!({ "id": "reel-1", "deliverables": [{ "platform": "x", "format": "reel" }] });
        let told = Case::account(json!({ "followers": 500 })).appraise::<BySize>(&offer);
        assert_eq!((told.worth(), told.interval(), told.reach()), (Some(50.0), Some((25.0, 100.0)), Some(50.0)));
        assert_eq!(Case::account(json!({})).appraise::<BySize>(&offer).worth(), None);
    }
}
