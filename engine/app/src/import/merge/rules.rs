//! How each part of a creator is merged. Paths are those of the field catalogue, below `creator`.

use serde_json::{Map, Value};

/// How two values of one field become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// The later value stands.
    Whole,
    /// The later value stands, and that it differs is no news.
    Quiet,
    /// Both stand, field by field.
    Fields,
    /// Items of one key are one item.
    Keyed,
    /// All items stand; identical ones once.
    Append,
}

/// The rule of a path; what is not listed is one value.
pub(super) fn rule(path: &str) -> Rule {
    if path.ends_with("provenance") {
        return Rule::Quiet;
    }
    match path {
        ""
        | "location"
        | "relationship"
        | "relationship.exclusivity[]"
        | "relationship.replies[]"
        | "attributes"
        | "rates[]"
        | "overlap[]"
        | "campaign_history[]"
        | "campaign_history[].kpis[]"
        | "accounts[]"
        | "accounts[].reported"
        | "accounts[].audience[]"
        | "accounts[].history[]"
        | "accounts[].posts[]" => Rule::Fields,
        "accounts"
        | "rates"
        | "overlap"
        | "campaign_history"
        | "campaign_history[].kpis"
        | "relationship.exclusivity"
        | "relationship.replies"
        | "accounts[].audience"
        | "accounts[].history"
        | "accounts[].posts" => Rule::Keyed,
        "ratings" => Rule::Append,
        _ => Rule::Whole,
    }
}

/// Fields of a list's items that tell which item it is.
pub(super) fn key(path: &str, item: &Value) -> Vec<Value> {
    let fields: &[&str] = match path {
        "rates" => &["platform", "format", "quantity"],
        "overlap" => &["with"],
        "campaign_history" => &["campaign"],
        "campaign_history[].kpis" => &["metric"],
        "relationship.exclusivity" => &["category", "brand"],
        "relationship.replies" => &["sent"],
        "accounts[].audience" => &["of"],
        "accounts[].posts" if item.get("id").is_some() => &["id"],
        _ => &["at"],
    };
    let one = Value::from(1);
    // A price without a quantity buys one post.
    let or = |field: &str| if field == "quantity" { &one } else { &Value::Null };
    fields.iter().map(|field| item.get(*field).unwrap_or_else(|| or(field)).clone()).collect()
}

/// Whether a field belongs to what the provenance beside it speaks of. Such fields stand and fall together, because
/// a date that was true of some of them is a lie about the others. `None` where a provenance binds nothing.
pub(super) fn measured(path: &str) -> Option<fn(&str) -> bool> {
    match path {
        "accounts[]" => Some(|field| ["followers", "following", "posts_total"].contains(&field)),
        "accounts[].posts[]" => Some(|field| {
            let metrics = ["likes", "comments", "shares", "saves", "views", "reach", "impressions", "clicks"];
            metrics.contains(&field) || field == "completion_rate"
        }),
        "accounts[].reported" | "accounts[].audience[]" | "rates[]" | "overlap[]" => {
            Some(|field| !["of", "with", "platform", "format", "quantity", "provenance"].contains(&field))
        }
        _ => None,
    }
}

/// Whether a block says anything that its provenance could speak of.
pub(super) fn says(block: &Map<String, Value>, is_measured: fn(&str) -> bool) -> bool {
    block.keys().any(|field| is_measured(field))
}
