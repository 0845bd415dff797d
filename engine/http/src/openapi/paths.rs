//! The operations, as OpenAPI writes them.

use std::collections::BTreeMap;

use saring_app::reporting::Face;
use serde_json::{Map, Value, json};

use super::components::reference;
use super::operation::{AS, Answer, EDITION, MAPPING, Operation};
use crate::problem::{self, Problem, ProblemCode};
use crate::publishing::essence;

pub(super) fn paths() -> Map<String, Value> {
    let told = Operation::ALL.iter().map(|operation| {
        let method = if operation.body().is_some() { "post" } else { "get" };
        (operation.path().to_owned(), json!({ method: told(*operation) }))
    });
    told.collect()
}

fn told(operation: Operation) -> Value {
    let told = operation.told();
    let mut value = json!({
        "operationId": told.id,
        "tags": [told.tag],
        "summary": told.summary,
        "description": told.description,
        "parameters": parameters(operation),
        "responses": responses(operation),
    });
    if let Some(body) = operation.body() {
        let mut content = json!({ "schema": reference(body) });
        put(&mut content, "example", example(operation));
        let mut contents = Map::from_iter([("application/json".to_owned(), content)]);
        let file = json!({ "schema": { "type": "string", "format": "binary" } });
        contents.extend(operation.files().iter().map(|media_type| ((*media_type).to_owned(), file.clone())));
        put(&mut value, "requestBody", Some(json!({ "required": true, "content": contents })));
    }
    if operation.is_open() {
        put(&mut value, "security", Some(json!([])));
    }
    value
}

fn put(value: &mut Value, key: &str, inner: Option<Value>) {
    if let (Some(object), Some(inner)) = (value.as_object_mut(), inner) {
        object.insert(key.to_owned(), inner);
    }
}

/// A whole request, made of the examples of the model.
fn example(operation: Operation) -> Option<Value> {
    let of = |name: &str| saring_app::schemas::get(name)?.pointer("/examples/0").cloned();
    match operation {
        Operation::Score | Operation::Explain => {
            Some(json!({ "pack": "standard", "campaign": of("campaign")?, "creators": [of("creator")?] }))
        }
        Operation::Audit => Some(json!({ "pack": "standard", "creator": of("creator")? })),
        Operation::Plan => {
            // One creator fills no bounds on numbers of creators, and nothing is known of its audience.
            let mut campaign = of("campaign")?;
            put(&mut campaign, "goal", Some(json!("engagement")));
            campaign.get_mut("budget")?.as_object_mut()?.retain(|key, _| key == "total");
            campaign.as_object_mut()?.retain(|key, _| !matches!(key.as_str(), "required" | "exclusions"));
            let creator = of("creator")?;
            let pin = json!([{ "creator": creator.get("id")? }]);
            let as_of = "2026-06-01T00:00:00Z";
            Some(json!({ "pack": "standard", "campaign": campaign, "creators": [creator], "pin": pin, "as_of": as_of }))
        }
        Operation::Preflight => {
            let (campaign, creators) = (of("campaign")?, [of("creator")?]);
            Some(json!({ "pack": "standard", "campaign": campaign, "creators": creators, "plan": of("plan")? }))
        }
        Operation::Triggers | Operation::Measure => Some(json!({
            "pack": "standard",
            "campaign": of("campaign")?,
            "plan": of("plan")?,
            "creators": [of("creator")?],
            "events": of("timeline")?.get("events")?,
        })),
        Operation::Import => Some(json!({
            "mapping": "list",
            "text": "Username;Pengikut;Negara\nayu.masak;12,3 rb;Indonesia\n",
            "options": { "platform": "instagram" },
        })),
        Operation::Validate => Some(json!({ "document": "campaign", "value": of("campaign")? })),
        _ => None,
    }
}

fn parameters(operation: Operation) -> Value {
    let parameter = |place: &str, name: &str, description: &str, example: Value| {
        json!({
            "in": place, "name": name, "description": description, "required": place == "path" || name == "creator",
            "schema": { "type": "string" }, "example": example,
        })
    };
    let tag = || parameter("header", "If-None-Match", "The `ETag` of the copy that the client has.", json!("\"…\""));
    let lang = || {
        parameter(
            "header",
            "Accept-Language",
            "Languages for the texts, where the body names none.",
            json!("id, en;q=0.5"),
        )
    };
    let edition = || {
        let description = "Who reads a page, Markdown or a workbook: `internal`, or `client`, who sees no price of a \
                           creator, nothing to ask and no note. JSON has no editions.";
        parameter("query", EDITION, description, json!("client"))
    };
    let mut list = match operation {
        Operation::Score | Operation::Plan | Operation::Measure => vec![lang(), edition()],
        Operation::Audit | Operation::Preflight | Operation::Triggers => vec![lang()],
        Operation::Explain => {
            let creator =
                saring_app::schemas::get("creator").and_then(|schema| schema.pointer("/examples/0/id").cloned());
            vec![parameter("query", "creator", "Id of the creator.", creator.unwrap_or_default()), lang()]
        }
        Operation::Import => operation
            .options()
            .iter()
            .map(|name| {
                let (description, example) = option(name);
                parameter("query", name, description, json!(example))
            })
            .collect(),
        Operation::ShowPack => vec![parameter("path", "name", "Name of the pack.", json!("standard"))],
        Operation::ShowSchema => vec![parameter("path", "name", "Name of the kind of document.", json!("campaign"))],
        _ => Vec::new(),
    };
    if operation.is_tagged() {
        list.push(tag());
    }
    Value::Array(list)
}

