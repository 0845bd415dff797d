//! The rule as plain Rust: `cargo test`.

use saring_plugin::testing::{Case, Outcome};
use serde_json::json;
use {{crate}}::{{type}};

#[test]
fn half_of_the_followers_have_half_of_the_points() {
    let finding = Case::account(json!({ "followers": 5_000 })).check::<{{type}}>();
    assert_eq!((finding.outcome(), finding.score()), (Outcome::Warn, Some(50.0)));
}

#[test]
fn followers_that_nobody_counted_are_not_few() {
    let finding = Case::account(json!({})).check::<{{type}}>();
    assert_eq!((finding.outcome(), finding.score()), (Outcome::Unknown, None));
}
