//! Reports that people send to each other.

mod client;
mod editions;
mod hostile;
mod scorecard;
mod words;
mod workbook;

use std::num::NonZeroUsize;
use std::sync::Arc;

use saring_app::plan::PlanRequest;
use saring_app::reporting::{Edition, Face, Publication};
use saring_app::score::ScoreRequest;
use saring_app::{App, Config};
use saring_model::{Creator, List, Timestamp};

/// Creators of the demo's roster: enough that a plan has a choice.
const CREATORS: usize = 60;

fn as_of() -> Timestamp {
    Timestamp::parse("2026-03-01T00:00:00Z").unwrap()
}

fn app() -> App {
    App::open(&Config { threads: NonZeroUsize::new(1), ..Config::default() }).unwrap()
}

/// The demo's campaign with its first creators, in a language.
fn request(lang: &str, creators: usize) -> ScoreRequest {
    of(saring_app::demo::roster(7, creators, as_of()), lang)
}

fn of(creators: Vec<Creator>, lang: &str) -> ScoreRequest {
    let mut campaign = saring_app::demo::campaign().unwrap();
    // So few creators fill no bounds on numbers of creators, and none of them is rejected by a rule.
    campaign.budget.as_mut().unwrap().creators_per_tier = None;
    let forbidden = [1, 4].map(|at: usize| creators[at].id.clone());
    campaign.forbidden = Some(List::new(forbidden.to_vec()).unwrap());
    let request = ScoreRequest::new(Arc::new(campaign), creators.into_iter().map(Arc::new).collect()).at(as_of());
    ScoreRequest { lang: Some(lang.to_owned()), ..request }
}

fn shortlist(app: &App, request: &ScoreRequest, edition: Edition, face: Face) -> Vec<u8> {
    let report = app.score(request, as_of()).unwrap();
    app.publish_score(request, &report, Publication { face, edition }).unwrap()
}

fn plan(app: &App, request: &ScoreRequest, edition: Edition, face: Face) -> Vec<u8> {
    let request = PlanRequest::new(request.clone());
    let report = app.plan(&request, as_of()).unwrap();
    app.publish_plan(&request, &report, Publication { face, edition }).unwrap()
}
