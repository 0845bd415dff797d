//! What makes an event of a row the same event again.

use std::fmt::Write as _;

use saring_model::Id;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// Bytes of the digest that an identifier has: enough that no two events of any timeline share them by chance.
const DIGEST_BYTES: usize = 16;

/// The identifier of an event that has none of its own: its kind with a digest of when it happened and of whom and what it
/// is. Numbers that were counted are no part of it, so that an export with better numbers tells of the same event; the
/// length of a span is, and so is the amount of one sale, but not the sum of several.
pub(super) fn identity(kind: &str, event: &Value, is_sum: bool) -> String {
    let mut hash = Sha256::new();
    for field in ["at", "creator", "post", "what"] {
        hash.update(field);
        feed(&mut hash, event.get(field).unwrap_or(&Value::Null), is_sum);
    }
    let mut hex = String::new();
    for byte in hash.finalize().iter().take(DIGEST_BYTES) {
        // Writing to a text cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    format!("{}:{hex}", kind.replace('_', "-"))
}

/// Feeds a value without what was counted: not even that it was, as some rows of one event know less than others.
fn feed(hash: &mut Sha256, value: &Value, is_sum: bool) {
    match value {
        Value::Object(fields) => {
            let is_fed = |key: &str, value: &Value| !value.is_number() || key == "span_s";
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            fields.retain(|(key, value)| is_fed(key, value) && !(is_sum && *key == "amount"));
            fields.sort_by_key(|(key, _)| *key);
            for (key, value) in fields {
                hash.update([b'{']);
                hash.update(key);
                feed(hash, value, is_sum);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| feed(hash, item, is_sum)),
        other => {
            hash.update([b'=']);
            hash.update(other.to_string());
        }
    }
}

/// The identifier with the number of an event among those that would have the same one.
pub(super) fn numbered(id: &str, number: u64) -> Option<Id> {
    let id = if number <= 1 { id.to_owned() } else { format!("{id}-{number}") };
    Id::new(id).ok()
}
