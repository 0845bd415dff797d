//! The vocabulary: what every word gives, and that every word is written down.

use std::collections::BTreeSet;

use saring_model::catalogue::catalogue;
use saring_pack::{Answer, CheckAnswer, Fault, Quantity, Unit};
use saring_runtime_rhai::{Form, vocabulary};

use super::run;

fn check(script: &str) -> CheckAnswer {
    match run(script) {
        Ok(Answer::Check(answer)) => *answer,
        other => panic!("{script}: {other:?}"),
    }
}

/// The value of an expression, as evidence shows it.
fn quantity(expression: &str) -> Quantity {
    check(&format!("let v = {expression}; unknown(\"x\").evidence(\"v\", v)")).evidence.remove(0).quantity
}

fn paths(quantity: &Quantity) -> Vec<&'static str> {
    quantity.fields.iter().filter_map(|id| catalogue().get(id)).map(|field| field.path.as_str()).collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn words_give_what_they_say() {
    let table: &[(&str, Option<f64>, Unit)] = &[
        ("creator.followers", Some(2000.0), Unit::Count),
        ("creator.posts_total", None, Unit::Count),
        ("creator.followers / creator.following", Some(5.0), Unit::Ratio),
        ("creator.followers * params.half", Some(1000.0), Unit::Count),
        ("1 - creator.followers / 4000", Some(0.5), Unit::Count),
        ("-creator.followers", Some(-2000.0), Unit::Count),
        ("creator.followers / 0", None, Unit::Count),
        ("creator.posts_total + 1", None, Unit::Count),
        ("creator.posts_total.or(7)", Some(7.0), Unit::Count),
        ("min(creator.followers, 1500)", Some(1500.0), Unit::Count),
        ("max(creator.following, creator.followers)", Some(2000.0), Unit::Count),
        ("clamp(creator.followers, 0, 100)", Some(100.0), Unit::Count),
        ("ln(creator.followers / 2000)", Some(0.0), Unit::Number),
        ("pow(creator.followers / 1000, 3)", Some(8.0), Unit::Number),
        ("sqrt(creator.following)", Some(20.0), Unit::Number),
        // The post after the decision is not there; of the others one is too young and one is pinned.
        ("creator.posts.len()", Some(3.0), Unit::Count),
        ("creator.posts.settled(48).len()", Some(2.0), Unit::Count),
        ("creator.posts.settled(48).unpinned().len()", Some(1.0), Unit::Count),
        ("creator.posts.within_days(10).len()", Some(2.0), Unit::Count),
        ("creator.posts.format(\"reel\").len()", Some(2.0), Unit::Count),
        ("creator.posts.sponsored().len()", Some(1.0), Unit::Count),
        ("creator.posts.organic().len()", Some(1.0), Unit::Count),
        ("creator.posts.recent(1).values(\"likes\").median()", Some(20.0), Unit::Count),
        ("creator.posts.engagement_rates(\"followers\").median()", Some(0.03), Unit::Fraction),
        ("creator.posts.engagement_rates(\"views\").max()", Some(0.12), Unit::Fraction),
        ("creator.posts.views_per_follower().mean()", Some(1.0), Unit::Ratio),
        ("creator.posts.views_per_follower().share_known()", Some(2.0 / 3.0), Unit::Fraction),
        ("creator.posts.hidden_likes_share", Some(0.0), Unit::Fraction),
        ("creator.posts.sponsored_share", Some(0.5), Unit::Fraction),
        // The newest post is younger than the account's provenance, so the list was read with it.
        ("creator.posts.per_week(10)", Some(1.4), Unit::Number),
        ("creator.posts.gaps().median()", Some(9.25), Unit::Days),
        ("creator.posts.likes_spread.rests_on(3)", Some(2.0 / 3.0), Unit::Ratio),
        ("creator.posts.likes_spread.rests_on(4)", None, Unit::Ratio),
        ("creator.followers.rests_on(1)", None, Unit::Count),
        ("creator.posts.top_topics_share(3, 1)", None, Unit::Fraction),
        ("creator.posts.undisclosed_share", Some(1.0), Unit::Fraction),
        ("creator.posts.format_concentration", Some(5.0 / 9.0), Unit::Number),
        ("creator.posts.span_days", Some(18.5), Unit::Days),
        ("creator.posts.age_days", Some(10.0), Unit::Days),
        ("creator.facts_age_days", Some(10.0), Unit::Days),
        ("creator.posts.values(\"likes\").quantile(0.25)", Some(40.0), Unit::Count),
        ("creator.posts.values(\"likes\").mad()", Some(40.0), Unit::Count),
        ("creator.history.span_days", None, Unit::Days),
        ("creator.audience.credibility", None, Unit::Fraction),
        ("creator.audience.country_share(\"ID\")", Some(0.5), Unit::Fraction),
        ("creator.audience.country_share(\"US\")", Some(0.0), Unit::Fraction),
        // A breakdown without cells says nothing.
        ("creator.audience.language_share(\"id\")", None, Unit::Fraction),
        ("creator.audience.interest_share(\"Beauty\")", None, Unit::Fraction),
        ("creator.audience.affinity(\"Rivalia\")", None, Unit::Fraction),
        ("creator.style_overlap(campaign)", None, Unit::Fraction),
        ("creator.attribute(\"score\")", Some(7.0), Unit::Number),
        ("campaign.goal_weight(\"loyalty\")", Some(1.0), Unit::Fraction),
        ("campaign.brand.rivals", Some(1.0), Unit::Count),
        ("tables.norms.pick(\"tier\", \"nano\").p10", Some(0.1), Unit::Number),
        ("tables.norms.pick(\"tier\", \"mega\").p90", None, Unit::Number),
        (
            "tables.norms.pick(\"tier\", \"nano\").percentile(creator.followers / 10000, [\"p10\", \"p90\"], [10, 90])",
            Some(30.0),
            Unit::Number,
        ),
        ("confidence(creator.posts.len(), 6, creator.facts_age_days, 10)", Some(0.25), Unit::Fraction),
        ("decay(creator.facts_age_days, 10)", Some(0.5), Unit::Fraction),
        ("beta_mean(creator.posts.len(), 5, 4, 1)", Some(0.7), Unit::Fraction),
        ("ramp(0, 4000).of(creator.followers)", Some(50.0), Unit::Points),
        ("days_between(\"2026-02-01\", as_of)", Some(28.0), Unit::Days),
        ("column([1, 2, creator.posts_total]).mean()", Some(1.5), Unit::Number),
        ("jaccard([\"Café\", \"a\"], [\"cafe\"])", Some(0.5), Unit::Fraction),
        ("creator.rates.price(\"instagram\", \"reel\").in_currency(\"IDR\")", None, Unit::Number),
    ];
    for (expression, value, unit) in table {
        let found = quantity(expression);
        match (found.value, value) {
            (Some(found), Some(value)) => assert!((found - value).abs() < 1e-12, "{expression} is {found}"),
            (found, value) => assert_eq!(found, *value, "{expression}"),
        }
        assert_eq!(found.unit, *unit, "{expression}");
    }
}

