//! The pure functions behind the vocabulary, against values calculated by hand.

mod craft;
mod exposure;
mod fair_price;
mod follower_rules;
mod forecast;
mod money;
mod ratings;
mod replies;
mod rhythm;
mod safety;
mod sentiment;
mod topics;
mod volume;

use std::collections::BTreeSet;

use saring_model::creator::{Audience, CampaignRecord, Exclusivity, HistoryPoint, Post, RateBase};
use saring_model::{Date, Name, Timestamp, campaign::Target};
use saring_vocabulary::Column;
use saring_vocabulary::audience::{Wanted, mass_in};
use saring_vocabulary::confidence::{confidence, day_number};
use saring_vocabulary::curve::{interpolate, ramp, solve, step};
use saring_vocabulary::delivery::{Deliveries, deliveries};
use saring_vocabulary::growth::{Series, SpikeRule, is_explained, series};
use saring_vocabulary::posts::{Selection, engagement_rates, format_concentration, terms};
use saring_vocabulary::size::{Place, place};
use saring_vocabulary::sponsorship::{binding_exclusivity, last_rival_work};
use saring_vocabulary::statistics::{beta_mean, decay, herfindahl, jaccard, overlap, shrink, wilson};
use saring_vocabulary::text::{fold, same_brand};
use serde_json::{Value, json};

