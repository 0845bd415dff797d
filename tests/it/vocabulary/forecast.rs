//! What posts will earn, what campaigns reached, and the draws and curves behind both.

use std::path::Path;

use saring_model::creator::{CampaignRecord, Post, RateBase};
use saring_tests::back_test::{measure, table};
use saring_tests::golden::repo;
use saring_vocabulary::achievement::{Achievement, achievement};
use saring_vocabulary::curve::{interpolate, log_normal, solve};
use saring_vocabulary::forecast::{Forecast, Line, Method, Metric};
use saring_vocabulary::random::SplitMix64;
use saring_vocabulary::statistics::normal_cdf;
use serde_json::json;

use super::{date, near, read};

const METHOD: Method = Method { half_life_posts: 3.0, resamples: 300 };

fn line(past: &[f64], quantity: f64) -> Line {
    Line { past: past.to_vec(), quantity }
}

fn forecast(lines: &[Line], metric: Metric) -> Option<Forecast> {
    Forecast::of(lines, metric, METHOD, &mut SplitMix64::of_text("instagram:1"))
}

/// The generator's published sequence, and FNV's published hash of `a`.
#[test]
fn draws_are_the_same_everywhere() {
    let mut dice = SplitMix64::new(1_234_567);
    let published = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
    assert_eq!(published.map(|_| dice.next_u64()), published);
    assert_eq!(SplitMix64::of_text("a").next_u64(), SplitMix64::new(0xaf63_dc4c_8601_ec8c).next_u64());
    let mut seen = [0_u32; 4];
    for _ in 0..4_000 {
        seen[*dice.pick(&[0_usize, 1, 2, 3]).unwrap()] += 1;
    }
    assert!(seen.iter().all(|n| (900..1_100).contains(n)), "{seen:?}");
    assert_eq!(dice.pick::<u8>(&[]), None);
}

#[test]
fn posts_that_never_vary_are_forecast_exactly() {
    let flat = forecast(&[line(&[99.0; 12], 2.0), line(&[9.0; 4], 3.0)], Metric::Views).unwrap();
    let (low, high) = flat.interval(0.8).unwrap();
    for (name, found) in [("low", Some(low)), ("high", Some(high)), ("middle", flat.quantile(0.5))] {
        assert!(near(found, Some(225.0)), "{name}: {found:?}");
    }
    assert_eq!((flat.chance_of(224.9), flat.chance_of(225.1)), (Some(1.0), Some(0.0)));
    // A rate is the mean over the posts: (2 * 0.05 + 3 * 0.1) / 5.
    let rate = forecast(&[line(&[0.05; 12], 2.0), line(&[0.1; 12], 3.0)], Metric::EngagementRate).unwrap();
    assert!(near(rate.quantile(0.5), Some(0.08)), "{rate:?}");
}

#[test]
fn the_interval_is_as_wide_as_the_misses() {
    // The level before the fourth post is 100, and every later one lies e above the level before it.
    let grown =
        |n: i32| (0..n).map(|at| if at < 3 { 99.0 } else { 100.0 * std::f64::consts::E - 1.0 }).collect::<Vec<_>>();
    let one = forecast(&[line(&grown(4), 1.0)], Metric::Likes).unwrap();
    let (low, high) = one.interval(0.8).unwrap();
    assert!((((high + 1.0) / (low + 1.0)).ln() - 2.0).abs() < 1e-9, "one miss of 1 on the log scale: {low} {high}");
    // The newest post weighs 1, the three before it 2^(-1/3), 2^(-2/3) and 2^-1.
    let keep = 0.5_f64.powf(1.0 / 3.0);
    let level = 100.0 * (1.0 / (1.0 + keep + keep * keep + keep * keep * keep)).exp();
    assert!((((low + 1.0) * (high + 1.0)).sqrt() - level).abs() < 1e-9, "{low} {high} {level}");
    assert!((one.quantile(0.5).unwrap() - (level * std::f64::consts::E - 1.0)).abs() < 1e-9, "the draws keep the bias");
}

#[test]
fn too_little_is_no_forecast() {
    assert_eq!(forecast(&[line(&[1.0; 3], 1.0)], Metric::Likes), None, "three posts");
    assert_eq!(forecast(&[line(&[1.0; 9], 1.0), line(&[], 1.0)], Metric::Likes), None, "one line without posts");
    assert_eq!(forecast(&[line(&[1.0; 9], 0.0)], Metric::Likes), None, "nothing ordered");
    assert_eq!(forecast(&[], Metric::Likes), None);
    let none = Forecast::of(
        &[line(&[1.0; 9], 1.0)],
        Metric::Likes,
        Method { resamples: 0, ..METHOD },
        &mut SplitMix64::new(1),
    );
    assert_eq!(none.map(|none| (none.chance_of(1.0), none.knots())), Some((None, Vec::new())));
}