#[test]
fn truths_and_texts() {
    let table = [
        "creator.posts_total.is_unknown()",
        "creator.verified && creator.verified.is_known()",
        "creator.name == \"Ayu\" && creator.city.is_unknown()",
        "creator.publishes_in(\"en\") && !creator.publishes_in(\"fr\")",
        "creator.platform == \"instagram\" && creator.tier == \"nano\"",
        "creator.city.or(\"-\") == \"-\"",
        "creator.attribute(\"note\") == \"kind\"",
        "!campaign.is_absent && campaign.goal == \"loyalty\"",
        "tables.norms.pick(\"tier\", \"mega\").is_fallback",
        "same_brand(\"https://www.Crème.id/x\", \"CREME.ID\")",
        "params.half + params.whole == 3.5 && params.whole / 2 == 1.5 && params.toggle",
        "creator.posts.formats(2) == [\"reel\"]",
        "date_of(as_of) == \"2026-03-01\"",
        "creator.posts.numerator == \"likes + comments\"",
        "1 < creator.followers && creator.followers != 3 && 2000 == creator.followers",
    ];
    for truth in table {
        check(&format!("if {truth} {{ unknown(\"x\") }} else {{ throw \"{}\" }}", truth.replace('"', "'")));
    }
}

/// Evidence, missing inputs and the fields read follow from the calculation; nobody lists them.
#[test]
fn fields_follow_the_calculation() {
    let rate = quantity("creator.posts.engagement_rates(\"followers\").median()");
    assert_eq!(rate.sample, Some(3));
    assert_eq!(
        paths(&rate),
        [
            "creator.accounts[].followers",
            "creator.accounts[].posts[].comments",
            "creator.accounts[].posts[].likes",
            "creator.accounts[].posts[].saves",
            "creator.accounts[].posts[].shares",
        ]
    );
    let unknown = quantity("creator.followers / creator.posts_total");
    assert_eq!(paths(&unknown), ["creator.accounts[].posts_total"]);
    let answer = check(
        "unknown(\"x\", creator.audience.credibility + creator.posts_total).missing(creator.reported.growth_30d)",
    );
    let missing: Vec<&str> =
        answer.missing.iter().filter_map(|id| catalogue().get(id)).map(|field| &*field.path).collect();
    assert_eq!(
        missing,
        [
            "creator.accounts[].audience[].credibility",
            "creator.accounts[].posts_total",
            "creator.accounts[].reported.growth_30d"
        ]
    );
    assert!(answer.unknown);
}

