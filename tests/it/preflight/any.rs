//! Any campaign with any timeline: no check faults, and the order of what is given changes nothing.

use std::sync::Arc;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use saring_model::decode::decode;
use saring_model::schema;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, Timestamp};
use saring_tests::from_schema::Documents;
use serde_json::Value;

use super::{checks, report};
use crate::rhai::standard;

/// Campaigns with a timeline each.
const CASES: usize = 400;

#[test]
fn no_check_faults_on_any_campaign() {
    let pack = standard(None);
    let (campaigns, timelines) = (schema::schema::<Campaign>(), schema::schema::<Timeline>());
    let (campaigns, timelines) = (Documents::of(&campaigns), Documents::of(&timelines));
    let mut rng = ChaCha8Rng::seed_from_u64(20_260_301);
    let as_of = Timestamp::parse("2026-03-01T00:00:00Z").unwrap();
    let mut tried = 0;
    while tried < CASES {
        let mut campaign = campaigns.next(&mut rng);
        campaign["goal"] = "awareness".into();
        let (Some(campaign), Some(timeline)) = (read::<Campaign>(&campaign), read(&timelines.next(&mut rng))) else {
            continue;
        };
        tried += 1;
        let told = report(&pack, &campaign, None, Some(&timeline), (as_of, "en"));
        assert_eq!(told["summary"]["faults"], 0, "{}\n{campaign:?}\n{timeline:?}", told["faults"]);
        for (path, check) in checks(&told) {
            let is_asked = !check["questions"].as_array().unwrap().is_empty();
            assert!(check["status"] != "unknown" || is_asked, "{path} is unknown and asks nothing: {check:#}");
        }
        let turned = Timeline { events: turned(&timeline) };
        let again = report(&pack, &campaign, None, Some(&Arc::new(turned)), (as_of, "en"));
        assert_eq!(told["groups"], again["groups"], "the order of events is no fact");
    }
}

fn read<T: saring_model::Document>(document: &Value) -> Option<Arc<T>> {
    decode(&serde_json::to_vec(document).unwrap()).ok().map(Arc::new)
}

fn turned(
    timeline: &Timeline,
) -> saring_model::List<saring_model::timeline::Event, { saring_model::limits::EVENTS_MAX }> {
    saring_model::List::new(timeline.events.iter().rev().cloned().collect()).unwrap()
}
