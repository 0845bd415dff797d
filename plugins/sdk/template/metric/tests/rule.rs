//! The rule as plain Rust: `cargo test`.

use saring_plugin::testing::{Aim, Run};
use serde_json::json;
use {{crate}}::{{type}};

#[test]
fn orders_are_divided_by_posts() {
    let revenue = json!({ "amount": "100000", "currency": "IDR" });
    let run = Run::of(json!({ "id": "c" }))
        .event(json!({ "id": "p", "at": "2026-02-20T00:00:00Z", "creator": "ayu", "post": "p", "what": { "post_published": { "platform": "instagram" } } }))
        .event(json!({ "id": "o", "at": "2026-02-21T00:00:00Z", "what": { "order": { "revenue": revenue } } }));
    let told = run.measure::<{{type}}>(Aim::default());
    assert_eq!((told.figure("{{name}}"), told.interval("{{name}}")), (Some(1.0), Some((Some(0.0), Some(3.0)))));
    let ayu = Aim { creator: Some("ayu".to_owned()), ..Aim::default() };
    assert_eq!(run.measure::<{{type}}>(ayu).because("{{name}}"), Some("{{name}}.uncredited"));
}

#[test]
fn without_a_post_there_is_nothing_to_divide_by() {
    let told = Run::of(json!({ "id": "c" })).measure::<{{type}}>(Aim::default());
    assert_eq!((told.figure("{{name}}"), told.because("{{name}}")), (None, Some("{{name}}.no-posts")));
}
