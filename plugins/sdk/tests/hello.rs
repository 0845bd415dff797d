//! The check of the README, and a tier rule, asked through the test kit.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use saring_plugin::prelude::*;
use saring_plugin::testing::{Case, Outcome};
use saring_plugin::{TierBand, tiers};
use serde_json::json;

#[derive(Deserialize)]
struct Params {
    followers_enough: f64,
}

struct Hello(Params);

impl Check for Hello {
    type Params = Params;

    fn about() -> About {
        About::new("hello", "Followers are enough")
            .field("creator.accounts[].followers")
            .reason("hello.followers", [("en", "{followers} followers")])
            .reason("hello.none", [("en", "nobody has counted the followers")])
            .param(Param::number("followers_enough", 10_000.0).min(1.0).doc("So many have all points."))
    }

    fn validate(params: &Params) -> Result<(), String> {
        if params.followers_enough > 0.0 { Ok(()) } else { Err("`followers_enough` is not above 0".to_owned()) }
    }

    fn new(params: Params, _: &Setup) -> Result<Self, String> {
        Ok(Self(params))
    }

    fn check(&self, creator: &Creator<'_>) -> Answer {
        let followers = creator.followers();
        if followers.is_unknown() {
            return unknown("hello.none", followers);
        }
        saring_plugin::info!("{} followers", followers.known());
        answer(0.9)
            .part("followers", &followers, ramp(0.0, self.0.followers_enough), 1.0)
            .part("likes", creator.posts().likes().median(), ramp(0.0, 100.0), 1.0)
            .reason("hello.followers")
            .given("followers", &followers)
    }
}

saring_plugin::export_check!(Hello);

#[test]
fn a_check_is_scored_as_the_host_scores_it() {
    let case = Case::account(json!({ "followers": 2_500 }));
    let finding = case.check::<Hello>();
    assert_eq!((finding.outcome(), finding.score()), (Outcome::Fail, Some(25.0)));
    // Likes are not known: they could leave half of the points or add all of theirs.
    assert_eq!(finding.interval(), (12.5, 62.5));
    assert_eq!(finding.missing(), ["creator.accounts[].posts[].likes"]);
    assert_eq!(finding.confidence(), 0.9);
    assert_eq!((finding.points("followers"), finding.part("likes")), (Some(25.0), None));
    assert_eq!(finding.reasons(), ["hello.followers"]);
    assert_eq!(finding.number("hello.followers", "followers"), Some(2_500.0));
    assert_eq!(finding.log(), ["2500 followers"]);
}

#[test]
fn params_are_the_defaults_and_what_a_case_sets() {
    let case = Case::account(json!({ "followers": 500 }));
    assert_eq!(case.clone().param("followers_enough", 500.0).check::<Hello>().outcome(), Outcome::Pass);
    let refused = |case: Case| case.try_check::<Hello>().unwrap_err();
    assert_eq!(refused(case.clone().param("followers_enough", 0.0)), "`followers_enough` is not above 0");
    assert_eq!(refused(case.clone().param("followers", 1)), "the plugin declares no param `followers`");
    let error = refused(case.param("followers_enough", "many"));
    assert_eq!(
        error,
        "the params do not fit the plugin's struct: `followers_enough`: invalid type: string \"many\", expected f64"
    );
}

#[test]
fn what_nobody_counted_is_unknown() {
    let finding = Case::account(json!({})).check::<Hello>();
    assert_eq!((finding.outcome(), finding.score(), finding.confidence()), (Outcome::Unknown, None, 0.0));
    assert_eq!(finding.missing(), ["creator.accounts[].followers"]);
}

#[test]
fn a_key_that_is_no_field_is_a_mistake() {
    let error = |creator| Case::creator(creator).try_check::<Hello>().unwrap_err();
    let account = json!({ "platform": "tiktok", "folowers": 5 });
    assert_eq!(error(json!({ "accounts": [account] })), "`accounts[0].folowers` is no field");
    let posts = json!([{ "at": "yesterday" }]);
    let account = json!({ "platform": "tiktok", "posts": posts });
    let text = error(json!({ "accounts": [account] }));
    assert!(text.starts_with("`accounts[].posts.[0].at`: `yesterday` is not an instant"), "{text}");
    assert_eq!(error(json!({ "accounts": [{ "platform": "x" }], "nom": 1 })), "`nom` is no field of a creator");
}

#[test]
fn it_describes_itself() {
    let about: Value = serde_json::from_str(&saring_plugin::describe_check::<Hello>("1.2.3")).unwrap();
    let expected = json!({
        "id": "hello",
        "version": "1.2.3",
        "kind": "check",
        "title": "Followers are enough",
        "fields": ["creator.accounts[].followers"],
        "reasons": {
            "hello.followers": { "en": "{followers} followers" },
            "hello.none": { "en": "nobody has counted the followers" },
        },
        "params": { "followers_enough": {
            "type": "number", "min": 1.0, "default": 10_000.0, "doc": "So many have all points.", "source": "Proposal",
        } },
    });
    assert_eq!(about, expected);
}

struct Sizes(Vec<TierBand>);

impl Tier for Sizes {
    type Params = Value;

    fn about() -> About {
        About::new("sizes", "By followers").reason("sizes.in", [("en", "in")]).reason("sizes.out", [("en", "out")])
    }

    fn new(_: Value, _: &Setup) -> Result<Self, String> {
        Ok(Self(tiers()))
    }

    fn classify(&self, creator: &Creator<'_>) -> TierAnswer {
        let size = creator.followers();
        let mut above = self.0.iter().skip_while(|tier| size.is_some_and(|size| size >= tier.from as f64));
        let below = self.0.iter().rev().find(|tier| size.is_some_and(|size| size >= tier.from as f64));
        let answer = match below {
            Some(band) => tier(band.id.clone(), &size).reason("sizes.in").given("size", &size),
            None => no_tier("sizes.out", &size),
        };
        match above.next() {
            Some(next) => answer.next(next.id.clone(), next.from as f64),
            None => answer,
        }
    }
}

saring_plugin::export_tier!(Sizes);

#[test]
fn a_tier_rule_knows_the_packs_tiers() {
    let case = |followers| {
        let case = Case::account(json!({ "followers": followers }));
        case.tier("nano", 1_000, Some(10_000)).tier("micro", 10_000, None).classify::<Sizes>()
    };
    let nano = case(json!(5_000));
    assert_eq!((nano.tier(), nano.next(), nano.size()), (Some("nano"), Some(("micro", 10_000.0)), Some(5_000.0)));
    assert_eq!(nano.number("sizes.in", "size"), Some(5_000.0));
    assert_eq!((case(json!(50_000)).tier(), case(json!(50_000)).next()), (Some("micro"), None));
    let none = case(Value::Null);
    assert_eq!((none.tier(), none.reasons(), none.next()), (None, vec!["sizes.out"], Some(("nano", 1_000.0))));
}
