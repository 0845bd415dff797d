//! The five rules for one follower's profile: by hand, and against people's labels.

use std::path::PathBuf;

use saring_model::creator::FollowerRecord;
use saring_tests::follower_rules::{Confusion, FILES, Labelled, read};
use saring_vocabulary::followers::{Bounds, failed, failing, fails};
use serde_json::{Value, json};

use super::near;

/// What the domain asks of the rules on the labelled profiles.
const ACCURACY_MIN: f64 = 0.93;

fn record(document: Value) -> FollowerRecord {
    super::read(document)
}

fn usual(change: Value) -> FollowerRecord {
    let mut document = json!({ "followers": 99, "following": 400, "posts_total": 20, "has_picture": true, "bio_length": 12, "username_length": 10, "username_digits": 2 });
    document.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    record(document)
}

#[test]
fn each_rule_begins_at_its_bound() {
    let table = [
        (json!({}), [false; 5]),
        (json!({ "following": 1000 }), [false; 5]),
        (json!({ "following": 1001 }), [true, false, false, false, false]),
        (json!({ "followers": 0, "following": 11 }), [true, false, false, false, false]),
        (json!({ "has_picture": false }), [false, true, false, false, false]),
        (json!({ "bio_length": 0 }), [false, false, true, false, false]),
        (json!({ "posts_total": 1 }), [false, false, false, true, false]),
        (json!({ "posts_total": 2 }), [false; 5]),
        (json!({ "username_digits": 3 }), [false, false, false, false, true]),
        (json!({ "username_digits": 3, "username_length": 11 }), [false; 5]),
        (json!({ "username_digits": 4, "username_length": 30 }), [false, false, false, false, true]),
        (json!({ "username_digits": 0, "username_length": 0 }), [false; 5]),
    ];
    for (change, wanted) in table {
        assert_eq!(failed(&usual(change.clone()), &Bounds::PUBLISHED), wanted.map(Some), "{change}");
    }
}

#[test]
fn what_is_not_known_is_neither_failed_nor_passed() {
    let table = [
        (json!({}), None),
        (json!({ "has_picture": false, "bio_length": 0 }), None),
        (json!({ "has_picture": false, "bio_length": 0, "posts_total": 0 }), Some(true)),
        (json!({ "has_picture": true, "bio_length": 3, "posts_total": 9 }), Some(false)),
        (
            json!({ "has_picture": false, "bio_length": 0, "posts_total": 9, "followers": 9, "username_digits": 0 }),
            None,
        ),
        (json!({ "username_digits": 4, "has_picture": false, "bio_length": 0 }), Some(true)),
    ];
    for (document, wanted) in &table {
        assert_eq!(fails(&record(document.clone()), 3, &Bounds::PUBLISHED), *wanted, "{document}");
    }
    let all: Vec<FollowerRecord> = table.iter().map(|(document, _)| record(document.clone())).collect();
    let share = failing(&all, 3, &Bounds::PUBLISHED);
    assert_eq!((share.len(), share.known()), (6, 3));
    assert!(near(share.mean(), Some(2.0 / 3.0)), "of those that can be told: {share:?}");
}

#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests must see that one looked at nothing")]
fn the_rules_agree_with_people() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/instafake");
    let mut all: Vec<Labelled> = Vec::new();
    for file in FILES {
        let path = folder.join(file);
        if !path.exists() {
            eprintln!("skipped: {} is not here", path.display());
            return;
        }
        all.extend(read(&path).expect("labelled profiles"));
    }
    let found = Confusion::of(&all);
    assert!(found.accuracy() >= ACCURACY_MIN, "{:.4}: {found:?}", found.accuracy());
    assert_eq!(found.profiles(), 709);
    // What `rules/README.md` says of them.
    assert_eq!((found.fake_found, found.fake_missed, found.real_found, found.real_missed), (80, 38, 582, 9));
    assert!(near(Some(found.precision()), Some(80.0 / 89.0)) && near(Some(found.recall()), Some(80.0 / 118.0)));
}
