//! The published schemas: committed, closed, documented, and true of their examples.

use saring_model::schema;
use saring_tests::golden;
use serde_json::Value;

use super::{KINDS, committed_schema, decoded, example, validator};

#[test]
fn committed_schemas_are_those_of_the_types() {
    assert_eq!(schema::all().iter().map(|(name, _)| *name).collect::<Vec<_>>(), KINDS);
    // All that is published: the model's documents, and what requests and answers look like.
    for (name, schema) in saring_app::schemas::all() {
        let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        golden::check_file(&format!("schemas/{name}.schema.json"), &text);
    }
}

#[test]
fn schemas_are_valid_and_carry_title_id_and_example() {
    for kind in KINDS {
        let schema = committed_schema(kind);
        jsonschema::draft202012::meta::validate(&schema).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], format!("https://saring.dev/schemas/v1/{kind}.schema.json"));
        assert!(schema["title"].is_string(), "{kind} has no title");
        assert!(*kind == "roster" || schema["examples"][0].is_object(), "{kind} has no example");
    }
}

/// The examples sell skin care, and are read by people who copy them.
#[test]
fn examples_call_skin_care_by_its_own_category() {
    let demo = saring_app::demo::campaign().unwrap().brand.category.unwrap();
    let (campaign, creator) = (example("campaign"), example("creator"));
    let sponsor = creator.pointer("/accounts/0/posts/1/sponsors/0/category");
    for category in [campaign.pointer("/brand/category"), sponsor] {
        assert_eq!(category.and_then(Value::as_str), Some(&*demo));
    }
}

#[test]
fn examples_are_accepted_and_keep_every_field() {
    for kind in KINDS {
        let example = example(kind);
        validator(kind).validate(&example).unwrap();
        let decoded = decoded(kind, example.to_string().as_bytes()).unwrap();
        let fields = |value: &Value| saring_tests::mutate::places(value).len();
        let nulls = usize::from(*kind == "creator" || *kind == "roster");
        let roster = usize::from(*kind == "roster");
        // A `null` is as unknown as an absent field and is not written again; a bare roster gets its name.
        assert_eq!(fields(&decoded), fields(&example) - nulls + roster, "{kind} lost fields");
    }
}

#[test]
fn every_object_is_closed_every_field_documented_every_number_measured() {
    fn walk(node: &Value, at: &str) {
        let is = |name: &str| match &node["type"] {
            Value::Array(names) => names.iter().any(|each| each == name),
            each => each == name,
        };
        if is("object") && !at.contains("ttribute") {
            let map = node["propertyNames"].is_object() && node["maxProperties"].is_u64();
            assert!(map || node["additionalProperties"] == Value::Bool(false), "{at} is open");
        }
        if (is("number") || is("integer")) && !at.contains("AttributeDepth") && !at.contains("/amount/") {
            assert!(node["x-unit"].is_string(), "{at} has no unit");
            assert!(node["minimum"].is_number() && node["maximum"].is_number(), "{at} has no range");
        }
        if is("array") && !at.contains("AttributeDepth") {
            assert!(node["maxItems"].is_u64(), "{at} has no bound");
        }
        for (name, field) in node["properties"].as_object().into_iter().flatten() {
            let reference = field["$ref"].is_string();
            let documented = field["description"].is_string() || (reference && at.contains("Money"));
            assert!(documented || at.contains("What") || at.contains("Phase"), "{at}/{name} has no description");
        }
        match node {
            Value::Object(fields) => {
                let inside = fields.iter().filter(|(name, _)| *name != "examples");
                inside.for_each(|(name, value)| walk(value, &format!("{at}/{name}")));
            }
            Value::Array(items) => items.iter().enumerate().for_each(|(n, item)| walk(item, &format!("{at}/{n}"))),
            _ => {}
        }
    }
    for kind in KINDS {
        walk(&committed_schema(kind), kind);
    }
}

#[test]
fn optional_fields_may_be_null_and_required_ones_may_not() {
    for (kind, pointer, accepted) in [
        ("creator", "/name", true),
        ("creator", "/location", true),
        ("creator", "/tz", true),
        ("creator", "/accounts/0/posts/0/format", true),
        ("creator", "/rates/0/basis", true),
        ("creator", "/id", false),
        ("creator", "/accounts", false),
        ("campaign", "/budget/tier_mix", true),
        ("campaign", "/goal", false),
        ("plan", "/bookings/0/fee", false),
    ] {
        let mut document = example(kind);
        *document.pointer_mut(pointer).unwrap() = Value::Null;
        assert_eq!(validator(kind).is_valid(&document), accepted, "schema on null at {kind}{pointer}");
        let typed = decoded(kind, document.to_string().as_bytes());
        assert_eq!(typed.is_ok(), accepted, "decoder on null at {kind}{pointer}: {typed:?}");
    }
}
