//! Documents that are wrong, or nearly wrong, in one place.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::from_schema::pick;

/// A number that only a text can say, such as `1e400`, stands in the tree as a text with this head.
const NUMBER: &str = "@number:";
/// A key that comes a second time stands in the tree as a key with this head.
const AGAIN: &str = "@again:";

/// Changes a document in one place. The result is the text of the document.
pub fn mutated(mut document: Value, rng: &mut ChaCha8Rng) -> String {
    let places = places(&document);
    let place = pick(&places, rng).cloned().unwrap_or_default();
    let elsewhere = pick(&places, rng).and_then(|place| document.pointer(place)).cloned().unwrap_or_default();
    match rng.random_range(0..8) {
        0 => drop(take(&mut document, &place)),
        1 => rename(&mut document, &place, rng),
        2 => again(&mut document, &place, &elsewhere),
        3 => put(&mut document, &place, elsewhere),
        4 => reshape(&mut document, &place, rng),
        5 => extra(&mut document, &place, rng),
        _ => {
            let value = document.pointer(&place).map(|old| other(old, rng)).unwrap_or_default();
            put(&mut document, &place, value);
        }
    }
    written(&document)
}

/// The text of a document, with numbers and keys that no tree can hold.
pub fn written(document: &Value) -> String {
    let text = document.to_string();
    let quoted = format!("\"{NUMBER}");
    let mut parts = text.split(&quoted);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once('"').unwrap_or((part, ""));
        out.push_str(number);
        out.push_str(rest);
    }
    out.replace(&format!("\"{AGAIN}"), "\"")
}