#[test]
fn a_forecast_is_its_seed_s_and_falls_from_certain_to_never() {
    let past: Vec<f64> = (0..30).map(|n| f64::from(n * 37 % 100 + 50)).collect();
    let of = |seed| Forecast::of(&[line(&past, 3.0)], Metric::Views, METHOD, &mut SplitMix64::of_text(seed)).unwrap();
    assert_eq!(of("a"), of("a"));
    assert_ne!(of("a"), of("b"));
    let knots = of("a").knots();
    assert_eq!((knots.len(), knots[0].1, knots[20].1), (21, 100.0, 0.0));
    assert!(knots.is_sorted_by(|a, b| a.0 <= b.0 && a.1 > b.1), "{knots:?}");
    for target in [200.0, 280.0, 310.0] {
        let (chance, points) = (100.0 * of("a").chance_of(target).unwrap(), interpolate(target, &knots));
        assert!((chance - points).abs() < 5.0, "{target}: {chance} {points}");
    }
    // An account of huge numbers, and an order beyond counting, stay numbers.
    let most = forecast(&[line(&[9e15; 20], 9e15)], Metric::Views).unwrap();
    assert!(most.interval(0.8).is_some_and(|(low, high)| low.is_finite() && high.is_finite()), "{most:?}");
    let least = forecast(&[line(&[0.0; 20], 1.0)], Metric::EngagementRate).unwrap();
    assert!(near(least.quantile(0.5), Some(0.0)) && least.chance_of(1e-9) == Some(0.0), "{least:?}");
}

#[test]
fn kpis_go_by_several_names() {
    for (name, id) in
        [("Video Views", "views"), ("VIDEO_VIEWS", "views"), (" er ", "engagement-rate"), ("engagement", "engagements")]
    {
        assert_eq!(Metric::named(name).map(Metric::id), Some(id), "{name}");
    }
    assert_eq!(["cpa", "code-usage", "", "viewsx"].map(Metric::named), [None; 4]);
    let post: Post =
        read(json!({ "at": "2026-01-01T00:00:00Z", "likes": 8, "comments": 2, "views": 100, "clicks": 3 }));
    let of = |name| Metric::named(name).unwrap().of(&post, RateBase::Views, None);
    assert_eq!((of("engagements"), of("er"), of("clicks"), of("reach")), (Some(10.0), Some(0.1), Some(3.0), None));
}

#[test]
fn campaigns_are_judged_by_their_targets() {
    let records: Vec<CampaignRecord> = read(json!([
        { "campaign": "a", "ended": "2026-02-27", "kpis": [{ "metric": "views", "target": 100, "actual": 200 }, { "metric": "CPA", "target": 100, "actual": 200 }] },
        { "campaign": "b", "ended": "2026-02-01", "kpis": [{ "metric": "views", "target": 100, "actual": 10_000 }] },
        { "campaign": "c", "kpis": [{ "metric": "views", "target": 100, "actual": 0 }, { "metric": "cpa", "target": 100, "actual": 0 }, { "metric": "leads", "target": 0, "actual": 9 }] },
        { "campaign": "d", "ended": "2026-02-28", "kpis": [{ "metric": "views", "target": 100 }] },
        { "campaign": "e", "ended": "2026-03-02", "kpis": [{ "metric": "views", "target": 1, "actual": 1 }] },
    ]));
    let found = achievement(&records, &["cpa"], 1.0, date("2026-03-01"));
    assert_eq!(found, Achievement { log_ratios: vec![Some(0.0), Some(1.0), Some(-1.0), None], age_days: Some(2) });
    assert_eq!(achievement(&[], &[], 1.0, date("2026-03-01")), Achievement::default());
}

#[test]
fn the_normal_curve_is_near_its_formula() {
    for (z, wanted) in [(0.0, 0.5), (1.0, 0.841_344_746), (-1.959_963_985, 0.025), (9.0, 1.0)] {
        assert!((normal_cdf(z) - wanted).abs() < 1e-9, "{z}");
    }
    for sd in [0.1, 0.5, 1.0] {
        let knots = log_normal(sd, None);
        let worst = (-5_000..5_000)
            .map(|n| f64::from(n) / 1_000.0)
            .map(|z| (interpolate((z * sd).exp(), &knots) - 100.0 * normal_cdf(z)).abs());
        assert!(worst.fold(0.0, f64::max) < 0.1, "{sd}");
    }
    let needed = solve(&log_normal(0.5, Some(1.0)), 70.0, 1.0).unwrap();
    assert!((needed - 1.2997).abs() < 1e-3, "{needed}");
    assert_eq!(interpolate(1.5, &log_normal(0.0, Some(1.5))), 100.0);
    for ratio in [1e-6, 0.8, 1.0, 1.29, 1e6] {
        let knots = log_normal(0.5, Some(ratio));
        assert!((interpolate(ratio, &knots) - 100.0 * normal_cdf(ratio.ln() / 0.5)).abs() < 1e-12, "{ratio}");
        assert!(knots.windows(2).all(|pair| pair[0].0 < pair[1].0), "{ratio}");
    }
}

/// What is published is what is measured, and the intervals are neither too wide nor too narrow.
#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests must see that one looked at nothing")]
fn it_holds_on_real_accounts() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/instafake");
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
        return;
    }
    let scores = measure(&path).unwrap();
    for score in &scores {
        assert!((0.75..=0.85).contains(&score.coverage) && score.brier < score.climatology, "{score:?}");
    }
    let published = std::fs::read_to_string(repo().join("rules/README.md")).unwrap();
    assert!(published.contains(&table(&scores)), "rules/README.md does not have\n{}", table(&scores));
}