/// What a choice of an import means, with an example.
fn option(name: &str) -> (&'static str, &'static str) {
    match name {
        MAPPING => ("A built-in mapping: the body is the file itself.", "list"),
        AS => ("What the rows become: `roster` or, through a mapping to events, `events`.", "roster"),
        "tz" => ("The zone of times without an offset, of events.", "Asia/Jakarta"),
        "currency" => ("The currency of amounts, where the mapping asks for it.", "IDR"),
        "time" => ("Which end of its span the time of a count is: `start` or `end`.", "start"),
        "span_s" => ("How long the span of a count is, in seconds.", "3600"),
        "brand" => ("The brand whose mentions are its own; all others are a rival's.", "Sawo Botani"),
        "rival" => ("The rival who is mentioned, where it is not the brand.", "Embun Pagi"),
        "channel" => ("Where it is mentioned: `social`, `press` or `search`.", "social"),
        "numbers" => ("How the file writes numbers, where its columns do not show it: `en` or `id`.", "id"),
        "dates" => ("What comes first in dates such as `03/04/2026`: `dmy` or `mdy`.", "dmy"),
        "delimiter" => ("Between the cells of a CSV file, where its header does not show it.", ";"),
        "encoding" => ("The encoding of a text file, where it does not show it.", "windows-1252"),
        "sheet" => ("The sheet of a workbook, by name or place, instead of the first that is shown.", "1"),
        "platform" => ("The platform of every row, where the mapping asks for it.", "instagram"),
        "as_of" => ("The day of the facts, where the mapping asks for it.", "2026-03-01"),
        "source" => ("Where the facts come from, where the mapping asks for it.", "our list"),
        "rate_per" => {
            ("What engagement rates are of, where the mapping asks for it: `followers`, `views`, `reach`.", "followers")
        }
        _ => ("The handle of the account, where the mapping asks for it.", "ayu.masak"),
    }
}

fn responses(operation: Operation) -> Map<String, Value> {
    let mut responses = Map::from_iter([("200".to_owned(), success(operation))]);
    if operation.is_tagged() {
        responses.insert(
            "304".to_owned(),
            json!({ "description": "The client has it already.", "headers": headers(&["ETag"]) }),
        );
    }
    let mut by_status: BTreeMap<u16, Vec<ProblemCode>> = BTreeMap::new();
    for code in operation.problems() {
        by_status.entry(code.status().as_u16()).or_default().push(code);
    }
    responses.extend(by_status.into_iter().map(|(status, codes)| (status.to_string(), failure(&codes))));
    responses
}

fn success(operation: Operation) -> Value {
    let json = |schema: Value| json!({ "application/json": { "schema": schema } });
    let mut content = match operation.told().answer {
        Answer::Json(name) | Answer::Tagged(name) => json(reference(name)),
        Answer::AnyOf(names) => json(json!({ "anyOf": names.map(reference) })),
        Answer::TaggedList(name) => json(json!({ "type": "array", "items": reference(name) })),
        Answer::TaggedObject => json(json!({ "type": "object" })),
        Answer::Page => json!({ "text/html": { "schema": { "type": "string" } } }),
        Answer::Text(media_type) => json!({ media_type: { "schema": { "type": "string" } } }),
    };
    if operation.is_published() {
        for face in Face::ALL {
            let schema = if face.is_text() {
                json!({ "type": "string" })
            } else {
                json!({ "type": "string", "format": "binary" })
            };
            put(&mut content, essence(face.media_type()), Some(json!({ "schema": schema })));
        }
    }
    let mut named = vec!["X-Request-Id", "traceparent"];
    if operation.is_tagged() {
        named.push("ETag");
    }
    if operation.is_worded() {
        named.push("Content-Language");
    }
    json!({ "description": operation.told().summary, "headers": headers(&named), "content": content })
}

fn failure(codes: &[ProblemCode]) -> Value {
    let lines: Vec<String> = codes.iter().map(|code| format!("`{code}`: {}", code.meaning())).collect();
    let examples: Map<String, Value> =
        codes.iter().map(|code| (code.to_string(), json!({ "value": sample(*code) }))).collect();
    let mut named = vec!["X-Request-Id", "traceparent"];
    if codes.iter().any(|code| code.retryable()) {
        named.push("Retry-After");
    }
    json!({
        "description": lines.join("\n\n"),
        "headers": headers(&named),
        "content": { problem::MEDIA_TYPE: { "schema": reference("Problem"), "examples": examples } },
    })
}

fn sample(code: ProblemCode) -> Value {
    let instance = "urn:uuid:5f0c2f4e-9f0b-8c51-b7a9-3e1d7c6a2b40".to_owned();
    serde_json::from_slice(&Problem::new(code, code.meaning()).to_json(Some(instance))).unwrap_or_default()
}

fn headers(names: &[&str]) -> Map<String, Value> {
    names.iter().map(|name| ((*name).to_owned(), json!({ "$ref": format!("#/components/headers/{name}") }))).collect()
}
