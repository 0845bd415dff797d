//! The same input gives the same bytes: today, on any machine, with any number of threads, in any batches and order,
//! debug or release. `cargo xtask test` runs this module both ways against the same committed digests.

use std::num::NonZeroUsize;
use std::sync::Arc;

use saring_app::preflight::PreflightRequest;
use saring_app::score::ScoreRequest;
use saring_app::{App, Config};
use saring_eval::{Context, check, classify, decide, digest, rank, tell};
use saring_model::{Creator, Timestamp};
use saring_tests::golden::check_file;
use sha2::{Digest, Sha256};

/// Creators of the golden roster.
const CREATORS: usize = 200;
/// Its seed.
const SEED: u64 = 7;

fn as_of() -> Timestamp {
    Timestamp::parse("2026-03-01T00:00:00Z").unwrap()
}

fn app(threads: usize) -> App {
    App::open(&Config { threads: NonZeroUsize::new(threads), ..Config::default() }).unwrap()
}

fn request(creators: usize) -> ScoreRequest {
    let roster = saring_app::demo::roster(SEED, creators, as_of());
    let campaign = saring_app::demo::campaign().unwrap();
    ScoreRequest::new(Arc::new(campaign), roster.into_iter().map(Arc::new).collect()).at(as_of())
}

fn report(app: &App, request: &ScoreRequest) -> String {
    // The moment is in the request, so another `now` must change nothing.
    let now = Timestamp::parse("2099-01-01T00:00:00Z").unwrap();
    serde_json::to_string_pretty(&app.score(request, now).unwrap()).unwrap() + "\n"
}

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A decision of this release, whole. Later releases keep it as a fixture.
#[test]
fn a_small_decision_is_as_it_was() {
    check_file("tests/golden/report.json", &report(&app(1), &request(4)));
}

/// A preflight of this release, whole: the demo's second campaign, in which flaws are planted.
#[test]
fn a_preflight_is_as_it_was() {
    let campaign = saring_app::demo::bad_campaign().unwrap();
    let request = PreflightRequest { as_of: Some(as_of()), ..PreflightRequest::new(Arc::new(campaign)) };
    let now = Timestamp::parse("2099-01-01T00:00:00Z").unwrap();
    let report = serde_json::to_string_pretty(&app(1).preflight(&request, now).unwrap()).unwrap() + "\n";
    check_file("tests/golden/preflight.json", &report);
}

/// A larger decision by its digests, in both languages.
#[test]
fn a_large_decision_is_as_it_was() {
    let app = app(2);
    let english = request(CREATORS);
    let indonesian = ScoreRequest { lang: Some("id".to_owned()), ..english.clone() };
    let lines = format!("en {}\nid {}\n", sha256(&report(&app, &english)), sha256(&report(&app, &indonesian)));
    check_file("tests/golden/report.sha256", &lines);
}

#[test]
fn threads_and_order_change_no_byte() {
    let mut request = request(CREATORS);
    let whole = report(&app(1), &request);
    let two = app(2);
    assert!(report(&two, &request) == whole, "two threads gave other bytes than one");
    for turn in [1, 57, 123] {
        request.creators.rotate_left(turn);
        request.creators.swap(0, 150);
        assert!(report(&two, &request) == whole, "another order gave other bytes");
    }
}

#[test]
fn batches_change_no_byte() {
    let (app, request) = (app(1), request(CREATORS));
    let compiled = app.pack("standard").unwrap();
    let context = Context::new(&compiled, &request.campaign, as_of()).unwrap();
    let whole = app.score(&request, as_of()).unwrap();
    let whole = serde_json::to_string(&whole).unwrap();
    for size in [1, 3, 64, CREATORS] {
        let batch = |batch: &[Arc<Creator>]| check(&context.setting, classify(&context.setting, batch));
        let checked = request.creators.chunks(size).flat_map(batch);
        let ranked = rank(&context, checked.map(|checked| decide(&context, checked)).collect());
        let locale = compiled.pack.locale("en");
        let told = ranked.creators.iter().enumerate().map(|(n, one)| tell::creator(&context, locale, one, n + 1));
        let digests = request.creators.iter().map(|creator| digest::creator(creator)).collect();
        let inputs = digest::inputs(&request.campaign, digests);
        let report = tell::report(&context, "en", inputs, told.collect(), Vec::new());
        assert!(serde_json::to_string(&report).unwrap() == whole, "batches of {size} gave other bytes");
    }
}

/// Each creator's answers are what it would get if it were the only one. Rank and counts are of the roster.
#[test]
fn each_creator_is_decided_as_if_alone() {
    let (app, request) = (app(1), request(CREATORS));
    let together = app.score(&request, as_of()).unwrap();
    for creator in request.creators.iter().step_by(9) {
        let alone = ScoreRequest { creators: vec![Arc::clone(creator)], ..request.clone() };
        let mut alone = app.score(&alone, as_of()).unwrap().creators.remove(0);
        let among = together.creators.iter().find(|told| told.id == alone.id).unwrap();
        alone.rank = among.rank;
        assert_eq!(serde_json::to_value(&alone).unwrap(), serde_json::to_value(among).unwrap());
    }
}
