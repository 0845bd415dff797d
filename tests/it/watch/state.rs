//! What a state is used for, and what is said where it, the plan or the money does not fit.

use saring_app::report::WatchReport;
use saring_app::running::RunningRequest;
use saring_model::Timestamp;
use saring_model::timeline::{Event, Timeline};
use saring_model::trigger_state::TriggerState;
use serde_json::{Value, json};

use super::{HOUR_S, app, at, read, request, timeline};

fn events(events: &[Value]) -> Vec<Event> {
    read::<Timeline>(&json!({ "events": events })).events.into_vec()
}

fn spend(id: &str, hour: u64, line: &str, amount: u64, currency: &str) -> Value {
    let what = json!({ "spend": { "line": line, "amount": { "amount": amount, "currency": currency } } });
    json!({ "id": id, "at": at(hour * HOUR_S), "what": what })
}

fn mentions(id: &str, hour: u64, total: u64, negative: u64) -> Value {
    let what = json!({ "mention_counts": { "span_s": HOUR_S, "total": total, "negative": negative } });
    json!({ "id": id, "at": at(hour * HOUR_S), "what": what })
}

fn asked(events: Vec<Event>, state: Option<TriggerState>, as_of: Option<u64>) -> WatchReport {
    let mut request: RunningRequest = request(events);
    request.state = state;
    request.as_of = as_of.map(|hour| Timestamp::parse(&at(hour * HOUR_S)).unwrap());
    app().triggers(&request).unwrap()
}

/// The state as another program would hand it back, with something changed.
fn changed(state: &TriggerState, change: impl Fn(&mut Value)) -> TriggerState {
    let mut value = serde_json::to_value(state).unwrap();
    change(&mut value);
    read(&value)
}

#[test]
fn what_does_not_fit_is_said() {
    let state = asked(timeline(3, 5), None, None).state;
    let codes = |report: &WatchReport| report.remarks.iter().map(|remark| remark.code.clone()).collect::<Vec<_>>();
    let other = changed(&state, |state| state["pack"] = "sha256:00".into());
    let report = asked(Vec::new(), Some(other), None);
    assert_eq!(codes(&report), ["watch.other-pack"]);
    assert!(report.remarks[0].text.contains("sha256:00") && report.remarks[0].text.contains(&report.pack.digest));

    let looked = changed(&state, |state| state["looked"] = at(400 * HOUR_S).into());
    assert_eq!(codes(&asked(Vec::new(), Some(looked), Some(200))), ["watch.looked-further"]);

    let astray =
        [spend("1", 1, "gifts", 5, "IDR"), spend("2", 1, "amplification", 5, "USD"), spend("3", 1, "gifts", 5, "USD")];
    let report = asked(events(&astray), None, None);
    assert_eq!(codes(&report), ["watch.other-currency", "watch.other-line"]);
    assert!(report.remarks[1].text.starts_with("2 events"), "{}", report.remarks[1].text);
    assert!(report.lines.iter().all(|line| line.spent.minor() == 0));

    // A proposal of most of a line still stands when other money of the line is spent.
    let action = json!({
        "id": "a", "trigger": "amplify", "kind": "amplify", "at": at(HOUR_S), "urgency": "high", "reason": "x",
        "amount": { "amount": 15_000_000, "currency": "IDR" }, "line": "amplification"
    });
    let standing = changed(&state, |state| state["settled"] = json!([action]));
    let report = asked(events(&[spend("late", 300, "amplification", 9_000_000, "IDR")]), Some(standing), None);
    assert_eq!(codes(&report), ["watch.line-promised"]);
}

#[test]
fn what_is_late_by_as_much_as_it_may_be_counts() {
    let calm: Vec<Value> = (0..24 * 40).map(|hour| mentions(&format!("m{hour}"), hour, 40, 2)).collect();
    let last = 24 * 40 + 48;
    let begun = asked(events(&calm), None, None);
    let later = asked(events(&[mentions("now", last, 40, 2)]), Some(begun.state), None);
    for (known, too_late) in [(last - 48, 0), (last - 49, 1)] {
        let report = asked(events(&[mentions("late", known, 40, 2)]), Some(later.state.clone()), None);
        assert_eq!(report.summary.too_late, too_late, "known {} hours before the last", last - known);
    }
}

#[test]
fn an_earlier_moment_undoes_nothing() {
    let mut quiet: Vec<Value> = (0..24 * 40).map(|hour| mentions(&format!("m{hour}"), hour, 40, 2)).collect();
    quiet.extend((0..6).map(|hour| mentions(&format!("angry{hour}"), 24 * 40 + hour, 400, 300)));
    let said = asked(events(&quiet), None, None);
    assert!(said.actions.iter().any(|told| !told.settled), "{:?}", said.summary);
    let earlier = asked(Vec::new(), Some(said.state.clone()), Some(24 * 40 - 1));
    assert_eq!((&earlier.withdrawn[..], earlier.actions.len()), (&[][..], 0));
    let again = asked(Vec::new(), Some(earlier.state), Some(24 * 40 + 6));
    assert_eq!((again.withdrawn.len(), again.actions.len()), (0, 0));
}

#[test]
fn a_state_can_be_read_again_at_both_ends_of_time() {
    for at in ["1970-01-01T00:00:00Z", "2199-12-31T23:00:00Z"] {
        let event =
            json!({ "id": "e", "at": at, "what": { "mention_counts": { "span_s": 60, "total": 9, "negative": 9 } } });
        let report = asked(events(&[event]), None, None);
        let written = serde_json::to_vec(&report.state).unwrap();
        assert_eq!(saring_model::decode::<TriggerState>(&written).unwrap(), report.state, "{at}");
    }
}

#[test]
fn settled_mentions_are_kept_by_the_hour_and_in_little_room() {
    // Five weeks of counts by the quarter of an hour.
    let count = |n: u64| {
        let what = json!({ "mention_counts": { "span_s": 900, "total": 20 + n % 30, "negative": n % 5, "source": "listening" } });
        json!({ "id": format!("m{n}"), "at": at(n * 900), "what": what })
    };
    let all: Vec<Value> = (1..=35 * 96).map(count).collect();
    let state = asked(events(&all), None, None).state;
    let [hours] = &state.mentions[..] else { panic!("{} runs", state.mentions.len()) };
    // Two days may still change, and the two before are kept as they came.
    assert_eq!((hours.total.len(), state.events.len()), (35 * 24 - 97, 97 * 4));
    assert_eq!(
        hours.total.iter().map(|count| count.get()).sum::<u64>(),
        (1..=(35 * 24 - 97) * 4).map(|n: u64| 20 + n % 30).sum::<u64>()
    );
    assert!(hours.positive.is_none() && hours.negative.is_some());
    for (name, wrong) in [("total", json!([1])), ("negative", json!([0])), ("first", json!("tomorrow"))] {
        let mut value = serde_json::to_value(&state).unwrap();
        value["mentions"][0][name] = wrong;
        assert!(saring_model::decode::<TriggerState>(value.to_string().as_bytes()).is_err(), "{name}");
    }
}

#[test]
fn a_count_of_ages_costs_no_more_than_a_rule_may() {
    let ages = |n: u64| {
        let what = json!({ "mention_counts": { "span_s": 9_007_199_254_740_991_u64, "total": 9, "negative": 9 } });
        json!({ "id": format!("m{n}"), "at": at(n * HOUR_S), "what": what })
    };
    let report = asked(events(&(0..40).map(ages).collect::<Vec<_>>()), None, None);
    assert_eq!(report.actions.len(), 0);
}
