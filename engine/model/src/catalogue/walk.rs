//! From a schema to its fields.

use serde_json::Value;

use super::{Field, FieldId, Kind, Section, Unit};

/// The fields of a document's schema, blocks before what they hold.
pub(super) fn fields(document: &str, schema: &Value) -> Vec<Field> {
    let mut walk = Walk { root: schema, open: Vec::new(), fields: Vec::new() };
    walk.properties(document, schema);
    walk.fields
}

/// The fields of an event, with those of every kind of event below `event.what`.
pub(super) fn events(timeline: &Value) -> Vec<Field> {
    let mut walk = Walk { root: timeline, open: Vec::new(), fields: Vec::new() };
    timeline.pointer("/$defs/Event").into_iter().for_each(|event| walk.properties("event", event));
    let kinds = timeline.pointer("/$defs/What/oneOf").and_then(Value::as_array);
    kinds.into_iter().flatten().for_each(|kind| walk.properties("event.what", kind));
    walk.fields
}

struct Walk<'a> {
    root: &'a Value,
    /// References that are being walked, so that a type that holds itself ends.
    open: Vec<&'a str>,
    fields: Vec<Field>,
}

impl<'a> Walk<'a> {
    fn properties(&mut self, path: &str, object: &'a Value) {
        let required = object.get("required").and_then(Value::as_array);
        for (name, node) in object.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let required = required.is_some_and(|names| names.iter().any(|required| required == name));
            self.field(format!("{path}.{name}"), node, required);
        }
    }

    fn field(&mut self, path: String, node: &'a Value, required: bool) {
        let (target, reference) = self.resolve(node);
        let kind = kind(target);
        let inner = inner(target).map(|inner| self.resolve(inner));
        let item = inner.map(|(inner, _)| self::kind(inner));
        let measured = inner.filter(|_| kind == Kind::List).map_or(target, |(inner, _)| inner);
        self.fields.push(Field {
            id: FieldId(0),
            section: section(&path),
            path: path.clone(),
            kind,
            item,
            unit: text(measured, "x-unit").and_then(unit),
            min: measured.get("minimum").and_then(Value::as_f64),
            max: measured.get("maximum").and_then(Value::as_f64),
            choices: choices(measured),
            required,
            doc: text(node, "description").or_else(|| text(target, "description")).unwrap_or_default().to_owned(),
        });
        let below = match kind {
            Kind::List => format!("{path}[]"),
            Kind::Map => format!("{path}.*"),
            _ => path,
        };
        let (object, reference) = inner.unwrap_or((target, reference));
        if matches!(self::kind(object), Kind::Object) && !reference.is_some_and(|name| self.open.contains(&name)) {
            self.open.extend(reference);
            self.properties(&below, object);
            self.open.truncate(self.open.len() - usize::from(reference.is_some()));
        }
    }

    /// The node behind references and behind "or null", and the last reference followed.
    fn resolve(&self, mut node: &'a Value) -> (&'a Value, Option<&'a str>) {
        let mut reference = None;
        loop {
            if let Some(name) = text(node, "$ref") {
                let Some(target) = name.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer)) else {
                    return (node, reference);
                };
                (node, reference) = (target, Some(name));
            } else if let Some(one) = or_null(node) {
                node = one;
            } else {
                return (node, reference);
            }
        }
    }
}

/// The one branch that is not null, where a node is a choice between a value and null.
fn or_null(node: &Value) -> Option<&Value> {
    let branches = node.get("anyOf")?.as_array()?;
    let mut values = branches.iter().filter(|branch| text(branch, "type") != Some("null"));
    let only = values.next()?;
    (values.next().is_none() && branches.len() > 1).then_some(only)
}

fn inner(node: &Value) -> Option<&Value> {
    match kind(node) {
        Kind::List => node.get("items"),
        Kind::Map => node.get("additionalProperties"),
        _ => None,
    }
}

fn kind(node: &Value) -> Kind {
    let is = |name: &str| match node.get("type") {
        Some(Value::Array(names)) => names.iter().any(|each| each == name),
        Some(each) => each == name,
        None => false,
    };
    match text(node, "x-unit") {
        Some("money") => return Kind::Money,
        Some("date") => return Kind::Date,
        Some("instant") => return Kind::Instant,
        _ => {}
    }
    if node.get("x-open").is_some() {
        Kind::Open
    } else if !choices(node).is_empty() || node.get("enum").is_some() {
        Kind::Choice
    } else if is("array") {
        Kind::List
    } else if is("object") {
        if node.get("properties").is_some() { Kind::Object } else { Kind::Map }
    } else if is("boolean") {
        Kind::Flag
    } else if is("integer") {
        Kind::Integer
    } else if is("number") {
        Kind::Number
    } else if is("string") {
        Kind::Text
    } else {
        Kind::Mixed
    }
}

/// The words of a closed list, unless they are codes that another standard lists.
fn choices(node: &Value) -> Vec<String> {
    if node.get("x-unit").is_some() {
        return Vec::new();
    }
    let listed = node.get("enum").and_then(Value::as_array).into_iter().flatten();
    let documented = node.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    let documented = documented.filter_map(|branch| branch.get("const"));
    listed.chain(documented).filter_map(Value::as_str).map(str::to_owned).collect()
}

fn unit(name: &str) -> Option<Unit> {
    Unit::ALL.iter().copied().find(|unit| unit.as_str() == name)
}

fn text<'a>(node: &'a Value, key: &str) -> Option<&'a str> {
    node.get(key)?.as_str()
}

fn section(path: &str) -> Section {
    if path.starts_with("campaign.") {
        return if path == "campaign.attributes" { Section::Attributes } else { Section::Campaign };
    }
    let inside = path.trim_start_matches("creator.");
    let block = inside.strip_prefix("accounts[].").unwrap_or(inside);
    match block.split(['.', '[']).next().unwrap_or_default() {
        "audience" => Section::Audience,
        "history" => Section::History,
        "posts" => Section::Posts,
        "comments_sample" | "comments_n" => Section::Comments,
        "follower_sample" => Section::FollowerSample,
        "reported" => Section::Reported,
        "rates" => Section::Rates,
        "ratings" => Section::Ratings,
        "campaign_history" => Section::PastCampaigns,
        "relationship" => Section::Relationship,
        "overlap" => Section::Overlap,
        "attributes" => Section::Attributes,
        _ => Section::Profile,
    }
}
