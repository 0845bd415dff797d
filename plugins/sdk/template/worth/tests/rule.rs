//! The rule as plain Rust: `cargo test`.

use saring_plugin::testing::Case;
use serde_json::json;
use {{crate}}::{{type}};

#[test]
fn a_second_post_reaches_fewer_new_people() {
    let offer = json!({ "id": "reel-2", "deliverables": [{ "platform": "instagram", "format": "reel", "quantity": 2 }] });
    let told = Case::account(json!({ "followers": 20_000 })).appraise::<{{type}}>(&offer);
    assert_eq!((told.worth(), told.reach(), told.fair()), (Some(6_875.0), Some(6_875.0), Some(412_500.0)));
    assert_eq!(Case::account(json!({})).appraise::<{{type}}>(&offer).worth(), None);
}
