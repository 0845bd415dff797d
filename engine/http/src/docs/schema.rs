//! Schemas as tables: a field a line, with its type, bounds and meaning.

use serde_json::Value;

use super::html::{Html, entries, text};

/// Most values of an enumeration that are listed.
const VALUES_MAX: usize = 40;

/// One component with its id to link to.
pub(super) fn component(page: &mut Html, name: &str, schema: &Value) {
    page.raw("<article class=\"type\" id=\"type-").text(name).raw("\">\n<h3>").text(name).raw("</h3>\n");
    page.paragraphs(text(schema, "/description"));
    table(page, schema);
    page.raw("</article>\n");
}

/// The fields of an object, or the one line that tells any other schema.
pub(super) fn table(page: &mut Html, schema: &Value) {
    if schema.get("properties").is_none() {
        page.raw("<p>");
        type_of(page, Some(schema));
        bounds(page, schema);
        page.raw("</p>\n");
        return;
    }
    let required = schema.get("required").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    page.raw("<table>\n<tbody>\n");
    for (name, field) in entries(schema.get("properties")) {
        page.raw("<tr><td><code>").text(name).raw("</code>");
        if required.iter().any(|known| known == name) {
            page.raw(" <span class=\"badge\">required</span>");
        }
        page.raw("</td><td>");
        type_of(page, Some(field));
        bounds(page, field);
        page.raw("</td><td>").inline(text(field, "/description")).raw("</td></tr>\n");
    }
    page.raw("</tbody>\n</table>\n");
}

/// The type of a schema, in a few words, with a link where it is a component.
pub(super) fn type_of(page: &mut Html, schema: Option<&Value>) {
    let Some(schema) = schema else { return };
    if let Some(name) = text(schema, "/$ref").strip_prefix("#/components/schemas/") {
        page.link(&format!("type-{name}")).text(name).raw("</a>");
        return;
    }
    if let Some(value) = schema.get("const") {
        page.raw("<code>").text(&value.to_string()).raw("</code>");
        return;
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return listed(page, values);
    }
    let choice = ["oneOf", "anyOf", "allOf"].iter().find_map(|key| schema.get(*key)?.as_array());
    if let Some(choice) = choice {
        return chosen(page, choice);
    }
    match schema.get("type") {
        Some(Value::String(kind)) if kind == "array" => {
            page.raw("list of ");
            match schema.get("items") {
                Some(items) => type_of(page, Some(items)),
                None => drop(page.raw("values")),
            }
        }
        Some(Value::String(kind)) => drop(page.text(kind)),
        Some(Value::Array(kinds)) => {
            let kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
            page.text(&kinds.join(" or "));
        }
        _ => drop(page.raw("any value")),
    }
}

fn listed(page: &mut Html, values: &[Value]) {
    for (index, value) in values.iter().take(VALUES_MAX).enumerate() {
        page.raw(if index > 0 { " | " } else { "" }).raw("<code>").text(&value.to_string()).raw("</code>");
    }
    if values.len() > VALUES_MAX {
        page.text(&format!(" and {} more", values.len() - VALUES_MAX));
    }
}

fn chosen(page: &mut Html, choice: &[Value]) {
    for (index, option) in choice.iter().enumerate() {
        page.raw(if index > 0 { " or " } else { "" });
        type_of(page, Some(option));
    }
}

fn bounds(page: &mut Html, schema: &Value) {
    let number = |key: &str| schema.get(key).filter(|value| value.is_number()).map(ToString::to_string);
    let span = |low: &str, high: &str| match (number(low), number(high)) {
        (Some(low), Some(high)) => Some(format!("{low} to {high}")),
        (Some(low), None) => Some(format!("from {low}")),
        (None, Some(high)) => Some(format!("up to {high}")),
        (None, None) => None,
    };
    let told = [
        span("minimum", "maximum"),
        span("minLength", "maxLength").map(|length| format!("{length} characters")),
        span("minItems", "maxItems").map(|count| format!("{count} entries")),
    ];
    for bound in told.into_iter().flatten() {
        page.raw(" <small>").text(&bound).raw("</small>");
    }
}
