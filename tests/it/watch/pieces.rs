//! A timeline in pieces comes to what the whole comes to, in any order within the time that events may be late.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use saring_app::report::WatchReport;
use saring_model::Timestamp;
use saring_model::timeline::Event;
use saring_model::trigger_state::TriggerState;

use super::{app, below, request, timeline};

/// How late the standard pack takes events, in hours.
const LATE_HOURS: f64 = 48.0;

fn known_at(event: &Event) -> Timestamp {
    event.received_at.unwrap_or(event.at)
}

/// Everything that stands after these pieces: actions by id, and the last state.
fn watched(pieces: &[Vec<Event>], until: Timestamp) -> (BTreeMap<String, String>, TriggerState) {
    let (mut standing, mut state) = (BTreeMap::new(), None);
    for (n, piece) in pieces.iter().enumerate() {
        let mut request = request(piece.clone());
        request.state = state;
        request.as_of = (n + 1 == pieces.len()).then_some(until);
        let report: WatchReport = app().triggers(&request).unwrap();
        for id in &report.withdrawn {
            assert!(standing.remove(id.as_str()).is_some(), "`{id}` is withdrawn and was never said");
        }
        for told in &report.actions {
            standing.insert(told.action.id.to_string(), serde_json::to_string(&told.action).unwrap());
        }
        state = Some(report.state);
    }
    (standing, state.unwrap())
}

fn pieces(events: &[Event], rng: &mut ChaCha8Rng) -> Vec<Vec<Event>> {
    let (mut pieces, mut rest) = (Vec::new(), events);
    while !rest.is_empty() {
        let (piece, others) = rest.split_at(1 + below(rng, 400).min(rest.len() as u64 - 1) as usize);
        pieces.push(piece.to_vec());
        rest = others;
    }
    pieces
}

#[test]
fn pieces_disorder_and_duplicates_change_no_action() {
    for seed in 0..4 {
        let mut rng = ChaCha8Rng::seed_from_u64(1_000 + seed);
        let mut events = timeline(seed, 24);
        let until = events.iter().map(known_at).max().unwrap();
        let (whole, state) = watched(&[events.clone()], until);
        assert!(whole.len() > 2, "seed {seed}: {} actions", whole.len());

        events.sort_by_key(known_at);
        let ordered = watched(&pieces(&events, &mut rng), until);
        assert_eq!(ordered.0, whole, "seed {seed}: in order");
        assert_eq!(ordered.1, state, "seed {seed}: in order");

        // Each event comes as much as two days after its turn, and some come twice.
        let mut delivered: Vec<(Timestamp, Event)> = Vec::new();
        for event in &events {
            let times = if below(&mut rng, 10) == 0 { 2 } else { 1 };
            for _ in 0..times {
                let late = below(&mut rng, LATE_HOURS as u64) as f64;
                delivered.push((known_at(event).plus_hours(late), event.clone()));
            }
        }
        delivered.sort_by_key(|(turn, _)| *turn);
        let delivered: Vec<Event> = delivered.into_iter().map(|(_, event)| event).collect();
        let disordered = watched(&pieces(&delivered, &mut rng), until);
        assert_eq!(disordered.0, whole, "seed {seed}: out of order");
        assert_eq!(disordered.1, state, "seed {seed}: out of order");
    }
}

#[test]
fn a_state_is_read_again_and_does_not_grow() {
    // The standard pack looks back 35 days: a campaign of twice as long has no larger a state.
    let size = |days: u64| {
        let report = app().triggers(&request(timeline(7, days))).unwrap();
        let written = serde_json::to_vec(&report.state).unwrap();
        let read: TriggerState = saring_model::decode(&written).unwrap();
        assert_eq!(read, report.state);
        written.len() as f64
    };
    let (short, long) = (size(40), size(80));
    assert!(long < 1.15 * short, "{long} bytes after 80 days, {short} after 40");
}

#[test]
fn no_line_is_ever_overspent() {
    for seed in 20..23 {
        let report = app().triggers(&request(timeline(seed, 24))).unwrap();
        let mut proposed: BTreeMap<String, i64> = BTreeMap::new();
        for told in report.actions.iter().filter(|told| told.action.amount.is_some()) {
            let line = told.action.line.as_ref().unwrap().to_string();
            *proposed.entry(line).or_default() += told.action.amount.unwrap().minor();
        }
        for line in &report.lines {
            assert!(line.spent.minor() + line.proposed.minor() + line.left.minor() >= line.planned.minor());
            let standing = line.planned.minor() - line.spent.minor();
            assert!(line.proposed.minor() <= standing.max(0), "seed {seed}: {line:?}");
        }
        assert!(!proposed.is_empty(), "seed {seed}: no action uses money");
    }
}
