//! Armed, pending, fired, cooling down, armed again: what a row of looks comes to.

use saring_app::running::RunningRequest;
use saring_eval::watch::{
    Unwatched,
    machine::{Look, Step, cooling, step},
};
use saring_model::timeline::Timeline;
use saring_model::trigger_state::Phase;
use saring_model::{Id, Timestamp};
use saring_pack::Condition;
use serde_json::json;

use super::{app, read, request, timeline};

/// Looks a quarter of an hour apart: `h` holds, `q` is quiet, `?` is unknown, `b` is blocked, `!` holds at once. Where the
/// trigger fires, the answer has an `F`, and an `E` where that escalates.
fn looks(trigger: &str, said: &str) -> String {
    let pack = app().pack("standard").unwrap();
    let trigger = pack.pack.triggers.iter().find(|one| one.id == trigger).unwrap();
    let mut phase = Phase::Armed;
    let begin = Timestamp::parse("2026-03-01T00:00:00Z").unwrap();
    let fires = said.chars().enumerate().map(|(n, word)| {
        let condition = match word {
            'h' | '!' => Condition::Holds,
            'q' => Condition::Quiet,
            'b' => Condition::Blocked,
            _ => Condition::Unknown,
        };
        let at = begin.plus_hours(n as f64 / 4.0);
        match step(trigger, &phase, Look { condition, at_once: word == '!', at }) {
            Step::Stay(stays) => {
                phase = stays;
                '.'
            }
            Step::Fire { escalates } => {
                phase = cooling(trigger, Id::new(format!("a{n}")).unwrap(), at);
                if escalates.is_some() { 'E' } else { 'F' }
            }
        }
    });
    fires.collect()
}

#[test]
fn a_row_of_looks_comes_to_actions() {
    // The crisis trigger: two looks in a row, four hours of cooldown, and what has not ended by then escalates.
    for (said, acted) in [
        ("hqhq", "...."),
        ("qhh", "..F"),
        ("h?h", "..F"),
        ("hbh", "..F"),
        ("bbh", "..F"),
        ("bbb", "..."),
        ("!", "F"),
        ("hhhhhhhhhhhhhhhhhh", ".F...............E"),
        ("hhqqqqqqqqqqqqqqqqhh", ".F.................F"),
    ] {
        assert_eq!(looks("crisis", said), acted, "{said}");
    }
}

#[test]
fn a_state_that_does_not_fit_is_refused() {
    let state = app().triggers(&request(timeline(3, 5))).unwrap().state;
    let refused = |change: &dyn Fn(&mut RunningRequest)| {
        let mut request = request(Vec::new());
        request.state = Some(state.clone());
        change(&mut request);
        app().triggers(&request).unwrap_err().code()
    };
    let version = |request: &mut RunningRequest| {
        let mut value = serde_json::to_value(&state).unwrap();
        value["version"] = json!(99);
        request.state = Some(read(&value));
    };
    assert_eq!(refused(&version), "state-refused");
    let campaign = |request: &mut RunningRequest| {
        let mut value = serde_json::to_value(&state).unwrap();
        value["campaign"] = json!("another");
        request.state = Some(read(&value));
    };
    assert_eq!(refused(&campaign), "state-refused");
    let earlier = |request: &mut RunningRequest| {
        request.as_of = Some(Timestamp::parse("2026-03-01T00:00:00Z").unwrap());
    };
    assert_eq!(refused(&earlier), "state-refused");
    let nothing = |request: &mut RunningRequest| request.state = None;
    assert_eq!(refused(&nothing), "no-events");
    let ages = |request: &mut RunningRequest| {
        let events = ["1970-01-01T00:00:00Z", "2199-12-31T00:00:00Z"]
            .map(|at| json!({ "id": at, "at": at, "what": { "mention_counts": { "span_s": 3_600, "total": 1 } } }));
        request.state = None;
        request.events = read::<Timeline>(&json!({ "events": events })).events.into_vec();
    };
    assert_eq!(refused(&ages), "too-many-looks");
    assert_eq!(Unwatched::NoTriggers.to_string(), "the pack has no triggers");
}
