//! People's opinions, and how far they agree.

use saring_model::creator::Rating;
use saring_vocabulary::ratings::panel;
use serde_json::{Value, json};

use super::{date, near, read};

fn rating(criterion: &str, rater: &str, value: f64, at: Option<&str>) -> Value {
    json!({ "criterion": criterion, "rater": rater, "scale": { "min": 1, "max": 5 }, "value": value, "at": at })
}

#[test]
fn each_person_counts_once() {
    let table = [
        (vec![], 0, None, None, None),
        (vec![rating("style", "a", 4.0, None)], 1, Some(0.75), None, None),
        // Of a's ratings the mean counts; c rated something else, and d rates tomorrow.
        (
            vec![
                rating("Stýle ", "a", 5.0, Some("2026-02-19")),
                rating("tone", "a", 3.0, None),
                rating("TONE", "b", 4.0, Some("2026-01-01")),
                rating("innovation", "c", 1.0, Some("2026-03-01")),
                rating("tone", "d", 1.0, Some("2026-03-02")),
            ],
            2,
            Some(0.75),
            Some(1.0),
            Some(10.0),
        ),
        // 0.5 and 0.75 have the variance 1/32, and chance has 1/12.
        (vec![rating("tone", "a", 3.0, None), rating("tone", "b", 4.0, None)], 2, Some(0.625), Some(0.625), None),
        // Whoever disagrees more than chance does agrees no less than not at all.
        (vec![rating("tone", "a", 1.0, None), rating("tone", "b", 5.0, None)], 2, Some(0.5), Some(0.0), None),
    ];
    for (ratings, raters, mean, agreement, age) in table {
        let ratings: Vec<Rating> = read(json!(ratings));
        let found = panel(&ratings, &["style", "tone"], date("2026-03-01"));
        assert_eq!(found.raters(), raters, "{ratings:?}");
        assert!(near(found.mean(), mean), "{ratings:?}: {:?}", found.mean());
        assert!(near(found.agreement(), agreement), "{ratings:?}: {:?}", found.agreement());
        assert_eq!(found.age_days(date("2026-03-01")), age, "{ratings:?}");
    }
}

#[test]
fn a_scale_without_length_says_nothing() {
    let ratings: Vec<Rating> =
        read(json!([{ "criterion": "style", "rater": "a", "scale": { "min": 3, "max": 3 }, "value": 3 }]));
    assert_eq!(panel(&ratings, &["style"], date("2026-03-01")).raters(), 0);
}
