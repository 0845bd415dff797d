//! Protected traits: what people believe and descend from is neither kept nor inferred, wherever a file has it.

use serde_json::Value;

/// Words that name a protected trait in any company: `audienceEthnicities`, `religion_breakdown`.
const STEMS: [&str; 7] = ["ethnic", "religio", "etnis", "etnic", "étnic", "etnia", "agama"];
/// Names of protected traits that other words may be part of, so that they count only alone: `race`, not `race_wins`.
const NAMES: [&str; 11] = [
    "race",
    "races",
    "ras",
    "raca",
    "raza",
    "suku",
    "caste",
    "political_views",
    "political_affiliation",
    "sexual_orientation",
    "orientasi_seksual",
];
/// Words that say whose trait it is.
const WHOSE: [&str; 7] = ["audience", "follower", "followers", "liker", "likers", "creator", "inferred"];

/// Whether a key or a column names a protected trait.
pub(super) fn is_protected(key: &str) -> bool {
    let words = words(key);
    let about: Vec<&str> = words.iter().map(String::as_str).filter(|word| !WHOSE.contains(word)).collect();
    about.iter().any(|word| STEMS.iter().any(|stem| word.starts_with(stem)))
        || NAMES.contains(&about.join("_").as_str())
}

/// Takes protected traits out of a value, and tells their names.
pub(super) fn scrub(value: &mut Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.retain(|key, below| {
            let goes = is_protected(key);
            if goes {
                found.push(key.clone());
            } else {
                scrub(below, found);
            }
            !goes
        }),
        Value::Array(items) => items.iter_mut().for_each(|item| scrub(item, found)),
        _ => {}
    }
}

/// The words of a key in lower case: `audienceEthnicities` has two, `Political views` too.
pub(super) fn words(key: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_lower = false;
    for c in key.chars() {
        let starts = !c.is_alphanumeric() || (before_lower && c.is_uppercase());
        if starts && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        before_lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}
