//! How agency and creators speak with each other.

use std::collections::BTreeMap;

use saring_model::Timestamp;
use saring_model::timeline::{Event, Message, Party, What};

use crate::Column;

/// A message of a campaign.
#[derive(Debug, Clone, Copy)]
struct Sent<'a> {
    event: &'a Event,
    message: &'a Message,
}

fn messages<'a>(events: &[&'a Event]) -> Vec<Sent<'a>> {
    let sent = events.iter().filter_map(|event| match &event.what {
        What::Message(message) => Some(Sent { event, message }),
        _ => None,
    });
    let mut sent: Vec<Sent<'a>> = sent.collect();
    sent.sort_by(|a, b| (a.event.at, &a.event.id).cmp(&(b.event.at, &b.event.id)));
    sent
}

/// Hours of the clock from each message to its answer. Where no message says which one it answers, the next one of the
/// other party about the same creator does.
pub fn reply_hours(events: &[&Event]) -> Column {
    let sent = messages(events);
    let hours = |from: Timestamp, to: Timestamp| from_to(from, to);
    if sent.iter().any(|sent| sent.message.answers.is_some()) {
        let by_id: BTreeMap<&str, Timestamp> = sent.iter().map(|sent| (&*sent.event.id, sent.event.at)).collect();
        let mut first: BTreeMap<&str, Timestamp> = BTreeMap::new();
        for answer in &sent {
            if let Some(asked) = answer.message.answers.as_deref() {
                // They are in the order of time, so the first answer stays.
                first.entry(asked).or_insert(answer.event.at);
            }
        }
        let answered = first.iter().filter_map(|(id, at)| Some(hours(*by_id.get(id)?, *at)));
        return answered.map(Some).collect();
    }
    let mut waiting: BTreeMap<Option<&str>, (Party, Timestamp)> = BTreeMap::new();
    let mut answered = Vec::new();
    for sent in sent {
        let (whom, from, at) = (sent.event.creator.as_deref(), sent.message.from, sent.event.at);
        match waiting.get(&whom) {
            Some((asked_by, _)) if *asked_by == from => {}
            known => {
                answered.extend(known.map(|(_, asked)| Some(hours(*asked, at))));
                waiting.insert(whom, (from, at));
            }
        }
    }
    answered.into_iter().collect()
}

/// Longest time without any message between two instants, in hours; none where the second is not after the first.
pub fn longest_silence(events: &[&Event], from: Timestamp, to: Timestamp) -> Option<f64> {
    if to <= from {
        return None;
    }
    let within = messages(events).into_iter().map(|sent| sent.event.at).filter(|at| (from..=to).contains(at));
    let mut last = from;
    let mut longest = 0.0_f64;
    for at in within.chain([to]) {
        longest = longest.max(from_to(last, at));
        last = at;
    }
    Some(longest)
}

/// How many messages there are.
pub fn count(events: &[&Event]) -> usize {
    events.iter().filter(|event| matches!(event.what, What::Message(_))).count()
}

fn from_to(from: Timestamp, to: Timestamp) -> f64 {
    const SECONDS_PER_HOUR: f64 = 3_600.0;
    ((to.unix_seconds() - from.unix_seconds()) as f64 / SECONDS_PER_HOUR).max(0.0)
}
