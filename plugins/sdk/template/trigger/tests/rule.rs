//! The rule as plain Rust: `cargo test`.

use saring_plugin::Move;
use saring_plugin::testing::{Aim, Run};
use serde_json::{Value, json};
use {{crate}}::{{type}};

fn order(id: u32, at: &str) -> Value {
    let revenue = json!({ "amount": "100000", "currency": "IDR" });
    json!({ "id": id.to_string(), "at": at, "what": { "order": { "revenue": revenue } } })
}

/// Two orders a day for more than a week.
fn usual() -> Run {
    let days = (20..28).flat_map(|day| [(day, 9), (day, 15)]);
    days.fold(Run::of(json!({ "id": "c" })), |run, (day, hour)| {
        run.event(order(day * 100 + hour, &format!("2026-02-{day}T{hour:02}:00:00Z")))
    })
}

#[test]
fn a_burst_of_orders_calls_for_more_reach() {
    let hours = 10..16;
    let run = hours.fold(usual(), |run, hour| run.event(order(hour, &format!("2026-02-28T{hour}:00:00Z"))));
    let told = run.line("amplification", "IDR", 1_000, 200, 0).watch::<{{type}}>(Aim::default());
    assert_eq!((told.holds(), told.proposes()), (Some(true), Some(Move::Amplify)));
    assert_eq!(told.money(), Some(("amplification", 200.0)));
    assert_eq!(told.number("{{name}}.faster", "times"), Some(3.0));
}

#[test]
fn a_quiet_day_calls_for_nothing() {
    assert_eq!(usual().watch::<{{type}}>(Aim::default()).holds(), Some(false));
}

#[test]
fn without_orders_there_is_no_telling() {
    assert_eq!(Run::of(json!({ "id": "c" })).watch::<{{type}}>(Aim::default()).holds(), None);
}
