//! Words for values, types and lists in messages.

use serde_json::Value;

/// Longest value that a message repeats, in characters.
const SHOWN_CHARS_MAX: usize = 60;
/// How alike two names must be to suggest one for the other (Jaro-Winkler).
const NEAR_MIN: f64 = 0.8;

/// A value as a message repeats it.
pub(super) fn shown(value: &Value) -> String {
    let text = match value {
        // A line break inside a message would break the list that the message stands in.
        Value::String(text) => text.replace(char::is_control, "\u{fffd}"),
        other => other.to_string(),
    };
    if text.chars().count() <= SHOWN_CHARS_MAX {
        return format!("`{text}`");
    }
    format!("`{}…`", text.chars().take(SHOWN_CHARS_MAX).collect::<String>())
}

/// A bound as people write it, without the decimal that makes it a float.
pub(super) fn bound(value: &Value) -> String {
    let text = value.to_string();
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// What kind of value was found.
pub(super) fn type_name(value: &Value) -> String {
    match value {
        Value::Null => "`null`".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(_) => format!("the text {}", shown(value)),
        _ => shown(value),
    }
}

/// The types that a node of a schema allows, without null.
pub(super) fn types(node: &Value) -> Vec<&str> {
    let names = match node.get("type") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(name)) => vec![name.as_str()],
        _ => Vec::new(),
    };
    names.into_iter().filter(|name| *name != "null").collect()
}

/// The types that were expected, in words, with the range that a unit stands for.
pub(super) fn measured(types: &[&str], node: Option<&Value>) -> String {
    if node.and_then(|node| node.get("x-unit")?.as_str()) == Some("fraction") {
        return "a number from 0 to 1".to_owned();
    }
    let word = |name: &&str| match *name {
        "string" => "a text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "`true` or `false`",
        "array" => "a list",
        "object" => "an object",
        _ => "another value",
    };
    let mut words: Vec<&str> = types.iter().map(word).collect();
    words.dedup();
    match words.split_last() {
        None => "another value".to_owned(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// The names of the fields that a node of a schema allows.
pub(super) fn fields(node: &Value) -> Vec<&str> {
    node.get("properties").and_then(Value::as_object).into_iter().flatten().map(|(name, _)| name.as_str()).collect()
}

/// The candidate that is most like a name, if one is alike enough. What differs in case alone
/// comes first, then what has the name for its last part: `Asia/Jakarta` for `Jakarta`.
pub(super) fn near<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let last = |candidate: &&&str| candidate.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(name));
    let same = candidates.iter().find(|candidate| candidate.eq_ignore_ascii_case(name));
    if let Some(same) = same.or_else(|| candidates.iter().find(last)) {
        return Some(same);
    }
    let alike =
        |candidate: &&'a str| (strsim::jaro_winkler(&name.to_lowercase(), &candidate.to_lowercase()), *candidate);
    let best = candidates.iter().map(alike).filter(|(score, _)| *score >= NEAR_MIN);
    best.fold(None, |best: Option<(f64, &str)>, next| best.filter(|best| best.0 >= next.0).or(Some(next)))
        .map(|(_, name)| name)
}

/// Names in backticks.
pub(super) fn joined(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A description as the end of a sentence: its first sentence, lower-case, without a period.
pub(super) fn about(description: &str) -> String {
    let first = description.split(". ").next().unwrap_or(description).trim_end_matches('.');
    let mut chars = first.chars();
    let second_is_lower = first.chars().nth(1).is_none_or(|second| !second.is_uppercase());
    match chars.next() {
        Some(head) if second_is_lower => head.to_lowercase().chain(chars).collect(),
        _ => first.to_owned(),
    }
}

/// How to write what was most likely a percentage.
pub(super) fn percent(value: f64) -> String {
    if (1.0..=1000.0).contains(&value) {
        // Twelve decimals are more than anybody writes and hide the noise of the division.
        let fraction = format!("{:.12}", value / 100.0);
        format!("write `{}` for {value} %", fraction.trim_end_matches('0').trim_end_matches('.'))
    } else {
        "write `0.052` for 5.2 %".to_owned()
    }
}
