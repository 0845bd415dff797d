//! The words of the vocabulary: quantities, columns, curves, dates, tables, answers.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use saring_plugin::dates::{date_at, days_between, parse_date, parse_instant};
use saring_plugin::prelude::*;
use saring_plugin::testing::{Case, Finding, Outcome};
use serde_json::json;

const FOLLOWERS: &str = "creator.accounts[].followers";
const LIKES: &str = "creator.accounts[].posts[].likes";

/// A check that answers whatever a test wants of a creator.
struct Asked;

type Ask = fn(&Creator<'_>) -> Answer;

thread_local! {
    static ASK: std::cell::Cell<Option<Ask>> = const { std::cell::Cell::new(None) };
}

impl Check for Asked {
    type Params = Value;

    fn about() -> About {
        About::new("asked", "Whatever a test wants").reason("asked.why", [("en", "because")])
    }

    fn new(_: Value, _: &Setup) -> Result<Self, String> {
        Ok(Self)
    }

    fn check(&self, creator: &Creator<'_>) -> Answer {
        ASK.get().unwrap()(creator)
    }
}

fn try_ask(case: Case, ask: Ask) -> Result<Finding, String> {
    ASK.set(Some(ask));
    case.try_check::<Asked>()
}

fn ask(case: Case, question: Ask) -> Finding {
    try_ask(case, question).unwrap()
}

#[test]
fn quantities_keep_fields_units_and_samples() {
    let likes = Quantity::count(Some(300), LIKES).of_sample(12);
    let followers = Quantity::count(Some(1_200), FOLLOWERS).of_sample(40).by_creator();
    let rate = &likes / &followers;
    assert_eq!((rate.value(), rate.unit()), (Some(0.25), Unit::Ratio));
    assert_eq!(rate.fields().iter().collect::<Vec<_>>(), [FOLLOWERS, LIKES]);
    assert_eq!((rate.observations(), rate.actor()), (Some(12), Actor::Creator));
    assert_eq!((1.0 - rate.clone()).value(), Some(0.75));
    assert_eq!((-(rate * 2.0)).value(), Some(-0.5));
    assert!(likes.clone().rests_on(13.0).is_unknown());
    assert!(likes.is_some_and(|likes| likes > 299.0));
}

#[test]
fn what_is_unknown_stays_unknown_and_names_what_lacks() {
    let followers = Quantity::count(None, FOLLOWERS);
    let rate = Quantity::count(Some(300), LIKES) / &followers;
    assert!(rate.is_unknown());
    assert_eq!(rate.missing().iter().collect::<Vec<_>>(), [FOLLOWERS]);
    let by_zero = Quantity::count(Some(1), LIKES) / 0.0;
    assert_eq!(by_zero.missing().iter().collect::<Vec<_>>(), [LIKES]);
    assert!(Quantity::from(0.0).ln().is_unknown());
    let assumed = followers.clone().or(50.0);
    assert_eq!((assumed.value(), assumed.unit()), (Some(50.0), Unit::Count));
    let told = std::panic::catch_unwind(move || followers.known()).unwrap_err();
    let told = told.downcast_ref::<String>().unwrap();
    assert!(told.starts_with("`creator.accounts[].followers` is unknown; guard with `is_unknown()`"), "{told}");
}

#[test]
fn formulas_are_those_of_scripts() {
    assert_eq!(confidence(200.0, 400.0, 90.0, 90.0).value(), Some(0.25));
    assert_eq!(decay(Quantity::unknown(FOLLOWERS), 90.0).value(), None);
    assert_eq!(shrink(0.5, 10.0, 0.1, 10.0).value(), Some(0.3));
    assert_eq!(beta_mean(1.0, 2.0, 1.0, 1.0).value(), Some(0.5));
    let low = wilson_low(36.0, 100.0, 1.96);
    assert!((low.known() - 0.272_711).abs() < 1e-6 && low.observations() == Some(100));
    assert_eq!(jaccard(&["Kopi", "teh"], &["kópi", "susu"]).value(), Some(1.0 / 3.0));
    assert_eq!(ramp_points(3.0, 0.0, 4.0).value(), Some(75.0));
    let column = Column::new([Some(1.0), None, Some(3.0), Some(8.0)], Unit::Count, LIKES);
    assert_eq!(
        (column.median().value(), column.known().value(), column.len().value()),
        (Some(3.0), Some(3.0), Some(4.0))
    );
    assert_eq!((column.mad().value(), column.share_known().value()), (Some(2.0), Some(0.75)));
    assert_eq!(column.median().observations(), Some(3));
    assert_eq!(curve(&[0.0, 2.0], &[10.0, 30.0]).points(1.0), 20.0);
    assert_eq!(steps(&[0.0, 2.0], &[10.0, 30.0]).points(1.9), 10.0);
    assert_eq!(ramp(4.0, 0.0).shrunk(1.0, 50.0, 1.0).points(0.0), 75.0);
}

#[test]
fn dates_are_days_and_instants_milliseconds() {
    assert_eq!(parse_date("1970-01-02"), Some(1));
    assert_eq!(parse_date("2024-02-29"), Some(19_782));
    assert_eq!([parse_date("2023-02-29"), parse_date("2024-13-01"), parse_date("24-1-1")], [None; 3]);
    assert_eq!(parse_instant("1970-01-01T07:00:00.250+07:00"), Some(250));
    assert_eq!([parse_instant("2026-03-01"), parse_instant("2026-03-01T25:00:00Z")], [None; 2]);
    let (from, to) = (parse_instant("2026-02-28T12:00:00Z").unwrap(), parse_instant("2026-03-01T00:00:00Z").unwrap());
    assert_eq!((days_between(from, to), date_at(to)), (0.5, parse_date("2026-03-01").unwrap()));
}

#[test]
fn sections_hold_what_a_document_says() {
    let creator = json!({
        "id": "tiktok:7", "tz": "Asia/Jakarta", "languages": ["id"], "last_tier": "nano",
        "rates": [{ "platform": "tiktok", "format": "video", "price": { "amount": "1500000.50", "currency": "IDR" } }],
        "campaign_history": [{ "campaign": "c", "ended": "2026-01-31", "on_time": true }],
        "relationship": { "exclusivity": [{ "category": "iab-ap:2.0:1244", "from": "2026-01-01" }], "nps": 40 },
        "attributes": { "score": 3 },
        "accounts": [{ "platform": "youtube" }, {
            "platform": "tiktok", "followers": 9, "created_at": "2020-01-01",
            "posts": [
                { "at": "2026-01-01T00:00:00Z", "likes": 1, "format": "short" },
                { "at": "2026-02-27T00:00:00Z", "likes": 3, "pinned": true },
                { "at": "2026-02-28T12:00:00Z" },
                { "at": "2027-01-01T00:00:00Z", "likes": 99 },
            ],
            "audience": [{ "of": "followers", "countries": [{ "code": "ID", "share": 0.75 }],
                "types": { "real": 0.5 }, "provenance": { "as_of": "2026-02-27T00:00:00Z", "sample_size": 400 } }],
        }],
    });
    let finding = ask(Case::creator(creator).counting(1).in_tier("micro"), |creator| {
        assert_eq!((creator.id(), creator.platform(), creator.tier()), ("tiktok:7", "tiktok", "micro"));
        assert_eq!((creator.accounts().len(), creator.account().created_at), (2, parse_date("2020-01-01")));
        let posts = creator.posts();
        assert_eq!(posts.iter().map(|post| post.likes).collect::<Vec<_>>(), [None, Some(3), Some(1)]);
        assert_eq!(
            (posts.settled(48.0).len().value(), posts.unpinned().recent(1).likes().known().value()),
            (Some(2.0), Some(0.0))
        );
        assert_eq!(posts.within_days(2.0).likes().max().value(), Some(3.0));
        assert_eq!(creator.numbers(LIKES), [Some(99.0), None, Some(3.0), Some(1.0)]);
        let audience = creator.audience();
        assert_eq!(
            (audience.country_share("ID").value(), audience.country_share("MY").value()),
            (Some(0.75), Some(0.0))
        );
        assert_eq!((audience.real().value(), audience.mass().value()), (Some(0.5), None));
        assert_eq!((audience.sample_size().value(), audience.age_days().value()), (Some(400.0), Some(2.0)));
        let price = &creator.rates().unwrap()[0].price;
        assert_eq!((price.minor, price.digits, price.currency.as_str()), (150_000_050, 2, "IDR"));
        assert_eq!(creator.past_campaigns().unwrap()[0].ended, parse_date("2026-01-31"));
        assert_eq!(creator.relationship().unwrap().exclusivity.as_ref().unwrap()[0].from, parse_date("2026-01-01"));
        assert_eq!((creator.attributes(), creator.history().is_none()), (Some("{\"score\":3}"), true));
        let own: Option<Value> = creator.section("attributes").unwrap();
        answer(1.0).part("own", own.unwrap()["score"].as_f64().unwrap(), ramp(0.0, 4.0), 1.0)
    });
    assert_eq!(finding.score(), Some(75.0));
}

#[test]
fn tables_are_looked_up_as_the_host_does() {
    struct Tabled(Table);
    impl Check for Tabled {
        type Params = Value;
        fn about() -> About {
            About::new("tabled", "By a table").reason("tabled.why", [("en", "because")])
        }
        fn new(_: Value, setup: &Setup) -> Result<Self, String> {
            Ok(Self(setup.table("bands")?))
        }
        fn check(&self, creator: &Creator<'_>) -> Answer {
            let row = self.0.pick(&[("platform", creator.platform()), ("tier", creator.tier())]).unwrap();
            assert_eq!(self.0.find("tier", &["nano", "mega"]), [Some(0), None]);
            assert_eq!(self.0.gather("p50", &[1, 0]), [0.5, 0.25]);
            assert_eq!(self.0.text(0, "source").as_deref(), Some("2022"));
            let seen = row.percentile(&Quantity::from(0.3), &["p25", "p50"], &[25.0, 50.0]);
            answer(1.0)
                .part("seen", &seen, row.curve(&["p25", "p50"], &[0.0, 100.0]), 1.0)
                .cite(&row)
                .evidence("median", seen, row.number("p50"))
                .cite(&row)
        }
    }
    let csv = "# source = us\nplatform,tier,p25,p50,source\ninstagram,nano,0.1,0.25,2022\n*,nano,0.2,0.5,2022\n";
    let case = Case::account(json!({ "platform": "tiktok" })).in_tier("nano");
    let finding = case.clone().table("bands", csv).check::<Tabled>();
    assert_eq!(finding.cited(), [("bands", 1, true), ("bands", 1, true)]);
    assert!((finding.part("seen").unwrap() - 33.333).abs() < 1e-3);
    let error = case.try_check::<Tabled>().unwrap_err();
    assert_eq!(error, "the pack gives this rule no table `bands`; name it in `tables`");
}

#[test]
fn penalties_caps_status_and_vetoes_are_the_hosts() {
    let finding = ask(Case::account(json!({ "followers": 90 })), |creator| {
        let answer = answer(1.0).part("a", creator.followers(), ramp(0.0, 100.0), 1.0);
        let answer = answer.part("b", 10.0, points(10.0), 0.5).part("c", 10.0, points(95.0), 1.0).keep_best(2);
        answer
            .penalty("late", 7.5, 3.0)
            .penalty("none", 5.0, Quantity::unknown(FOLLOWERS))
            .cap("top", 80.0)
            .status(Status::Warn)
            .flag("odd")
            .missing(&Quantity::unknown(LIKES))
    });
    assert_eq!((finding.score(), finding.outcome()), (Some(80.0), Outcome::Warn));
    assert_eq!(
        (finding.penalty("late"), finding.penalised("late"), finding.penalty("none")),
        (Some(7.5), Some(3.0), None)
    );
    assert_eq!((finding.flags(), finding.missing(), finding.part("b")), (vec!["odd"], vec![LIKES], None));
    let vetoed = ask(Case::account(json!({})), |creator| {
        answer(1.0)
            .part("a", creator.followers(), ramp(0.0, 1.0), 1.0)
            .veto("asked.why")
            .given("word", "judi")
            .bounds(0.0, 20.0)
    });
    assert_eq!((vetoed.outcome(), vetoed.veto(), vetoed.score()), (Outcome::Fail, Some("asked.why"), None));
    assert_eq!((vetoed.text("asked.why", "word"), vetoed.interval()), (Some("judi"), (0.0, 20.0)));
}

#[test]
fn answers_that_the_host_would_refuse_fail_the_test() {
    let refused = |question: Ask| try_ask(Case::account(json!({})), question).unwrap_err();
    for (question, why) in [
        ((|_| answer(1.0)) as Ask, "an answer needs a part"),
        (|_| answer(2.0).part("a", 1.0, points(1.0), 1.0), "the confidence is 2, outside 0 to 1"),
        (|_| answer(1.0).part("a", 1.0, points(1.0), 1.0).part("a", 1.0, points(1.0), 1.0), "two parts are called `a`"),
        (|_| answer(1.0).part("a", 1.0, curve(&[2.0, 1.0], &[0.0, 1.0]), 1.0), "in rising order"),
        (|_| unknown("asked.nothing", Quantity::unknown(LIKES)), "reason `asked.nothing` has no text"),
        (|_| answer(1.0).part("", 1.0, points(1.0), 1.0), "`` is no name"),
    ] {
        let told = refused(question);
        assert!(told.starts_with("the host would refuse the answer: ") && told.contains(why), "{told}");
    }
}

#[test]
fn a_check_that_remembers_is_found_out() {
    struct Counting(std::cell::Cell<u32>);
    impl Check for Counting {
        type Params = Value;
        fn about() -> About {
            About::new("counting", "It remembers")
        }
        fn new(_: Value, _: &Setup) -> Result<Self, String> {
            Ok(Self(std::cell::Cell::new(0)))
        }
        fn check(&self, _: &Creator<'_>) -> Answer {
            self.0.set(self.0.get() + 1);
            answer(1.0).part("asked", self.0.get(), ramp(0.0, 10.0), 1.0)
        }
    }
    let error = Case::account(json!({})).try_check::<Counting>().unwrap_err();
    assert!(error.starts_with("asked twice, the check answers twice"), "{error}");
}

#[test]
fn a_campaign_is_read_as_a_value_or_a_struct() {
    struct Goal(String);
    #[derive(Deserialize)]
    struct Campaign {
        goal: String,
    }
    impl Check for Goal {
        type Params = Value;
        fn about() -> About {
            About::new("goal", "By the goal")
        }
        fn new(_: Value, setup: &Setup) -> Result<Self, String> {
            assert_eq!(setup.campaign()?.is_none(), setup.campaign_as::<Campaign>()?.is_none());
            Ok(Self(setup.campaign_as::<Campaign>()?.map_or_else(String::new, |campaign| campaign.goal)))
        }
        fn check(&self, _: &Creator<'_>) -> Answer {
            answer(1.0).part("letters", self.0.len(), ramp(0.0, 7.0), 1.0)
        }
    }
    let case = Case::account(json!({}));
    assert_eq!(case.check::<Goal>().part("letters"), Some(0.0));
    assert_eq!(case.clone().campaign(json!({ "goal": "loyalty" })).check::<Goal>().score(), Some(100.0));
    let error = case.campaign(json!({ "goal": 3 })).try_check::<Goal>().unwrap_err();
    assert_eq!(error, "the campaign cannot be read: `goal`: invalid type: integer `3`, expected a string");
}
