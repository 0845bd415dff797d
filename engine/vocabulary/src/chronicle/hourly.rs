//! Mentions by the full hour: what is left of them where windows begin and end at full hours.

use std::collections::BTreeMap;

use saring_model::timeline::{Channel, Event, Mentions, What};
use saring_model::trigger_state::HourlyMentions;
use saring_model::{Count, Id, List, Name, Timestamp, limits};

use super::HOUR_S;
use crate::random::SplitMix64;

/// Mentions that are counted together, hour by hour.
#[derive(Debug, Default)]
pub(super) struct Hours(BTreeMap<(Series, Timestamp), Sum>);

/// Whose mentions are counted together: of one subject, channel and source, and of one creator and post where they name them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Series {
    subject: Option<Name>,
    channel: Option<Channel>,
    source: Option<Name>,
    creator: Option<Id>,
    post: Option<Id>,
}

/// Sums; a label is only known of all where it is known of each.
#[derive(Debug, Clone, Copy)]
struct Sum {
    total: u64,
    positive: Option<u64>,
    negative: Option<u64>,
}

impl Hours {
    /// Whether a count can be told by the hour in which it ends: it is not of a longer span.
    pub fn take(counted: &Mentions) -> bool {
        counted.span_s.get() <= HOUR_S.unsigned_abs()
    }

    /// Adds a count to its hour.
    pub fn add(&mut self, event: &Event, counted: &Mentions) {
        let Mentions { subject, channel, source, total, positive, negative, .. } = counted.clone();
        let series = Series { subject, channel, source, creator: event.creator.clone(), post: event.post.clone() };
        let sum = self.0.entry((series, event.at.hour_end()));
        let sum = sum.or_insert(Sum { total: 0, positive: Some(0), negative: Some(0) });
        let add = |sum: u64, n: Count| sum.saturating_add(n.get()).min(limits::COUNT_MAX);
        *sum = Sum {
            total: add(sum.total, total),
            positive: sum.positive.zip(positive).map(|(sum, n)| add(sum, n)),
            negative: sum.negative.zip(negative).map(|(sum, n)| add(sum, n)),
        };
    }

    /// An event for each hour of each series.
    pub fn events(&self) -> impl Iterator<Item = Event> {
        self.0.iter().filter_map(|((series, ends), sum)| series.event(*ends, *sum))
    }

    /// The same as runs of hours that follow each other and of which the same is known.
    pub fn runs(&self) -> Vec<HourlyMentions> {
        let hours: Vec<_> = self.0.iter().collect();
        let follows = |((series, ends), sum): &(&(Series, Timestamp), &Sum), next: &(&(Series, Timestamp), &Sum)| {
            let ((next_series, next_ends), next_sum) = next;
            series == next_series
                && next_ends.unix_seconds() - ends.unix_seconds() == HOUR_S
                && sum.positive.is_some() == next_sum.positive.is_some()
                && sum.negative.is_some() == next_sum.negative.is_some()
        };
        hours.chunk_by(follows).filter_map(run).collect()
    }
}

fn run(hours: &[(&(Series, Timestamp), &Sum)]) -> Option<HourlyMentions> {
    let ((series, first), _) = hours.first()?;
    let column = |get: fn(&Sum) -> Option<u64>| {
        let counts: Option<Vec<Count>> = hours.iter().map(|(_, sum)| Count::new(get(sum)?).ok()).collect();
        List::new(counts?).ok()
    };
    let Series { subject, channel, source, creator, post } = series.clone();
    Some(HourlyMentions {
        subject,
        channel,
        source,
        creator,
        post,
        first: *first,
        total: column(|sum| Some(sum.total))?,
        positive: column(|sum| sum.positive),
        negative: column(|sum| sum.negative),
    })
}

/// The hours of a run, an event each.
pub fn hours(run: &HourlyMentions) -> impl Iterator<Item = Event> {
    let HourlyMentions { subject, channel, source, creator, post, .. } = run.clone();
    let series = Series { subject, channel, source, creator, post };
    let name = series.name();
    let of = |part: &Option<List<Count, { limits::EVENTS_MAX }>>, n: usize| Some(part.as_ref()?.get(n)?.get());
    run.total.iter().enumerate().filter_map(move |(n, total)| {
        let sum = Sum { total: total.get(), positive: of(&run.positive, n), negative: of(&run.negative, n) };
        series.named(&name, run.first.plus_hours(n as f64), sum)
    })
}

impl Series {
    fn event(&self, ends: Timestamp, sum: Sum) -> Option<Event> {
        self.named(&self.name(), ends, sum)
    }

    fn named(&self, name: &str, ends: Timestamp, sum: Sum) -> Option<Event> {
        let count = |n: u64| Count::new(n).ok();
        let Self { subject, channel, source, creator, post } = self.clone();
        let what = What::MentionCounts(Mentions {
            subject,
            channel,
            span_s: count(HOUR_S.unsigned_abs())?,
            total: count(sum.total)?,
            positive: sum.positive.and_then(count),
            negative: sum.negative.and_then(count),
            source,
        });
        let id = Id::new(format!("saring:mentions:{}:{name}", ends.unix_seconds().div_euclid(HOUR_S))).ok()?;
        Some(Event { id, at: ends, received_at: None, creator, post, what })
    }

    /// A short name by which two series are told apart.
    fn name(&self) -> String {
        format!("{:016x}", SplitMix64::of_text(&format!("{self:?}")).next_u64())
    }
}
