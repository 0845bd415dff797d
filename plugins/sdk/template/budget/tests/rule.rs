//! The rule as plain Rust: `cargo test`.

use saring_plugin::testing::Case;
use serde_json::json;
use {{crate}}::{{type}};

#[test]
fn creators_are_paid_the_rest() {
    let campaign = json!({ "goal": "loyalty", "budget": { "total": { "amount": "9000000", "currency": "IDR" } } });
    let case = Case::of_campaign(campaign).param("amplification", 0.25).param("management", 0.125);
    let division = case.param("contingency", 0.125).divide::<{{type}}>();
    assert_eq!(division.lines().first(), Some(&("creator-fees", 0.5)));
    assert_eq!(division.cap_of_creator(), Some(0.4));
}

#[test]
fn a_total_that_nobody_named_is_not_divided() {
    let division = Case::of_campaign(json!({ "goal": "loyalty" })).divide::<{{type}}>();
    assert_eq!(division.infeasible(), Some("{{name}}.no-total"));
}
