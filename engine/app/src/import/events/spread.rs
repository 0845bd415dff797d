//! A row that tells of several events at once, such as twelve purchases of a day, and spans in which nothing was told.

use std::collections::BTreeMap;

use saring_model::timeline::{Event, Mentions, Order, What};
use saring_model::{Count, Money, SignedMoney, Timestamp};
use serde_json::json;

use super::identity::{identity, numbered};

/// Most events that one row gives.
pub(super) const TIMES_MAX: u64 = 100_000;
/// Most spans without a mention that are filled in between the first and the last of a file.
const EMPTY_MAX: i64 = 100_000;

/// The event so many times, its money divided to the last minor unit.
pub(super) fn times(event: &Event, n: u64) -> Vec<Event> {
    (0..n)
        .filter_map(|place| {
            let mut one = event.clone();
            if let What::Order(Order { revenue, margin, .. }) = &mut one.what {
                *revenue = Money::from_minor(share(revenue.minor(), n, place), revenue.currency());
                *margin =
                    margin.map(|margin| SignedMoney::from_minor(share(margin.minor(), n, place), margin.currency()));
            }
            one.id = numbered(event.id.as_str(), place + 1)?;
            Some(one)
        })
        .collect()
}

/// The share of one of `n` places: the first ones take what does not divide.
fn share(minor: i64, n: u64, place: u64) -> i64 {
    let Ok(n) = i64::try_from(n) else { return 0 };
    let rest = minor.rem_euclid(n);
    minor.div_euclid(n) + i64::from(i64::try_from(place).is_ok_and(|place| place < rest))
}

/// The spans between the first and the last of a list of mentions in which none was listed: zero mentions, which is
/// something else than a span that nobody looked at.
pub(super) fn empty_spans(events: &[Event], span_s: i64) -> Vec<Event> {
    let mut groups: BTreeMap<String, (Vec<i64>, &Event)> = BTreeMap::new();
    for event in events {
        let What::MentionCounts(mentions) = &event.what else { continue };
        let group = json!([mentions.subject, mentions.channel, mentions.source]).to_string();
        groups.entry(group).or_insert_with(|| (Vec::new(), event)).0.push(event.at.unix_seconds());
    }
    let mut empty = Vec::new();
    for (mut ends, like) in groups.into_values() {
        ends.sort_unstable();
        let spans: Vec<(i64, i64)> = ends.iter().copied().zip(ends.iter().copied().skip(1)).collect();
        let all: i64 = spans.iter().map(|(one, next)| (next - one) / span_s - 1).sum();
        if all > EMPTY_MAX {
            continue;
        }
        for (one, next) in spans {
            let missing = (1..(next - one) / span_s).map(|n| one + n * span_s);
            empty.extend(missing.filter_map(|end| nothing(like, end)));
        }
    }
    empty
}

/// An event like another in which nobody is mentioned.
fn nothing(like: &Event, end: i64) -> Option<Event> {
    let What::MentionCounts(mentions) = &like.what else { return None };
    let none = Count::new(0).ok()?;
    let what = What::MentionCounts(Mentions {
        total: none,
        positive: mentions.positive.map(|_| none),
        negative: mentions.negative.map(|_| none),
        ..mentions.clone()
    });
    let mut event = Event { at: Timestamp::from_unix_seconds(end).ok()?, what, ..like.clone() };
    event.id = numbered(&identity("mention_counts", &serde_json::to_value(&event).ok()?, false), 1)?;
    Some(event)
}