/// The pointers of all values below the root.
pub fn places(document: &Value) -> Vec<String> {
    fn below(value: &Value, pointer: &str, found: &mut Vec<String>) {
        let mut visit = |segment: &str, value: &Value| {
            let pointer = saring_model::decode::child(pointer, segment);
            found.push(pointer.clone());
            below(value, &pointer, found);
        };
        match value {
            Value::Array(items) => items.iter().enumerate().for_each(|(n, item)| visit(&n.to_string(), item)),
            Value::Object(fields) => fields.iter().for_each(|(name, field)| visit(name, field)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    below(document, "", &mut found);
    found
}

fn put(document: &mut Value, place: &str, value: Value) {
    if let Some(old) = document.pointer_mut(place) {
        *old = value;
    }
}

fn parent<'d>(document: &'d mut Value, place: &str) -> Option<(&'d mut Value, String)> {
    let (parent, name) = place.rsplit_once('/')?;
    let name = name.replace("~1", "/").replace("~0", "~");
    Some((document.pointer_mut(parent)?, name))
}

fn take(document: &mut Value, place: &str) -> Option<Value> {
    match parent(document, place)? {
        (Value::Object(fields), name) => fields.remove(&name),
        (Value::Array(items), index) => Some(items.remove(index.parse().ok()?)),
        _ => None,
    }
}

fn rename(document: &mut Value, place: &str, rng: &mut ChaCha8Rng) {
    if let Some((Value::Object(fields), name)) = parent(document, place)
        && let Some(value) = fields.remove(&name)
    {
        let change = [name.to_uppercase(), format!("{name}s"), format!(" {name}"), String::new(), "é~/".to_owned()];
        fields.insert(pick(&change, rng).cloned().unwrap_or_default(), value);
    }
}

fn again(document: &mut Value, place: &str, value: &Value) {
    if let Some((Value::Object(fields), name)) = parent(document, place) {
        fields.insert(format!("{AGAIN}{name}"), value.clone());
    }
}

/// The same content in a shape that is not due: an object as the list of its fields, a word as a key.
fn reshape(document: &mut Value, place: &str, rng: &mut ChaCha8Rng) {
    let Some(old) = document.pointer(place).cloned() else { return };
    let value = match old {
        Value::Object(fields) if rng.random() => fields.into_iter().map(|(_, value)| value).collect(),
        Value::String(word) if rng.random() => Value::Object([(word, Value::Null)].into_iter().collect()),
        Value::Array(items) if !items.is_empty() => {
            let times = pick(&[1, 4, 21], rng).copied().unwrap_or(1);
            std::iter::repeat_n(items, times).flatten().collect()
        }
        other => json!([other]),
    };
    put(document, place, value);
}

fn extra(document: &mut Value, place: &str, rng: &mut ChaCha8Rng) {
    let deep = |levels: usize| (0..levels).fold(json!(1), |inner, _| json!({ "a": [inner] }));
    match document.pointer_mut(place) {
        Some(Value::Object(fields)) => {
            fields.insert("extra".to_owned(), json!(1));
        }
        Some(Value::Array(items)) => items.push(deep(rng.random_range(0..6))),
        _ => {
            if let Value::Object(fields) = document {
                fields.insert("attributes".to_owned(), json!({ "x": deep(rng.random_range(2..20)) }));
            }
        }
    }
}

/// Numbers at the edges of what fields, floats and the grammar of JSON take.
const NUMBERS: &[&str] = &[
    "-1",
    "-0",
    "-0.0",
    "0",
    "1",
    "1.0",
    "1.5",
    "1E2",
    "5.2",
    "120",
    "120.0",
    "121",
    "120.0001",
    "10.000001",
    "-1.0",
    "1.0000000000000002",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "9007199254740991.0",
    "99999999999999",
    "100000000000000",
    "99999999999999.0",
    "1e15",
    "1e16",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "-9223372036854775809",
    "1e300",
    "1e400",
    "-1e400",
    "1e-400",
    "0.1e1",
    "00",
    "1.",
    "NaN",
    "123456789012345678901234567890",
];

/// Texts that are almost a date, a moment, a code, an amount or a name.
const TEXTS: &[&str] = &[
    "",
    " ",
    "\u{0}",
    "a\nb",
    "a\u{7f}",
    "2026-02-29",
    "2024-02-29",
    "2100-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-1-1",
    "1969-12-31",
    "2200-01-01",
    "2026-02-30T00:00:00Z",
    "2026-02-28T24:00:00Z",
    "2026-02-28T23:59:60Z",
    "2026-02-28T23:59:59",
    "2026-02-28 23:59:59Z",
    "2026-02-28t23:59:59z",
    "2026-02-28T23:59:59.Z",
    "2026-02-28T23:59:59.1234567890Z",
    "2026-02-28T23:59:59+24:00",
    "2026-02-28T23:59:59+07:60",
    "2026-02-28T23:59:59+0700",
    "2026-02-28T23:59:59-00:00",
    "id",
    "ID",
    "XK",
    "EU",
    "IDN",
    "idr",
    "IDR",
    "XAU",
    "XXX",
    "in-",
    "zh-hant",
    "en-gb",
    "Asia/Jakarta",
    "asia/jakarta",
    "UTC",
    "utc",
    "Instagram",
    "instagram",
    "Awareness",
    "awareness",
    "a--b",
    "-a",
    "a-",
    "9a",
    "1,500",
    "1.5e3",
    "-5",
    "-0",
    "1.",
    ".5",
    "1.00000",
    "1500000.505",
    "99999999999999.9999",
    "100000000000000",
    "+1",
    "٣",
    "null",
    "true",
    "0",
];

fn other(old: &Value, rng: &mut ChaCha8Rng) -> Value {
    match rng.random_range(0..8) {
        0 => Value::Null,
        1 => Value::Bool(true),
        2 => json!([]),
        3 => json!({}),
        4 => json!("é".repeat(pick(&[64, 65, 200, 201, 300, 301], rng).copied().unwrap_or(1))),
        5 if old.is_string() => json!("a".repeat(pick(&[64, 65, 200, 201, 300, 301], rng).copied().unwrap_or(1))),
        _ if old.is_number() || (!old.is_string() && rng.random()) => {
            json!(format!("{NUMBER}{}", pick(NUMBERS, rng).copied().unwrap_or("1")))
        }
        _ => json!(pick(TEXTS, rng).copied().unwrap_or_default()),
    }
}
