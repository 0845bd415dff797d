//! The rule as plain Rust: `cargo test`.

use saring_plugin::testing::Case;
use serde_json::json;
use {{crate}}::{{type}};

#[test]
fn other_accounts_count_half() {
    let account = |platform: &str, followers: u64| json!({ "platform": platform, "followers": followers });
    let creator = json!({ "id": "1", "accounts": [account("instagram", 8_000), account("tiktok", 5_000)] });
    let case = Case::creator(creator).tier("nano", 1_000, Some(10_000)).tier("micro", 10_000, None);
    let placed = case.classify::<{{type}}>();
    assert_eq!((placed.tier(), placed.size(), placed.next()), (Some("micro"), Some(10_500.0), None));
    assert_eq!(case.param("other_accounts", 0.0).classify::<{{type}}>().next(), Some(("micro", 10_000.0)));
}