/// A chain and single statements build the same answer.
#[test]
fn chain_and_statements_agree() {
    let chained = check(
        "answer(0.5).part(\"a\", creator.followers, ramp(0, 4000), 2).cap(\"c\", 60).reason(\"r\").given(\"n\", creator.followers).given(\"t\", \"x\").flag(\"f\")",
    );
    let stated = check(
        "let a = answer(0.5);\na.part(\"a\", creator.followers, ramp(0, 4000), 2);\na.cap(\"c\", 60);\na.reason(\"r\").given(\"n\", creator.followers);\na.given(\"t\", \"x\");\na.flag(\"f\");\na",
    );
    assert_eq!(chained, stated);
    assert_eq!((chained.parts.len(), chained.caps.len(), chained.reasons[0].args.len()), (1, 1, 2));
}

#[test]
fn a_veto_takes_its_own_details() {
    let answer = check(
        "answer(1).part(\"p\", 1, points(1)).reason(\"r\").veto(\"v\").given(\"brand\", \"Rivalia\").reason(\"s\").given(\"n\", 1)",
    );
    assert_eq!(answer.veto.unwrap().args.len(), 1);
    assert_eq!(answer.reasons.iter().map(|reason| reason.args.len()).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn the_best_parts_stay() {
    let answer = check(
        "answer(1).part(\"a\", creator.followers, points(10)).part(\"b\", creator.followers, points(90)).part(\"c\", creator.followers, points(10)).keep_best(2)",
    );
    assert_eq!(answer.parts.iter().map(|part| part.id.as_str()).collect::<Vec<_>>(), ["b", "a"]);
}

#[test]
fn every_word_is_written_down() {
    let entries = vocabulary();
    assert!(entries.len() > 150, "{}", entries.len());
    let mut seen = BTreeSet::new();
    for entry in entries {
        assert!(seen.insert((entry.on, entry.name, format!("{:?}", entry.form))), "{} twice", entry.signature);
        assert!(entry.meaning.ends_with('.') && entry.meaning.len() > 10, "{}: {}", entry.signature, entry.meaning);
        assert!(!entry.unit.is_empty() && !entry.name.is_empty(), "{}", entry.signature);
        assert!(entry.form == Form::Operator || entry.signature.contains(" -> "), "{}", entry.signature);
        for path in entry.reads {
            assert!(catalogue().find(path).is_some(), "{} reads `{path}`, which is no field", entry.signature);
        }
    }
}

/// Every section of the facts can be reached by some word.
#[test]
fn every_section_is_reached() {
    let reads: BTreeSet<_> =
        vocabulary().iter().flat_map(|entry| entry.reads).map(|path| catalogue().find(path).unwrap().section).collect();
    let all: BTreeSet<_> = catalogue().fields().iter().map(|field| field.section).collect();
    assert_eq!(reads, all);
}

#[test]
fn a_table_without_topics_is_no_taxonomy() {
    for (script, wanted) in [
        ("creator.posts.topics(1).with_wider(tables.norms, 0.5)", "table `norms` has no column `topic`"),
        ("campaign.brand.topics(tables.norms)", "table `norms` has no column `product`"),
    ] {
        match run(script) {
            Err(Fault::Raised { message, .. }) => assert!(message.contains(wanted), "{message}"),
            other => panic!("{script}: {other:?}"),
        }
    }
}
