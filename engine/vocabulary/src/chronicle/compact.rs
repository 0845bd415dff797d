//! What a chronicle keeps when only the future will be asked about.

use std::collections::BTreeMap;

use saring_model::creator::Comment;
use saring_model::limits::MONEY_MAJOR_MAX;
use saring_model::timeline::{CommentSample, Event, Spend, What};
use saring_model::trigger_state::HourlyMentions;
use saring_model::{CurrencyCode, Id, Kebab, List, Money, Timestamp};

use super::hourly::Hours;
use super::{Chronicle, RECENT_HOURS, known_at};

/// Up to where everything is settled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Horizon {
    /// Nothing that becomes known later will be known as of this moment or before it.
    pub sealed: Timestamp,
    /// How far back any question looks, in hours.
    pub memory_hours: f64,
}

/// What is kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept {
    /// Events, by time.
    pub events: Vec<Event>,
    /// Mentions of settled hours.
    pub mentions: Vec<HourlyMentions>,
}

/// Money that is summed: of one line and currency, and of one creator and post where it names them.
type Purse = (Kebab, CurrencyCode, Option<Id>, Option<Id>);

/// The least that answers every question as of a later moment than the sealed one as all events do.
///
/// Mentions that are settled and older than two days become hourly sums, because windows that begin before then begin at
/// a full hour. Comments as old lose their texts and keep their labels. Of metrics that nobody will look back to, the last
/// ones of each post stay, and of money the sums.
pub fn compact(chronicle: &Chronicle, horizon: Horizon) -> Kept {
    let forgotten = horizon.sealed.plus_hours(-horizon.memory_hours).full_hour();
    let settled = horizon.sealed.plus_hours(-RECENT_HOURS).full_hour();
    let mut events: Vec<Event> = Vec::new();
    let mut mentions = Hours::default();
    let mut spent: BTreeMap<Purse, (Timestamp, i64)> = BTreeMap::new();
    for event in &chronicle.events {
        if known_at(event) > horizon.sealed || event.at > horizon.sealed {
            events.push(event.clone());
            continue;
        }
        let (is_forgotten, is_settled) = (event.at <= forgotten, event.at <= settled);
        match &event.what {
            What::MentionCounts(_) if is_forgotten => {}
            What::MentionCounts(counted) if is_settled && Hours::take(counted) => mentions.add(event, counted),
            What::Spend(Spend { line, amount, action: None }) if is_forgotten => {
                let purse = (line.clone(), amount.currency(), event.creator.clone(), event.post.clone());
                let sum = spent.entry(purse).or_insert((event.at, 0));
                *sum = (sum.0.max(event.at), sum.1.saturating_add(amount.minor()));
            }
            What::PostMetrics(_) if is_forgotten && !is_needed(chronicle, event, horizon) => {}
            What::HashtagCounts(_)
            | What::CommentSample(_)
            | What::CompetitorActivity(_)
            | What::Trend(_)
            | What::Order(_)
            | What::Lead(_)
            | What::CodeUse(_)
            | What::Message(_)
                if is_forgotten => {}
            What::CommentSample(sample) if is_settled => events.push(unspoken(event, sample)),
            _ => events.push(event.clone()),
        }
    }
    let total = |(n, ((line, currency, creator, post), (at, minor))): (usize, (Purse, (Timestamp, i64)))| {
        let id = Id::new(format!("saring:spend:{n}")).ok()?;
        let per_major = (0..currency.exponent()).fold(1i64, |scale, _| scale.saturating_mul(10));
        let amount = Money::from_minor(minor.min(MONEY_MAJOR_MAX.saturating_mul(per_major)), currency);
        let what = What::Spend(Spend { line, amount, action: None });
        Some(Event { id, at, received_at: None, creator, post, what })
    };
    events.extend(spent.into_iter().enumerate().filter_map(total));
    events.sort_by_key(|event| event.at);
    Kept { events, mentions: mentions.runs() }
}

/// Whether no later metrics of the post are settled, or it is from these that its creator is known.
fn is_needed(chronicle: &Chronicle, event: &Event, horizon: Horizon) -> bool {
    let view = chronicle.as_of(horizon.sealed);
    let Some(post) = event.post.as_ref().and_then(|post| view.post(post)) else { return false };
    let is_last = post.latest().is_some_and(|latest| latest.at == event.at);
    is_last || post.named().is_some_and(|named| named.id == event.id)
}

/// A sample of comments with their labels and without their texts.
pub(super) fn unspoken(event: &Event, sample: &CommentSample) -> Event {
    let label = |comment: &Comment| Comment {
        sentiment: comment.sentiment,
        inauthentic: comment.inauthentic,
        off_message: comment.off_message,
        pillars: comment.pillars.clone(),
        ..Comment::default()
    };
    let comments: Vec<Comment> = sample.comments.iter().map(label).collect();
    let sample = CommentSample { comments: List::new(comments).unwrap_or_default(), ..sample.clone() };
    Event { what: What::CommentSample(sample), ..event.clone() }
}
