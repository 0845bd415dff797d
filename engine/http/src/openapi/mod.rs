//! The description of the service: OpenAPI 3.1, made from the types and from the table of operations.

mod components;
mod operation;
mod paths;
mod told;

pub(crate) use operation::{AS, CREATOR, EDITION, MAPPING, Operation};

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::limits;

/// What stands at the head of the description.
const DESCRIPTION: &str = "Saring decides which creators fit a campaign, and explains every decision down to the rule, \
    the fields it read, the values it saw and the bound it compared with.\n\nRequests are strict: a field that is not \
    known is a violation. Answers are open: within `/v1` fields may be added, and are never taken away. What goes wrong \
    is answered as `application/problem+json` (RFC 9457) with a code of a closed catalogue; `detail` and `help` are for \
    people, `code` and the JSON pointers in `violations` for programs. A problem with `retryable: true` comes with \
    `Retry-After`.\n\nEvery answer carries `X-Request-Id`, which the log of the service knows, and a `traceparent` \
    (W3C Trace Context) that continues the request's own, if it had one.";

/// The OpenAPI document of the service.
pub fn document() -> &'static Value {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(build);
    &DOCUMENT
}

/// A document as it is published: indented, with a line end.
pub fn text(document: &Value) -> String {
    format!("{document:#}\n")
}

fn build() -> Value {
    json!({
        "openapi": "3.1.1",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Saring",
            "summary": "The open decision engine for creator campaigns",
            "description": format!("{DESCRIPTION}\n\n{}", limits_told()),
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/", "description": "This service" }],
        "security": [{}, { "token": [] }],
        "tags": [
            { "name": "Decisions", "description": "Creators in, explained verdicts out for a campaign, or an audit without one." },
            { "name": "Running campaigns", "description": "What happened in, what to do now or what it was worth out." },
            { "name": "Packs", "description": "The rules that decide." },
            { "name": "Schemas", "description": "The shape of every document." },
            { "name": "Service", "description": "How the service is, and what it says about itself." },
        ],
        "paths": paths::paths(),
        "components": components::components(),
    })
}

fn limits_told() -> String {
    format!(
        "Limits, unless the operator chose others: {} MiB for a body, {} s to send it, {} s to send the head of a request \
         or between two requests of a connection, {} KiB and {} headers for a head, {} bytes for a path with its query, \
         {} s to decide, {} connections, {} requests that wait for a worker.",
        limits::BODY_BYTES_MAX >> 20,
        limits::BODY_READ_MS_MAX / 1_000,
        limits::HEAD_READ_MS_MAX / 1_000,
        limits::HEAD_BYTES_MAX >> 10,
        limits::HEADERS_MAX,
        limits::TARGET_BYTES_MAX,
        limits::WORK_MS_MAX / 1_000,
        limits::CONNECTIONS_MAX,
        limits::WAITING_MAX,
    )
}
