//! Findings and their weight, against values calculated by hand.

use saring_model::campaign::Brand;
use saring_model::creator::{Post, Risk};
use saring_vocabulary::calendar::overlap;
use saring_vocabulary::curve::{fading, interpolate, solve};
use saring_vocabulary::safety::{
    RISKS, category, certainty, decayed_count, findings, foreign_share, is_about, limit, load, newest,
};
use serde_json::{Value, json};

use super::{date, instant, near, read};

const NOW: &str = "2026-03-01T00:00:00Z";

fn posts(document: Value) -> Vec<Post> {
    read(document)
}

fn weight(risk: Risk) -> f64 {
    match risk {
        Risk::Floor | Risk::High => 12.0,
        Risk::Medium => 4.0,
        Risk::Low => 1.0,
    }
}

#[test]
fn findings_weigh_by_risk_confidence_and_age() {
    let posts = posts(json!([
        { "at": "2025-03-01T00:00:00Z", "safety": [{ "garm": "garm:j9PaO9", "risk": "high", "confidence": 0.5 }] },
        { "at": NOW, "safety": [{ "garm": "j9PaO9", "risk": "medium" }, { "garm": "garm:ID.JUDOL", "risk": "low", "confidence": 1.0 }] },
        { "at": NOW, "safety": [] },
        { "at": NOW },
    ]));
    let now = instant(NOW);
    // (12 · 0.5 · 0.5 + 4 · 0.8 + 1) / (4 / 100)
    let all = load(posts.iter(), now, 365.0, 0.8, |finding| weight(finding.risk));
    assert!(near(all, Some(180.0)), "{all:?}");
    let one = load(posts.iter(), now, 365.0, 0.8, |finding| f64::from(u8::from(category(&finding.garm) == "ID.JUDOL")));
    assert!(near(one, Some(25.0)), "{one:?}");
    assert_eq!(load(posts.iter().skip(2), now, 365.0, 1.0, |finding| weight(finding.risk)), Some(0.0));
    assert_eq!(load([].iter(), now, 365.0, 1.0, |_| 1.0), None, "no post, no load");
    assert_eq!(decayed_count(posts.iter(), now, 365.0), 3.5);
    let sure = newest(posts.iter(), |finding| certainty(finding, 0.8) >= 0.5).unwrap();
    assert_eq!((sure.1.risk, findings(sure.0).len()), (Risk::High, 1), "the first post that has one");
    assert!(newest(posts.iter(), |finding| finding.risk == Risk::Floor).is_none());
}

#[test]
fn risks_are_listed_from_the_gravest() {
    assert!(RISKS.is_sorted_by_key(|(risk, ..)| *risk));
    for (risk, id, name) in RISKS {
        assert_eq!(json!(risk), json!(name));
        assert!(id.starts_with("bsr00"));
    }
}

#[test]
fn a_limit_holds_for_the_category_and_what_is_below_it() {
    let brand = |safety: Value| -> Brand { read(json!({ "name": "Sari Ayu", "safety": safety })) };
    let parent = |id: &str| match id {
        "ID.SARA.religion" => Some("HxqYV1"),
        "HxqYV1" => Some("v9i3On"),
        // A table that sends the search in circles.
        "a" => Some("b"),
        "b" => Some("a"),
        _ => None,
    };
    for (safety, id, wanted) in [
        (json!({ "garm:HxqYV1": "low" }), "garm:HxqYV1", Some(Risk::Low)),
        (json!({ "HxqYV1": "low" }), "garm:HxqYV1", Some(Risk::Low)),
        (json!({ "garm:HxqYV1": "low" }), "HxqYV1", Some(Risk::Low)),
        (json!({ "GARM:hxqyv1": "low" }), "HxqYV1", Some(Risk::Low)),
        (json!({ "garm:HxqYV1": "high", "HxqYV1": "medium" }), "HxqYV1", Some(Risk::Medium)),
        (json!({ "garm:HxqYV1": "medium" }), "garm:ID.SARA.religion", Some(Risk::Medium)),
        (json!({ "v9i3On": "high" }), "ID.SARA.religion", Some(Risk::High)),
        (json!({ "v9i3On": "high", "ID.SARA.religion": "low" }), "ID.SARA.religion", Some(Risk::Low)),
        (json!({ "pg0WhF": "low" }), "ID.SARA.religion", None),
        (json!({ "pg0WhF": "low" }), "a", None),
        (json!({}), "HxqYV1", None),
    ] {
        assert_eq!(limit(&brand(safety.clone()), id, parent), wanted, "{id} in {safety}");
    }
    assert_eq!(limit(&read(json!({ "name": "Sari Ayu" })), "HxqYV1", parent), None);
}

#[test]
fn languages_and_topics_are_read_from_what_is_said() {
    let posts = posts(json!([
        { "at": NOW, "lang": "en-GB", "topics": ["iab-ct:3.1:1", "iab-ct:3.1:2"] },
        { "at": NOW, "lang": "ja" },
        { "at": NOW, "lang": "zh-Hant", "topics": [] },
        { "at": NOW },
    ]));
    assert_eq!(foreign_share(posts.iter(), &["id", "en"]), Some(0.5));
    assert_eq!(foreign_share(posts.iter(), &["en", "zh-Hant"]), Some(0.25));
    assert_eq!(foreign_share(posts.iter(), &[]), Some(0.75), "a language that is not said is not foreign");
    assert_eq!(foreign_share([].iter(), &["id"]), None);
    let topics = |ids: Value| -> Vec<saring_model::Id> { read(ids) };
    let about = |ids: Value| posts.iter().filter(|post| is_about(post, &topics(ids.clone()))).count();
    assert_eq!((about(json!(["iab-ct:3.1:2", "x"])), about(json!(["x"])), about(json!([]))), (1, 0, 0));
}

#[test]
fn points_fade_exactly_where_it_matters() {
    let exact = |x: f64| 100.0 * (-x / 30.0).exp();
    for x in [0.0, 0.1, 2.5, 12.0, 33.3, 90.0, 137.0, 400.0] {
        let knots = fading(30.0, Some(x));
        assert!(knots.is_sorted_by(|a, b| a.0 <= b.0), "{knots:?}");
        assert!((interpolate(x, &knots) - exact(x)).abs() < 1e-9, "{x}");
    }
    let knots = fading(30.0, None);
    for tenth in 0..360 {
        let x = f64::from(tenth) / 10.0;
        let off = interpolate(x, &knots) - exact(x);
        assert!((-1e-9..0.12).contains(&off), "{x} is off by {off}");
    }
    // The load at which 70 points are left: 30 ln(100 / 70).
    let reached = solve(&fading(30.0, Some(50.0)), 70.0, 50.0).unwrap();
    assert!((reached - 10.700_248_318_161_97).abs() < 1e-9, "{reached}");
    assert_eq!(fading(30.0, Some(f64::NAN)), knots, "no number is no knot");
}

#[test]
fn spans_share_a_day_or_not() {
    let span = |from: &str, to: &str| (date(from), date(to));
    let flight = span("2026-03-19", "2026-04-10");
    for (from, to, shares) in [
        ("2026-02-19", "2026-03-20", true),
        ("2026-04-10", "2026-04-10", true),
        ("2026-04-11", "2026-04-12", false),
        ("2026-03-01", "2026-03-18", false),
        ("2026-03-25", "2026-03-24", false),
    ] {
        assert_eq!(overlap(span(from, to), flight), shares, "{from} to {to}");
        assert_eq!(overlap(flight, span(from, to)), shares, "{from} to {to}");
    }
}
