//! Where events are written down, with their moments and identifiers.

use std::collections::BTreeMap;

use saring_model::timeline::{Event, What};
use saring_model::{Date, Id, Timestamp};
use serde_json::Value;

/// Hours by which Jakarta is ahead of UTC.
const AHEAD_H: f64 = 7.0;

pub(super) struct Diary {
    /// Midnight in Jakarta of the flight's first day.
    start: Timestamp,
    counts: BTreeMap<&'static str, u64>,
    events: Vec<Event>,
}

/// Whom or what an event concerns.
#[derive(Clone, Copy, Default)]
pub(super) struct Of<'a> {
    pub(super) creator: Option<&'a Id>,
    pub(super) post: Option<&'a str>,
}

impl<'a> Of<'a> {
    pub(super) const NOBODY: Of<'static> = Of { creator: None, post: None };

    pub(super) fn creator(creator: &'a Id) -> Self {
        Self { creator: Some(creator), post: None }
    }

    pub(super) fn post(creator: &'a Id, post: &'a str) -> Self {
        Self { creator: Some(creator), post: Some(post) }
    }
}

impl Diary {
    pub(super) fn from(start: Date) -> Self {
        Self { start: start.start().plus_hours(-AHEAD_H), counts: BTreeMap::new(), events: Vec::new() }
    }

    /// A moment so many days after the beginning of the flight, in whole minutes.
    pub(super) fn moment(&self, day: f64) -> Timestamp {
        self.start.plus_hours((day * 1_440.0).round() / 60.0)
    }

    /// Writes down what happened on a day, known at once.
    pub(super) fn note(&mut self, day: f64, of: Of<'_>, what: Value) -> Option<Id> {
        self.late(day, of, what, 0.0)
    }

    /// Writes down what happened on a day and became known so many hours later.
    pub(super) fn late(&mut self, day: f64, of: Of<'_>, what: Value, hours: f64) -> Option<Id> {
        let what = serde_json::from_value::<What>(what).ok()?;
        let count = self.counts.entry(what.kind()).or_default();
        *count += 1;
        let id = Id::new(format!("{}-{count:05}", what.kind().replace('_', "-"))).ok()?;
        let at = self.moment(day);
        let received_at = (hours > 0.0).then(|| self.moment(day + hours / 24.0));
        let post = of.post.and_then(|post| Id::new(post).ok());
        self.events.push(Event { id: id.clone(), at, received_at, creator: of.creator.cloned(), post, what });
        Some(id)
    }

    /// The events in order of time; those of one moment as they were written down.
    pub(super) fn events(mut self) -> Vec<Event> {
        self.events.sort_by_key(|event| event.at);
        self.events
    }
}
