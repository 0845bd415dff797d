//! The published JSON Schemas.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cached::Tagged;
use crate::problem::{Problem, ProblemCode};

/// Where a schema is found.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SchemaLink {
    /// Name of the kind of document.
    pub name: String,
    /// What the schema describes.
    pub title: String,
    /// Path of the schema on this service.
    pub path: String,
}

/// Generated from the types, so the same for the life of the program.
static SCHEMAS: LazyLock<BTreeMap<String, Tagged>> = LazyLock::new(|| {
    let tagged = |(name, schema): (_, serde_json::Value)| Some((String::from(name), Tagged::json(&schema).ok()?));
    saring_app::schemas::all().into_iter().filter_map(tagged).collect()
});

/// Every schema's name, title and path.
pub(crate) async fn list(headers: HeaderMap) -> Result<Response, Problem> {
    let links: Vec<SchemaLink> = saring_app::schemas::all()
        .into_iter()
        .map(|(name, schema)| {
            let title = schema.get("title").and_then(serde_json::Value::as_str).unwrap_or(name).to_owned();
            SchemaLink { name: name.to_owned(), title, path: format!("/v1/schemas/{name}") }
        })
        .collect();
    Ok(Tagged::json(&links)?.answer(&headers))
}

/// One schema.
pub(crate) async fn show(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let wanted = name.strip_suffix(".schema.json").unwrap_or(&name);
    let Some(schema) = SCHEMAS.get(wanted) else {
        let known: Vec<&str> = SCHEMAS.keys().map(String::as_str).collect();
        let problem = Problem::new(ProblemCode::NotFound, format!("there is no schema `{wanted}`"));
        return Err(problem.help(format!("the schemas are {}", quoted(&known))));
    };
    Ok(schema.answer(&headers))
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
