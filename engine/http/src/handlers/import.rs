//! Files in, creators or events and rejected rows out.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use saring_app::import::events::{event_mappings, import_events_file};
use saring_app::import::{ImportRefusal, Refused, import_body, import_file};
use saring_model::{Violation, ViolationCode, Violations};

use super::{json, json_response};
use crate::cached::Tagged;
use crate::openapi::{AS, MAPPING, Operation};
use crate::problem::{Problem, ProblemCode};
use crate::query::parameters;
use crate::router::Shared;

/// Reads a file through a mapping. Rows that cannot be read are an answer, not a problem.
pub(crate) async fn import(State(service): State<Shared>, request: Request) -> Result<Response, Problem> {
    let given = parameters(request.uri(), &[], Operation::Import.options())?;
    let mut options: BTreeMap<String, String> = given.into_iter().collect();
    let what = options.remove(AS);
    if let Some(what) = what.as_deref().filter(|what| !["roster", "events"].contains(what)) {
        let problem = Problem::new(ProblemCode::InvalidOption, format!("rows cannot become `{what}`"));
        return Err(problem.help("`as` is `roster` or `events`"));
    }
    let report = match options.remove(MAPPING) {
        Some(mapping) => {
            let (received, charset) = service.bodies.file(request, Operation::Import.files()).await?;
            // Most programs name UTF-8 without looking, so it says nothing that the bytes do not show.
            if let Some(charset) = charset.filter(|charset| charset != "utf-8") {
                options.entry("encoding".to_owned()).or_insert(charset);
            }
            match what.as_deref() {
                Some("events") => {
                    let events = move || json(&import_events_file(received.bytes(), &mapping, &options)?);
                    service.workers.run(events).await?
                }
                _ => service.workers.run(move || json(&import_file(received.bytes(), &mapping, &options)?)).await?,
            }
        }
        None => {
            if let Some(name) = options.keys().map(String::as_str).next().or(what.as_deref().map(|_| AS)) {
                let problem =
                    Problem::new(ProblemCode::BadRequest, format!("the query has `{name}` without `{MAPPING}`"));
                return Err(problem.help("name a mapping in the query, or say everything in a JSON body"));
            }
            let received = service.bodies.json(request).await?;
            service.workers.run(move || json(&import_body(received.bytes())?)).await?
        }
    };
    Ok(json_response(report))
}

/// The built-in mappings, which are the same for the life of the program.
pub(crate) async fn mappings(headers: HeaderMap) -> Result<Response, Problem> {
    static MAPPINGS: LazyLock<Result<Tagged, Problem>> =
        LazyLock::new(|| Tagged::json(&[saring_app::import::mappings(), event_mappings()].concat()));
    MAPPINGS.as_ref().map(|mappings| mappings.answer(&headers)).map_err(Clone::clone)
}

impl From<ImportRefusal> for Problem {
    fn from(refusal: ImportRefusal) -> Self {
        let code = match &refusal {
            ImportRefusal::Invalid(violations) => return violations.clone().into(),
            ImportRefusal::InvalidMapping(_) => return of_mapping(&refusal),
            ImportRefusal::TwoMappings | ImportRefusal::NoMapping(_) => ProblemCode::InvalidDocument,
            ImportRefusal::UnknownMapping { .. } => ProblemCode::UnknownMapping,
            ImportRefusal::MappingTooLarge(_) => ProblemCode::InvalidMapping,
            ImportRefusal::BadOption { .. }
            | ImportRefusal::Unreadable(
                Refused::UnknownOption { .. } | Refused::ChoiceNeeded { .. } | Refused::BadChoice { .. },
            ) => ProblemCode::InvalidOption,
            ImportRefusal::Unreadable(_) => ProblemCode::UnreadableFile,
        };
        Self::new(code, refusal.to_string()).help(refusal.help())
    }
}

/// A mapping that is not valid, with the line of everything that is wrong with it.
fn of_mapping(refusal: &ImportRefusal) -> Problem {
    let ImportRefusal::InvalidMapping(errors) = refusal else { return Problem::internal(refusal.to_string()) };
    let mut violations = Violations::default();
    for error in errors {
        let mut violation = Violation::new("/mapping_toml", ViolationCode::Unreadable, error.message.clone());
        violation.help.clone_from(&error.help);
        violation.line = u32::try_from(error.line).ok();
        violation.column = u32::try_from(error.column).ok();
        violations.push(violation);
    }
    Problem::new(ProblemCode::InvalidMapping, refusal.to_string()).help(refusal.help()).violations(&violations)
}
