//! Random documents that a JSON Schema accepts, built from the schema alone.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};

/// A source of documents of one schema.
#[derive(Debug)]
pub struct Documents<'s> {
    root: &'s Value,
}

/// How deep optional fields are still likely.
const DEPTH_FULL: usize = 3;

impl<'s> Documents<'s> {
    /// Documents that this schema accepts.
    pub fn of(root: &'s Value) -> Self {
        Self { root }
    }

    /// The next document.
    pub fn next(&self, rng: &mut ChaCha8Rng) -> Value {
        self.value(self.root, 0, rng)
    }

    fn value(&self, node: &'s Value, depth: usize, rng: &mut ChaCha8Rng) -> Value {
        if let Some(target) = text(node, "$ref").and_then(|name| self.root.pointer(name.trim_start_matches('#'))) {
            return self.value(target, depth, rng);
        }
        if let Some(branches) = node.get("anyOf").or_else(|| node.get("oneOf")).and_then(Value::as_array) {
            let not_null: Vec<&Value> = branches.iter().filter(|branch| text(branch, "type") != Some("null")).collect();
            let nullable = not_null.len() < branches.len();
            return match pick(&not_null, rng) {
                Some(branch) if !(nullable && rng.random_bool(0.1)) => self.value(branch, depth, rng),
                _ => Value::Null,
            };
        }
        if let Some(word) = node.get("const") {
            return word.clone();
        }
        if let Some(words) = node.get("enum").and_then(Value::as_array) {
            // Amounts in one currency are what documents mostly hold, and rules between amounts demand.
            let usual = words.iter().find(|word| *word == "IDR" && rng.random_bool(0.95));
            return usual.or_else(|| pick(words, rng)).cloned().unwrap_or_default();
        }
        match pick_type(node, rng) {
            "object" => self.object(node, depth, rng),
            "array" => self.array(node, depth, rng),
            "string" => Value::String(string(node, rng)),
            "integer" => integer(node, rng),
            "number" => number(node, rng),
            "boolean" => Value::Bool(rng.random()),
            _ => Value::Null,
        }
    }

    fn object(&self, node: &'s Value, depth: usize, rng: &mut ChaCha8Rng) -> Value {
        let mut object = Map::new();
        let required: Vec<&str> =
            node.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let likely = if depth < DEPTH_FULL { 0.35 } else { 0.15 };
        for (name, field) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if required.contains(&name.as_str()) || rng.random_bool(likely) {
                object.insert(name.clone(), self.value(field, depth + 1, rng));
            }
        }
        if let Some(values) = node.get("additionalProperties").filter(|values| values.is_object()) {
            for _ in 0..rng.random_range(0..3) {
                let any = json!({ "type": "string", "minLength": 1 });
                let name = string(node.get("propertyNames").unwrap_or(&any), rng);
                object.insert(name, self.value(values, depth + 1, rng));
            }
        }
        Value::Object(object)
    }

    fn array(&self, node: &'s Value, depth: usize, rng: &mut ChaCha8Rng) -> Value {
        let min = node.get("minItems").and_then(Value::as_u64).unwrap_or_default();
        let max = node.get("maxItems").and_then(Value::as_u64).unwrap_or(2).min(min + 2);
        let items = node.get("items").unwrap_or(&Value::Null);
        (0..rng.random_range(min..=max)).map(|_| self.value(items, depth + 1, rng)).collect()
    }
}

/// One of several, at random.
pub fn pick<'a, T>(items: &'a [T], rng: &mut ChaCha8Rng) -> Option<&'a T> {
    if items.is_empty() { None } else { items.get(rng.random_range(0..items.len())) }
}

fn pick_type<'a>(node: &'a Value, rng: &mut ChaCha8Rng) -> &'a str {
    match node.get("type") {
        Some(Value::String(name)) => name,
        Some(Value::Array(names)) => {
            let null = rng.random_bool(0.1);
            let names: Vec<&str> =
                names.iter().filter_map(Value::as_str).filter(|name| null || *name != "null").collect();
            pick(&names, rng).copied().unwrap_or("null")
        }
        _ => "null",
    }
}

