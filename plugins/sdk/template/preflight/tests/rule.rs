//! The rule as plain Rust: `cargo test`.

use saring_plugin::testing::{Outcome, Run};
use serde_json::json;
use {{crate}}::{{type}};

#[test]
fn thirteen_days_are_half_of_it() {
    let run = Run::of(json!({ "id": "c", "flight": { "start": "2026-03-14", "end": "2026-04-22" } }));
    let found = run.inspect::<{{type}}>();
    assert_eq!((found.outcome(), found.score()), (Outcome::Warn, Some(50.0)));
    assert_eq!(found.number("{{name}}.days", "days"), Some(13.0));
}

#[test]
fn nobody_said_when_it_begins() {
    assert_eq!(Run::of(json!({ "id": "c" })).inspect::<{{type}}>().reasons(), ["{{name}}.ask"]);
}
