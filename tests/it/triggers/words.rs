//! What is pure behind the triggers' words: tallies of comments, mentions by full hours, chances of revenue.

use saring_model::Timestamp;
use saring_model::timeline::{CommentSample, Mentions};
use saring_vocabulary::mentions::{Heard, heard};
use saring_vocabulary::revenue::chance_above;
use saring_vocabulary::tally::Tally;
use serde_json::{Value, json};

fn counted(counts: &[(&str, Value)], longest_hours: f64) -> Heard {
    let read = |(at, document): &(&str, Value)| {
        let mentions: Mentions = serde_json::from_value(document.clone()).unwrap();
        (Timestamp::parse(at).unwrap(), mentions)
    };
    let counts: Vec<(Timestamp, Mentions)> = counts.iter().map(read).collect();
    heard(counts.iter().map(|(at, mentions)| (*at, mentions)), longest_hours)
}

fn mentions(span_s: u64, total: u64, negative: Option<u64>) -> Value {
    let mut mentions = json!({ "span_s": span_s, "total": total });
    negative.into_iter().for_each(|negative| mentions["negative"] = json!(negative));
    mentions
}

#[test]
fn labels_and_counts_are_the_same_thing() {
    let sample: CommentSample = serde_json::from_value(json!({
        "comments": [
            { "sentiment": "negative", "off_message": true, "pillars": ["glow"] },
            { "sentiment": "negative", "inauthentic": true },
            { "sentiment": "positive", "off_message": false, "pillars": [] },
            {}
        ],
        "counts": { "total": 10, "negative": 2, "off_message": 3 }
    }))
    .unwrap();
    let tally = Tally::of_samples([&sample, &sample]);
    assert_eq!(tally.comments, 28);
    assert_eq!((tally.negative.judged, tally.negative.found), (24, 6), "what is bought says nothing");
    assert_eq!((tally.positive.judged, tally.positive.found), (4, 2), "nobody counted positive ones");
    assert_eq!(tally.off_message.share(), Some(8.0 / 24.0));
    assert_eq!(tally.on_pillar.share(), Some(0.5));
    assert_eq!((tally.inauthentic.judged, tally.inauthentic.found), (2, 2));
    assert_eq!(Tally::of_samples([]).negative.share(), None);
}

#[test]
fn hourly_sums_tell_what_the_counts_told_that_they_were_made_of() {
    let raw = [
        ("2026-02-01T10:05:00Z", mentions(300, 7, Some(1))),
        ("2026-02-01T10:30:00Z", mentions(300, 3, Some(2))),
        ("2026-02-01T11:00:00Z", mentions(300, 5, Some(0))),
        ("2026-02-01T12:00:00Z", mentions(300, 4, Some(1))),
        ("2026-02-01T12:30:00Z", mentions(300, 4, None)),
        ("2026-02-01T12:45:00Z", mentions(300, 4, Some(4))),
    ];
    let hourly = [
        ("2026-02-01T11:00:00Z", mentions(3_600, 15, Some(3))),
        ("2026-02-01T12:00:00Z", mentions(3_600, 4, Some(1))),
        ("2026-02-01T13:00:00Z", mentions(3_600, 8, None)),
    ];
    let told = |heard: Heard| (heard.total, heard.judged, heard.negative, heard.hours, heard.judged_hours);
    assert_eq!(told(counted(&raw, 720.0)), (27, 19, 4, 3, 2));
    assert_eq!(told(counted(&raw, 720.0)), told(counted(&hourly, 720.0)));
    let mut backwards = raw.clone();
    backwards.reverse();
    assert_eq!(counted(&backwards, 720.0), counted(&raw, 720.0));
}

#[test]
fn hours_are_counted_once_and_long_spans_in_full() {
    let day = ("2026-02-02T00:00:00Z", mentions(86_400, 240, Some(24)));
    let within = ("2026-02-01T12:00:00Z", mentions(3_600, 10, Some(1)));
    let heard = counted(&[within.clone(), day.clone()], 720.0);
    assert_eq!((heard.total, heard.hours), (250, 24));
    let other = ("2026-02-01T12:00:00Z", json!({ "span_s": 3600, "total": 5, "source": "forum" }));
    let heard = counted(&[within, other, day], 4.0);
    assert_eq!(
        (heard.total, heard.hours, heard.judged, heard.judged_hours),
        (15, 1, 10, 1),
        "a day says nothing of hours"
    );
}

/// Against the exact distribution for orders of one value: `P(Gamma(n) > x)` is a Poisson sum.
#[test]
fn the_chance_of_revenue_is_that_of_a_gamma_distribution() {
    let exact = |n: u32, x: f64| {
        let mut term = (-x).exp();
        let mut sum = term;
        for k in 1..n {
            term *= x / f64::from(k);
            sum += term;
        }
        sum
    };
    for (n, x) in [(30, 20.0), (30, 25.0), (30, 30.0), (30, 40.0), (100, 80.0), (400, 410.0)] {
        let chance = chance_above(f64::from(n) * 50.0, f64::from(n) * 2_500.0, x * 50.0).unwrap();
        assert!((chance - exact(n, x)).abs() < 1e-3, "{n}, {x}: {chance} is not {}", exact(n, x));
    }
    assert_eq!(chance_above(0.0, 0.0, 1.0), None);
    assert_eq!(chance_above(10.0, 100.0, 0.0).unwrap(), 1.0 - saring_vocabulary::statistics::normal_cdf(-8.0 / 3.0));
}