fn string(node: &Value, rng: &mut ChaCha8Rng) -> String {
    match (text(node, "x-unit"), text(node, "x-form")) {
        (Some("date"), _) => date(rng),
        (Some("instant"), _) => {
            let offset = pick(&["Z", "+07:00", "-23:59", ".5Z", ".123456789+00:00"], rng).copied().unwrap_or("Z");
            format!("{}T{:02}:{:02}:59{offset}", date(rng), rng.random_range(0..24), rng.random_range(0..60))
        }
        (Some("language"), _) => {
            pick(&["id", "en-GB", "zh-Hant", "es-419", "zh-Hant-TW", "fil"], rng).copied().unwrap_or("id").to_owned()
        }
        (_, Some(form)) if form.starts_with("lower-case") => {
            let words = ["awareness", "a", "x9", "creator-fees", "a-1-b", "conversion", "loyalty"];
            pick(&words, rng).copied().unwrap_or("a").to_owned()
        }
        (_, Some(form)) if form.starts_with("a decimal") => {
            let amounts = ["0", "1500000.50", "99999999999999", "007", "12.3000", "0.01", "25"];
            pick(&amounts, rng).copied().unwrap_or("0").to_owned()
        }
        (_, form) => {
            let known = form.is_none_or(|form| form.starts_with("an identifier"));
            assert!(known || node.get("pattern").is_none(), "no texts are known for {node}");
            plain(node, rng)
        }
    }
}

fn plain(node: &Value, rng: &mut ChaCha8Rng) -> String {
    let bound = |name: &str| node.get(name).and_then(Value::as_u64);
    let (min, max) = (bound("minLength").unwrap_or_default(), bound("maxLength").unwrap_or(12));
    let length = if max <= 300 && rng.random_bool(0.05) { max } else { rng.random_range(min..=max.min(min + 8)) };
    let letters = ['a', 'Z', '7', ' ', '-', '/', '~', '"', '\\', 'é', '界', '🙂'];
    (0..length).filter_map(|_| pick(&letters, rng)).collect()
}

fn date(rng: &mut ChaCha8Rng) -> String {
    let edges = ["1970-01-01", "2199-12-31", "2000-02-29", "2024-02-29", "2026-04-30", "2026-12-31"];
    match pick(&edges, rng) {
        Some(edge) if rng.random_bool(0.2) => (*edge).to_owned(),
        _ => {
            let (year, month, day) = (rng.random_range(1971..2199), rng.random_range(1..=12), rng.random_range(1..=28));
            format!("{year:04}-{month:02}-{day:02}")
        }
    }
}

fn integer(node: &Value, rng: &mut ChaCha8Rng) -> Value {
    let min = node.get("minimum").and_then(Value::as_i64).unwrap_or(i64::MIN);
    let max = node.get("maximum").and_then(Value::as_i64).unwrap_or(i64::MAX);
    match rng.random_range(0..10) {
        0 => json!(min),
        1 => json!(max),
        2 => json!(max as f64),
        3 => json!(max.min(40) as f64),
        _ => json!(rng.random_range(min.max(-1000)..=max.min(100_000))),
    }
}

fn number(node: &Value, rng: &mut ChaCha8Rng) -> Value {
    let min = node.get("minimum").and_then(Value::as_f64).unwrap_or(-1e300);
    let max = node.get("maximum").and_then(Value::as_f64).unwrap_or(1e300);
    match rng.random_range(0..10) {
        0 => json!(min),
        1 => json!(max),
        2 => json!(min.max(0.0).ceil() as i64),
        // Small shares, so that those of one whole seldom sum to more than it.
        _ => json!(min.max(0.0) + rng.random::<f64>() * (max.min(1.0) - min.max(0.0)) * 0.4),
    }
}

fn text<'a>(node: &'a Value, key: &str) -> Option<&'a str> {
    node.get(key)?.as_str()
}
