//! What a chronicle keeps when only the future will be asked about.

use std::collections::BTreeMap;

use saring_model::creator::Comment;
use saring_model::timeline::{Channel, CommentSample, Event, Mentions, Spend, What};
use saring_model::{Count, CurrencyCode, Id, Kebab, List, Money, Name, Timestamp};

use super::{Chronicle, HOUR_S, RECENT_HOURS, known_at};

/// Up to where everything is settled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Horizon {
    /// Nothing that becomes known later will be known as of this moment or before it.
    pub sealed: Timestamp,
    /// How far back any question looks, in hours.
    pub memory_hours: f64,
}

/// The fewest events that answer every question as of a later moment than the sealed one as all of them do.
///
/// Mentions that are settled and older than two days become hourly sums, because windows that begin before then begin at
/// a full hour. Comments lose their texts and keep their labels. Of metrics that nobody will look back to, the last ones of
/// each post stay, and of money the sum of each line.
pub fn compact(chronicle: &Chronicle, horizon: Horizon) -> Vec<Event> {
    let forgotten = horizon.sealed.plus_hours(-horizon.memory_hours).full_hour();
    let hourly = horizon.sealed.plus_hours(-RECENT_HOURS).full_hour();
    let mut kept: Vec<Event> = Vec::new();
    let mut mentions: BTreeMap<Series, Sum> = BTreeMap::new();
    let mut spent: BTreeMap<(Kebab, CurrencyCode, Option<Id>), (Timestamp, i64)> = BTreeMap::new();
    for event in &chronicle.events {
        if known_at(event) > horizon.sealed || event.at > horizon.sealed {
            kept.push(event.clone());
            continue;
        }
        let (is_forgotten, is_hourly) = (event.at <= forgotten, event.at <= hourly);
        match &event.what {
            What::MentionCounts(_) if is_forgotten => {}
            What::MentionCounts(counted) if is_hourly && counted.span_s.get() <= HOUR_S as u64 => {
                let series = Series::of(event, counted);
                mentions.entry(series).or_default().add(counted);
            }
            What::Spend(Spend { line, amount, action: None }) if is_forgotten => {
                let key = (line.clone(), amount.currency(), event.creator.clone());
                let sum = spent.entry(key).or_insert((event.at, 0));
                *sum = (sum.0.max(event.at), sum.1.saturating_add(amount.minor()));
            }
            What::PostMetrics(_) if is_forgotten && !is_last(chronicle, event, horizon) => {}
            What::CommentSample(sample) if !is_forgotten => {
                kept.push(Event { what: What::CommentSample(labels(sample)), ..event.clone() });
            }
            What::HashtagCounts(_)
            | What::CommentSample(_)
            | What::CompetitorActivity(_)
            | What::Trend(_)
            | What::Order(_)
            | What::Lead(_)
            | What::CodeUse(_)
            | What::Message(_)
                if is_forgotten => {}
            _ => kept.push(event.clone()),
        }
    }
    kept.extend(mentions.into_iter().filter_map(|(series, sum)| series.event(sum)));
    let total = |(n, ((line, currency, creator), (at, minor)))| {
        let what = What::Spend(Spend { line, amount: Money::from_minor(minor, currency), action: None });
        Some(Event { creator, ..plain(format!("saring:spend:{n}"), at, what)? })
    };
    kept.extend(spent.into_iter().enumerate().filter_map(total));
    kept
}

/// Whether no later metrics of the post are settled.
fn is_last(chronicle: &Chronicle, event: &Event, horizon: Horizon) -> bool {
    let view = chronicle.as_of(horizon.sealed);
    let latest = event.post.as_ref().and_then(|post| view.post(post)).and_then(|post| post.latest());
    latest.is_some_and(|latest| latest.at == event.at)
}

/// A sample's labels without its texts.
fn labels(sample: &CommentSample) -> CommentSample {
    let label = |comment: &Comment| Comment {
        sentiment: comment.sentiment,
        inauthentic: comment.inauthentic,
        off_message: comment.off_message,
        pillars: comment.pillars.clone(),
        ..Comment::default()
    };
    let comments: Vec<Comment> = sample.comments.iter().map(label).collect();
    CommentSample { comments: List::new(comments).unwrap_or_default(), ..sample.clone() }
}

/// Mentions that are counted together: of one subject, channel and source, in one hour.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Series {
    hour_ends: Timestamp,
    subject: Option<Name>,
    channel: Option<Channel>,
    source: Option<Name>,
}

/// Sums; a label is only known of all where it is known of each.
#[derive(Debug, Default)]
struct Sum {
    total: u64,
    positive: Option<u64>,
    negative: Option<u64>,
    n: usize,
}

impl Series {
    fn of(event: &Event, counted: &Mentions) -> Self {
        let Mentions { subject, channel, source, .. } = counted.clone();
        Self { hour_ends: event.at.hour_end(), subject, channel, source }
    }

    fn event(self, sum: Sum) -> Option<Event> {
        let count = |n: u64| Count::new(n).ok();
        let id = format!("saring:mentions:{}:{}", self.hour_ends.unix_seconds() / HOUR_S, self.name());
        let Self { hour_ends, subject, channel, source } = self;
        let what = Mentions {
            subject,
            channel,
            span_s: count(HOUR_S as u64)?,
            total: count(sum.total)?,
            positive: sum.positive.and_then(count),
            negative: sum.negative.and_then(count),
            source,
        };
        plain(id, hour_ends, What::MentionCounts(what))
    }

    /// A short name for subject, channel and source, whose lengths keep two series apart.
    fn name(&self) -> String {
        let text = format!("{:?}", (&self.subject, self.channel, &self.source));
        format!("{:016x}", crate::random::SplitMix64::of_text(&text).next_u64())
    }
}

impl Sum {
    fn add(&mut self, counted: &Mentions) {
        let add = |sum: Option<u64>, n: Option<Count>| Some(sum?.saturating_add(n?.get()));
        let begun = |sum: Option<u64>| if self.n == 0 { Some(0) } else { sum };
        (self.positive, self.negative) =
            (add(begun(self.positive), counted.positive), add(begun(self.negative), counted.negative));
        self.total = self.total.saturating_add(counted.total.get());
        self.n += 1;
    }
}

fn plain(id: String, at: Timestamp, what: What) -> Option<Event> {
    Some(Event { id: Id::new(id).ok()?, at, received_at: None, creator: None, post: None, what })
}