fn read<T: serde::de::DeserializeOwned>(document: Value) -> T {
    serde_json::from_value(document).unwrap()
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn instant(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn near(found: Option<f64>, wanted: Option<f64>) -> bool {
    match (found, wanted) {
        (Some(found), Some(wanted)) => (found - wanted).abs() < 1e-9,
        (found, wanted) => found == wanted,
    }
}

#[test]
fn columns_summarise_what_is_known() {
    let column: Column = [Some(1.0), None, Some(4.0), Some(2.0), Some(f64::NAN), Some(10.0)].into_iter().collect();
    assert_eq!((column.len(), column.known()), (6, 4));
    let table = [
        ("share known", column.share_known(), Some(4.0 / 6.0)),
        ("median", column.median(), Some(3.0)),
        ("mean", column.mean(), Some(4.25)),
        ("quantile", column.quantile(0.25), Some(1.75)),
        ("quantile above 1", column.quantile(7.0), Some(10.0)),
        ("mad", column.mad(), Some(1.5)),
        ("deviation", column.deviation(), Some((49.0_f64 - 0.25).sqrt() / 3.0_f64.sqrt())),
        ("robust z", column.robust_z(10.0), Some(7.0 / (1.4826 * 1.5))),
        ("share at least", column.share_at_least(2.0), Some(0.75)),
        ("min", column.min(), Some(1.0)),
        ("max", column.max(), Some(10.0)),
    ];
    for (name, found, wanted) in table {
        assert!(near(found, wanted), "{name}: {found:?}, not {wanted:?}");
    }
    let none = Column::default();
    assert_eq!((none.median(), none.mean(), none.mad(), none.cv(), none.share_known()), (None, None, None, None, None));
    let flat: Column = [5.0, 5.0, 5.0].into_iter().map(Some).collect();
    assert_eq!((flat.robust_z(5.0), flat.robust_z(6.0), flat.cv()), (Some(0.0), Some(f64::INFINITY), Some(0.0)));
}

#[test]
fn small_samples_are_not_believed_outright() {
    let (low, high) = wilson(8.0, 10.0, 1.96);
    assert!((low - 0.490_16).abs() < 1e-4 && (high - 0.943_32).abs() < 1e-4, "{low} {high}");
    assert_eq!(wilson(0.0, 0.0, 1.96), (0.0, 1.0));
    assert_eq!(beta_mean(5.0, 5.0, 4.0, 1.0), 0.9);
    assert_eq!(beta_mean(0.0, 0.0, 0.0, 0.0), 0.0);
    assert_eq!(shrink(1.0, 3.0, 0.0, 1.0), 0.75);
    assert_eq!(shrink(1.0, 0.0, 0.4, 0.0), 0.4);
    assert_eq!((decay(30.0, 30.0), decay(-5.0, 30.0), decay(0.0, 0.0), decay(1.0, 0.0)), (0.5, 1.0, 1.0, 0.0));
    assert_eq!(confidence(6.0, 12.0, 60.0, 30.0), 0.125);
    assert_eq!(confidence(24.0, 12.0, 0.0, 30.0), 1.0);
    assert_eq!((herfindahl([1.0, 1.0]), herfindahl([0.0])), (Some(0.5), None));
    let set = |items: &[&'static str]| items.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(jaccard(&set(&["a", "b"]), &set(&["b", "c"])), Some(1.0 / 3.0));
    assert_eq!(overlap(&set(&["a", "b", "c"]), &set(&["b"])), Some(1.0));
    assert_eq!((jaccard(&set(&[]), &set(&[])), overlap(&set(&["a"]), &set(&[]))), (None, None));
}

#[test]
fn curves_go_there_and_back() {
    assert_eq!((ramp(72.0, 72.0, 4.0), ramp(38.0, 72.0, 4.0), ramp(0.0, 72.0, 4.0)), (0.0, 50.0, 100.0));
    let knots = [(1.0, 20.0), (2.0, 40.0), (4.0, 100.0)];
    assert_eq!((interpolate(0.0, &knots), interpolate(3.0, &knots), interpolate(9.0, &knots)), (20.0, 70.0, 100.0));
    assert_eq!((step(0.5, &knots), step(2.0, &knots), step(3.9, &knots)), (20.0, 40.0, 40.0));
    assert_eq!(solve(&knots, 70.0, 1.0), Some(3.0));
    assert_eq!(solve(&knots, 101.0, 1.0), None);
}

#[test]
fn texts_are_read_as_people_mean_them() {
    assert_eq!(
        (fold("  Crème BRÛLÉE "), fold("ABC "), fold("Ｗide")),
        ("creme brulee".into(), "abc".into(), "wide".into())
    );
    let table = [
        ("Sari Ayu", "sariayu", true),
        ("https://www.Rivalia.co.id/shop", "rivalia.co.id", true),
        ("Rivalia", "Rivalia Home", false),
        ("", "", false),
        ("!!", "??", false),
    ];
    for (a, b, same) in table {
        assert_eq!(same_brand(a, b), same, "{a} {b}");
    }
}

#[test]
fn days_are_numbered_as_the_calendar_does() {
    for (day, number) in
        [("1970-01-01", 0), ("1970-03-01", 59), ("2000-02-29", 11_016), ("2026-03-01", 20_513), ("2199-12-31", 84_005)]
    {
        assert_eq!(day_number(date(day)), number, "{day}");
        assert_eq!(date(day).days_since(date("1970-01-01")), number, "{day}");
    }
}

#[test]
fn posts_are_chosen_and_measured() {
    let posts: Vec<Post> = read(json!([
        { "at": "2026-01-01T00:00:00Z", "likes": 10, "comments": 5, "shares": 1, "saves": 4, "views": 100, "format": "reel" },
        { "at": "2026-02-01T00:00:00Z", "comments": 9, "views": 100, "format": "reel" },
        { "at": "2026-03-02T00:00:00Z", "likes": 99 },
        { "at": "2026-02-03T00:00:00Z", "likes": 30, "format": "image" },
    ]));
    let chosen = Selection::newest_first(&posts, instant("2026-03-01T00:00:00Z"));
    let newest: Vec<Option<u64>> = chosen.iter(&posts).map(|post| post.likes.map(|likes| likes.get())).collect();
    assert_eq!(newest, [Some(30), None, Some(10)]);
    let followers = Some(read(json!(200)));
    let by_followers = engagement_rates(chosen.iter(&posts), RateBase::Followers, followers);
    assert_eq!(by_followers.sorted(), [0.1, 0.15]);
    assert_eq!(engagement_rates(chosen.iter(&posts), RateBase::Views, followers).sorted(), [0.2]);
    assert_eq!(engagement_rates(chosen.iter(&posts), RateBase::Followers, None).known(), 0);
    assert_eq!(terms(chosen.iter(&posts)).describe(), "likes + comments + shares + saves");
    assert_eq!(terms(chosen.recent(1).iter(&posts)).describe(), "likes");
    assert_eq!(format_concentration(chosen.iter(&posts)), Some(5.0 / 9.0));
}

fn history(points: &[(&str, u64)]) -> Series {
    let points: Vec<HistoryPoint> =
        points.iter().map(|(at, followers)| read(json!({ "at": at, "followers": followers }))).collect();
    series(&points, date("2026-03-01"))
}

#[test]
fn growth_is_scaled_to_its_window() {
    let monthly = history(&[("2025-12-31", 1000), ("2026-01-30", 1100), ("2026-03-01", 1089), ("2026-03-05", 9999)]);
    assert_eq!((monthly.len(), monthly.span_days(), monthly.is_daily()), (3, 60, false));
    assert!(near(monthly.max_growth(30.0), Some(0.1)));
    assert!(near(monthly.total_growth(), Some(0.089)));
    let long = history(&[("2026-01-01", 1000), ("2026-02-10", 2000)]);
    assert!(near(long.max_growth(30.0), Some(2.0_f64.powf(0.75) - 1.0)));
    assert_eq!(history(&[("2025-01-01", 1000), ("2026-01-01", 2000)]).max_growth(30.0), None);
    assert_eq!(history(&[("2026-01-01", 1), ("2026-01-01", 5)]).len(), 1);
    assert!(near(history(&[("2026-01-01", 0), ("2026-01-31", 5_000)]).max_growth(30.0), Some(4_999.0)));
}

#[test]
fn rises_from_nothing_are_spikes() {
    let rule = SpikeRule { z: 6.0, gain_min: 500.0, share_min: 0.02, always: 10_000.0 };
    let table: [(&[u64], usize); 5] = [
        (&[0, 1_000_000], 1),
        (&[0, 1_000_000, 0, 1_000_000, 0], 2),
        (&[0, 0, 0, 1_000, 1_000], 1),
        (&[0, 0, 0, 100, 100], 0),
        (&[0, 0, 0], 0),
    ];
    for (counts, wanted) in table {
        let days: Vec<String> = (1..=counts.len()).map(|day| format!("2026-01-{day:02}")).collect();
        let points: Vec<(&str, u64)> = days.iter().map(String::as_str).zip(counts.iter().copied()).collect();
        assert_eq!(history(&points).spikes(&rule).len(), wanted, "{counts:?}");
    }
}

#[test]
fn spikes_stand_out_of_the_other_days() {
    let mut points: Vec<(String, u64)> = (1..=28).map(|day| (format!("2026-01-{day:02}"), 10_000 + day)).collect();
    for (day, point) in points.iter_mut().enumerate().skip(14) {
        point.1 += if day < 20 { 1_000 } else { 700 };
    }
    let points: Vec<(&str, u64)> = points.iter().map(|(at, followers)| (at.as_str(), *followers)).collect();
    let daily = history(&points);
    assert!(daily.is_daily());
    let rule = SpikeRule { z: 6.0, gain_min: 500.0, share_min: 0.02, always: 10_000.0 };
    let spikes = daily.spikes(&rule);
    assert_eq!(spikes.len(), 1);
    assert_eq!(spikes[0].gain, 1_001.0);
    assert!(near(daily.lost_share(&spikes[0], 30), Some((1_001.0 - 707.0) / 1_001.0)));
    assert_eq!(daily.round_jumps(&[1_000.0], 0.01, 3.0), 1);
    assert_eq!(daily.round_jumps(&[5_000.0], 0.01, 3.0), 0);
    assert_eq!(daily.spikes(&SpikeRule { gain_min: 2_000.0, ..rule }), []);
    assert_eq!(daily.spikes(&SpikeRule { gain_min: 2_000.0, always: 1_000.0, ..rule }).len(), 1);
    let post =
        |day: i64, views: u64| -> Post { read(json!({ "at": format!("2026-01-{day:02}T09:00:00Z"), "views": views })) };
    let viral = [post(13, 5_000), post(1, 1_000), post(3, 1_000)];
    assert!(is_explained(&spikes[0], viral.iter(), 3, 5.0));
    assert!(!is_explained(&spikes[0], viral.iter(), 1, 5.0));
    assert!(!is_explained(&spikes[0], viral.iter(), 3, 5.1));
    assert!(!is_explained(&spikes[0], [].iter(), 3, 5.0));
}

#[test]
fn an_audience_is_weighed_against_a_target() {
    let audience: Audience = read(json!({
        "of": "followers",
        "countries": [{ "code": "ID", "share": 0.6 }, { "code": "MY", "share": 0.2 }],
        "cities": [{ "name": "Jakarta", "region": "ID-JK", "share": 0.45 }, { "name": "Bandung", "region": "ID-JB", "share": 0.1 }, { "name": "Depok", "share": 0.1 }],
        "languages": [{ "code": "id-ID", "share": 0.7 }, { "code": "en", "share": 0.3 }],
        "gender_age": [{ "gender": "female", "age_min": 65, "share": 0.5 }, { "gender": "male", "age_min": 18, "age_max": 27, "share": 0.5 }]
    }));
    let table = [
        (json!({}), None, false),
        (json!({ "countries": [{ "code": "ID" }, { "code": "MY", "weight": 0.5 }] }), Some(0.7), false),
        (json!({ "countries": [{ "code": "US" }] }), Some(0.0), false),
        (json!({ "regions": [{ "code": "id-jk" }], "countries": [{ "code": "ID" }] }), Some(0.45), false),
        (json!({ "countries": [{ "code": "ID" }], "languages": [{ "code": "id" }] }), Some(0.42), true),
        // Half of the ten years from 18 to 27, and 8 of the 16 that an open band is taken to have.
        (
            json!({ "gender_age": [{ "age_min": 23, "age_max": 27 }, { "gender": "female", "age_min": 73 }] }),
            Some(0.5),
            false,
        ),
        (json!({ "countries": [{ "code": "ID" }], "interests": [{ "label": "Beauty" }] }), None, false),
    ];
    for (target, share, is_product) in table {
        let target: Target = read(target);
        let mass = mass_in(&audience, &target, 0.5);
        assert!(near(mass.share(), share), "{target:?}: {:?}, not {share:?}", mass.share());
        assert_eq!(mass.is_product(), is_product, "{target:?}");
    }
    let target: Target = read(json!({ "countries": [{ "code": "ID" }], "interests": [{ "label": "Beauty" }] }));
    let mass = mass_in(&audience, &target, 0.5);
    assert_eq!((mass.interest, mass.upper()), (Wanted::Missing, Some(0.6)));
}

/// What is not listed may be inside the target, so little that is listed is no 0.
#[test]
fn a_barely_listed_audience_is_unknown() {
    let target: Target = read(json!({ "countries": [{ "code": "ID" }, { "code": "MY", "weight": 0.5 }] }));
    let regions: Target = read(json!({ "regions": [{ "code": "ID-JK" }] }));
    let table = [
        (&target, json!({}), Wanted::Missing, Some(1.0)),
        (&target, json!({ "countries": [] }), Wanted::Missing, Some(1.0)),
        (&target, json!({ "countries": [{ "code": "MY", "share": 0.25 }] }), Wanted::AtMost(0.875), Some(0.875)),
        (&target, json!({ "countries": [{ "code": "MY", "share": 0.5 }] }), Wanted::Share(0.25), Some(0.25)),
        (&regions, json!({ "cities": [{ "name": "Jakarta", "share": 0.9 }] }), Wanted::Missing, Some(1.0)),
        (
            &regions,
            json!({ "cities": [{ "name": "A", "share": 0.5 }, { "name": "B", "region": "ID-JB", "share": 0.25 }] }),
            Wanted::AtMost(0.75),
            Some(0.75),
        ),
    ];
    for (target, mut audience, geography, upper) in table {
        audience["of"] = json!("followers");
        let mass = mass_in(&read(audience.clone()), target, 0.5);
        assert_eq!((mass.geography, mass.upper()), (geography, upper), "{audience}");
        assert_eq!(mass.share().is_some(), matches!(geography, Wanted::Share(_)), "{audience}");
    }
}

#[test]
fn rivals_and_exclusivities_are_found() {
    let posts: Vec<Post> = read(json!([
        { "at": "2026-02-01T00:00:00Z", "sponsored": true, "sponsors": [{ "name": "Other" }, { "name": "RIVALIA" }] },
        { "at": "2026-03-05T00:00:00Z", "sponsored": true, "sponsors": [{ "name": "Rivalia" }] },
    ]));
    let records: Vec<CampaignRecord> = read(json!([{ "campaign": "c", "brand": "Rivalia", "ended": "2026-02-19" }]));
    let rivals: Vec<Name> = read(json!(["rivalia"]));
    let as_of = instant("2026-03-01T00:00:00Z");
    let found = last_rival_work(posts.iter(), &records, &rivals, as_of).unwrap();
    assert_eq!((found.brand, found.days_ago), ("Rivalia", 10.0));
    assert_eq!(last_rival_work(posts.iter(), &[], &rivals, as_of).unwrap().days_ago, 28.0);
    assert_eq!(last_rival_work(posts.iter(), &records, &[], as_of), None);

    let held: Vec<Exclusivity> =
        read(json!([{ "category": "x", "brand": "Rivalia", "from": "2026-02-01", "until": "2026-03-01" }]));
    let binds = |category: &str, brand: &str, from: &str, until: &str| {
        binding_exclusivity(&held, category, brand, date(from), date(until)).is_some()
    };
    assert!(binds("x", "Sari", "2026-03-01", "2026-04-01"));
    assert!(!binds("x", "Sari", "2026-03-02", "2026-04-01"));
    assert!(!binds("x", "Sari", "2026-01-01", "2026-01-31"));
    assert!(!binds("x", "RIVALIA", "2026-03-01", "2026-04-01"));
    assert!(!binds("y", "Sari", "2026-03-01", "2026-04-01"));
}

#[test]
fn deliveries_are_counted_to_the_day() {
    let records: Vec<CampaignRecord> = read(json!([
        { "campaign": "a", "on_time": true, "ended": "2026-02-01", "disputes": 2 },
        { "campaign": "b", "on_time": false, "ended": "2026-02-27" },
        { "campaign": "c", "ended": "2026-02-28", "disputes": 0 },
        { "campaign": "d", "on_time": true, "ended": "2026-03-02" },
    ]));
    let wanted = Deliveries { counted: 2, on_time: 1, disputes_known: 2, disputes: 2, age_days: Some(2) };
    assert_eq!(deliveries(&records, date("2026-03-01")), wanted);
}

#[test]
fn sizes_have_places() {
    let bands = [(1_000.0, Some(10_000.0)), (10_000.0, Some(50_000.0)), (60_000.0, None)];
    let table = [
        (999.0, None, Place::Below),
        (1_000.0, None, Place::In(0)),
        (10_000.0, None, Place::In(1)),
        (55_000.0, None, Place::Outside),
        (9_500.0, Some(1), Place::In(1)),
        (9_499.0, Some(1), Place::In(0)),
        (10_499.0, Some(0), Place::In(0)),
        (10_500.0, Some(0), Place::In(1)),
        (960.0, Some(0), Place::In(0)),
        (70_000.0, Some(9), Place::In(2)),
    ];
    for (size, last, wanted) in table {
        assert_eq!(place(size, &bands, last, 0.05), wanted, "{size} {last:?}");
    }
}
