//! Scripts and hand-written Rust agree on every score, so that the benchmark compares like with like.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_app::score::ScoreRequest;
use saring_app::{App, Config};
use saring_model::Timestamp;
use saring_tests::handwritten::{CHECKS, Checks, primary};

#[test]
fn scripts_and_hand_written_rust_agree() {
    let as_of = Timestamp::parse("2026-03-01T00:00:00Z").unwrap();
    let app = App::open(&Config::default()).unwrap();
    let creators: Vec<_> = saring_app::demo::roster(11, 600, as_of).into_iter().map(Arc::new).collect();
    let campaign = Arc::new(saring_app::demo::campaign().unwrap());
    let request = ScoreRequest::new(Arc::clone(&campaign), creators.clone()).at(as_of);
    let report = app.score(&request, as_of).unwrap();
    let by_id: BTreeMap<&str, _> = report.creators.iter().map(|told| (told.id.as_str(), told)).collect();
    let checks = Checks::new(&app.pack("standard").unwrap());
    let mut known = [0; CHECKS.len()];
    for creator in &creators {
        let told = by_id[creator.id.as_str()];
        let scores = checks.score(creator, primary(creator, &campaign), &campaign, as_of);
        for (at, (name, scored)) in CHECKS.iter().zip(scores).enumerate() {
            let check = told.layers.iter().flat_map(|layer| &layer.checks).find(|check| check.id == *name).unwrap();
            let script = check.score.map(|score| (score.0, check.confidence.0));
            let same = match (script, scored) {
                (Some(script), Some(hand)) => (script.0 - hand.0).abs() < 1e-9 && (script.1 - hand.1).abs() < 1e-9,
                (script, hand) => script.is_none() && hand.is_none(),
            };
            assert!(same, "{name} of {}: the script says {script:?}, by hand it is {scored:?}", creator.id);
            known[at] += usize::from(scored.is_some());
        }
    }
    assert!(known.iter().all(|known| *known > 60), "a check that is hardly ever known compares nothing: {known:?}");
}
