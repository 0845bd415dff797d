//! Whether a document is a valid one, and everything that is wrong with it.

use axum::extract::{Request, State};
use axum::response::Response;
use saring_app::validate::{ValidateBody, validate as check};

use super::{json, json_response};
use crate::problem::Problem;
use crate::router::Shared;

/// Checks one document. A document that is not valid is an answer, not a problem.
pub(crate) async fn validate(State(service): State<Shared>, request: Request) -> Result<Response, Problem> {
    let received = service.bodies.json(request).await?;
    let checked = service.workers.run(move || {
        let body: ValidateBody = saring_model::decode(received.bytes())?;
        json(&check(&body.document, body.value.get().as_bytes())?)
    });
    checked.await.map(json_response)
}
