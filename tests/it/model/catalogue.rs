//! The field catalogue.

use std::collections::BTreeSet;

use saring_model::catalogue::{FIELDS_MAX, FieldSet, Kind, Section, Unit, catalogue};
use saring_tests::mutate::places;
use serde_json::Value;

use super::example;

/// Path, kind, kind of items, unit, range, whether it is required, section.
type Row = (&'static str, Kind, Option<Kind>, Option<Unit>, Option<(f64, f64)>, bool, Section);

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn fields_say_what_the_types_say() {
    let table: &[Row] = &[
        ("creator.id", Kind::Text, None, None, None, true, Section::Profile),
        ("creator.accounts", Kind::List, Some(Kind::Object), None, None, true, Section::Profile),
        (
            "creator.accounts[].followers",
            Kind::Integer,
            None,
            Some(Unit::Count),
            Some((0.0, 9007199254740991.0)),
            false,
            Section::Profile,
        ),
        ("creator.accounts[].platform", Kind::Choice, None, None, None, true, Section::Profile),
        ("creator.accounts[].posts", Kind::List, Some(Kind::Object), None, None, false, Section::Posts),
        (
            "creator.accounts[].posts[].likes",
            Kind::Integer,
            None,
            Some(Unit::Count),
            Some((0.0, 9007199254740991.0)),
            false,
            Section::Posts,
        ),
        ("creator.accounts[].posts[].at", Kind::Instant, None, Some(Unit::Instant), None, true, Section::Posts),
        (
            "creator.accounts[].posts[].provenance.as_of",
            Kind::Instant,
            None,
            Some(Unit::Instant),
            None,
            false,
            Section::Posts,
        ),
        ("creator.accounts[].history[].at", Kind::Date, None, Some(Unit::Date), None, true, Section::History),
        (
            "creator.accounts[].audience[].countries[].share",
            Kind::Number,
            None,
            Some(Unit::Fraction),
            Some((0.0, 1.0)),
            true,
            Section::Audience,
        ),
        (
            "creator.accounts[].audience[].gender_age[].age_max",
            Kind::Integer,
            None,
            Some(Unit::Years),
            Some((0.0, 120.0)),
            false,
            Section::Audience,
        ),
        ("creator.accounts[].comments_sample[].text", Kind::Text, None, None, None, false, Section::Comments),
        (
            "creator.accounts[].follower_sample[].following",
            Kind::Integer,
            None,
            Some(Unit::Count),
            Some((0.0, 9007199254740991.0)),
            false,
            Section::FollowerSample,
        ),
        (
            "creator.accounts[].reported.growth_30d",
            Kind::Number,
            None,
            Some(Unit::Change),
            Some((-1.0, 10.0)),
            false,
            Section::Reported,
        ),
        ("creator.languages", Kind::List, Some(Kind::Text), Some(Unit::Language), None, false, Section::Profile),
        ("creator.rates[].price", Kind::Money, None, Some(Unit::Money), None, true, Section::Rates),
        (
            "creator.ratings[].scale.max",
            Kind::Number,
            None,
            Some(Unit::Number),
            Some((-1e15, 1e15)),
            true,
            Section::Ratings,
        ),
        ("creator.campaign_history[].on_time", Kind::Flag, None, None, None, false, Section::PastCampaigns),
        (
            "creator.relationship.replies[].answered",
            Kind::Instant,
            None,
            Some(Unit::Instant),
            None,
            false,
            Section::Relationship,
        ),
        (
            "creator.overlap[].jaccard",
            Kind::Number,
            None,
            Some(Unit::Fraction),
            Some((0.0, 1.0)),
            false,
            Section::Overlap,
        ),
        ("creator.attributes", Kind::Open, None, None, None, false, Section::Attributes),
        ("creator.location.country", Kind::Choice, None, Some(Unit::Country), None, false, Section::Profile),
        ("creator.tz", Kind::Choice, None, Some(Unit::TimeZone), None, false, Section::Profile),
        ("campaign.goal", Kind::Mixed, None, None, None, true, Section::Campaign),
        ("campaign.flight.start", Kind::Date, None, Some(Unit::Date), None, true, Section::Campaign),
        (
            "campaign.budget.bands.*.min",
            Kind::Number,
            None,
            Some(Unit::Fraction),
            Some((0.0, 1.0)),
            true,
            Section::Campaign,
        ),
        ("campaign.exclusions", Kind::List, Some(Kind::List), None, None, false, Section::Campaign),
        ("campaign.fx[].from", Kind::Choice, None, Some(Unit::Currency), None, true, Section::Campaign),
    ];
    for (path, kind, item, unit, range, required, section) in table {
        let Some(field) = catalogue().find(path) else { panic!("`{path}` is not in the catalogue") };
        assert_eq!(field.path, *path);
        let actual = (field.kind, field.item, field.unit, field.min.zip(field.max), field.required, field.section);
        assert_eq!(actual, (*kind, *item, *unit, *range, *required, *section), "{path}");
    }
}

#[test]
fn the_choices_of_closed_lists_are_named() {
    let choices = |path: &str| catalogue().find(path).unwrap().choices.join(" ");
    assert_eq!(choices("creator.accounts[].posts[].disclosure"), "none hashtag label");
    assert_eq!(choices("campaign.overrides[].verdict"), "select review reject");
    assert_eq!(choices("creator.location.country"), "");
}

#[test]
fn every_field_is_documented_unique_and_after_its_block() {
    let mut seen = BTreeSet::new();
    for (index, field) in catalogue().fields().iter().enumerate() {
        assert_eq!(field.id.index(), index);
        assert!(!field.doc.is_empty(), "`{}` has no meaning", field.path);
        assert!(seen.insert(field.path.as_str()), "`{}` comes twice", field.path);
        let parent = field.path.rsplit_once('.').unwrap().0.trim_end_matches("[]").trim_end_matches(".*");
        assert!(parent.matches('.').count() == 0 || seen.contains(parent), "`{}` stands before its block", field.path);
        assert_eq!(field.is_block(), matches!(field.kind, Kind::Object | Kind::List | Kind::Map | Kind::Open));
    }
}

#[test]
fn every_field_of_the_examples_is_in_the_catalogue() {
    for kind in ["creator", "campaign"] {
        let example = example(kind);
        for place in places(&example) {
            let path = path(kind, &example, &place);
            let leaf = ["amount", "currency"].iter().any(|money| place.ends_with(money));
            let open = place.starts_with("/attributes/") || place.starts_with("/goal/") || path.ends_with("[]");
            let map = ["/budget/tier_mix/", "/brand/safety/"].iter().any(|map| place.starts_with(map));
            let key = path.ends_with('*');
            assert!(
                leaf || open || map || key || catalogue().find(&path).is_some(),
                "`{path}` is not in the catalogue"
            );
        }
    }
}

fn path(kind: &str, document: &Value, place: &str) -> String {
    let mut path = kind.to_owned();
    let mut at = String::new();
    for segment in place.split('/').skip(1) {
        let list = document.pointer(&at).unwrap().is_array();
        let map = ["/budget/bands", "/budget/creators_per_tier"].contains(&at.as_str());
        path.push_str(&if list {
            "[]".to_owned()
        } else if map {
            ".*".to_owned()
        } else {
            format!(".{segment}")
        });
        at = format!("{at}/{segment}");
    }
    path
}

#[test]
fn a_misspelt_path_leads_to_the_nearest_field() {
    for (text, nearest) in [
        ("creator.accounts[].folowers", Some("creator.accounts[].followers")),
        ("creator.accounts[].posts[].like", Some("creator.accounts[].posts[].likes")),
        ("campaign.flights.start", Some("campaign.flight.start")),
        ("zzz", None),
    ] {
        assert_eq!(catalogue().nearest(text).map(|field| field.path.as_str()), nearest, "{text}");
    }
}

#[test]
fn field_sets_hold_the_whole_catalogue_in_its_order() {
    let fields = catalogue().fields();
    assert!(fields.len() <= FIELDS_MAX, "{} fields need a larger set", fields.len());
    let all: FieldSet = fields.iter().rev().map(|field| field.id).collect();
    assert_eq!(all.len(), fields.len());
    assert!(all.iter().eq(fields.iter().map(|field| field.id)));

    let id = |path: &str| catalogue().find(path).unwrap().id;
    let (likes, goal) = (id("creator.accounts[].posts[].likes"), id("campaign.goal"));
    let both = FieldSet::from(goal).union(FieldSet::from(likes));
    assert!(both.contains(likes) && both.contains(goal) && !both.contains(id("creator.id")));
    assert_eq!(both.iter().collect::<Vec<_>>(), [likes, goal]);
    assert!(FieldSet::default().is_empty() && !both.is_empty());
}
