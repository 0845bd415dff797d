//! What is known of a running campaign: the events of a timeline, each once, in order of time, for questions about windows.
//!
//! An event has two times: when it happened (`at`) and when it became known (`received_at`, or else `at`). A [`View`] as of
//! a moment shows what had happened and was known by then. What it shows therefore depends on the set of events alone: not
//! on the order in which they were delivered, nor on how they were split into batches, nor on events that came twice.

mod compact;
mod hourly;
mod post;

use std::borrow::Cow;
use std::collections::BTreeMap;

use saring_model::timeline::{
    Approval, CommentSample, Contract, Conversion, Event, FollowerCount, HashtagCounts, KpiAgreed, Mentions, Message,
    Observation, Order, Payment, PostMetrics, PostPublished, PostRating, Scheduled, Spend, What,
};
use saring_model::{Id, Timestamp};

use hourly::Hours;

pub use compact::{Horizon, Kept, compact};
pub use hourly::hours;
pub use post::{Measured, PostView};

/// Windows that begin longer ago than this begin at a full hour, so that older mentions can be kept as hourly sums.
pub const RECENT_HOURS: f64 = 48.0;
/// Seconds of an hour.
const HOUR_S: i64 = 3_600;

/// The events of a timeline, each once, in order of time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chronicle {
    /// By time and id.
    events: Vec<Event>,
    /// Places of the events of each kind, in their order.
    kinds: [Vec<u32>; KINDS],
    posts: BTreeMap<Id, post::Story>,
    conflicting: Vec<Id>,
    /// How far back questions can look, in hours; none where there is no bound.
    memory_hours: Option<f64>,
}

/// When an event became known.
pub fn known_at(event: &Event) -> Timestamp {
    event.received_at.unwrap_or(event.at)
}

impl Chronicle {
    /// The events, each once. Of events with one identifier that differ, the one that was known first is kept, and of
    /// those the one whose text sorts first, so that the order in which they come changes nothing.
    pub fn new(events: impl IntoIterator<Item = Event>) -> Self {
        let mut by_id: BTreeMap<Id, Event> = BTreeMap::new();
        let mut conflicting: Vec<Id> = Vec::new();
        for event in events {
            match by_id.get_mut(&event.id) {
                None => {
                    by_id.insert(event.id.clone(), event);
                }
                Some(kept) if *kept != event => {
                    conflicting.push(event.id.clone());
                    if precedence(&event) < precedence(kept) {
                        *kept = event;
                    }
                }
                Some(_) => {}
            }
        }
        conflicting.sort();
        conflicting.dedup();
        let mut events: Vec<Event> = by_id.into_values().collect();
        // Events of one moment stay in the order of their ids.
        events.sort_by_key(|event| event.at);
        let mut chronicle = Self { conflicting, ..Self::default() };
        for (place, event) in (0u32..).zip(&events) {
            if let Some(kind) = chronicle.kinds.get_mut(kind_of(&event.what)) {
                kind.push(place);
            }
        }
        chronicle.posts = post::stories(&events);
        chronicle.events = events;
        chronicle
    }

    /// The same with a bound on how far back questions can look.
    pub fn remembering(self, hours: f64) -> Self {
        Self { memory_hours: Some(hours), ..self }
    }

    /// Every event, by time and id.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Ids under which different events came; one of each is kept.
    pub fn conflicting(&self) -> &[Id] {
        &self.conflicting
    }

    /// The last moment at which anything became known.
    pub fn last_known(&self) -> Option<Timestamp> {
        self.events.iter().map(known_at).max()
    }

    /// The first moment at which anything became known.
    pub fn first_known(&self) -> Option<Timestamp> {
        self.events.iter().map(known_at).min()
    }

    /// What had happened and was known at a moment.
    pub fn as_of(&self, as_of: Timestamp) -> View<'_> {
        View { chronicle: self, as_of }
    }
}

/// Which of two events with one identifier is kept: the smaller one.
fn precedence(event: &Event) -> (Timestamp, String) {
    (known_at(event), serde_json::to_string(event).unwrap_or_default())
}

/// A span of time: after `from`, up to and with `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its beginning, which is not in it.
    pub from: Timestamp,
    /// Its end, which is in it.
    pub to: Timestamp,
}

/// What had happened and was known at a moment.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    chronicle: &'a Chronicle,
    as_of: Timestamp,
}

/// An event of one kind.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a, T> {
    /// The event.
    pub event: &'a Event,
    /// What happened.
    pub what: &'a T,
}

impl<'a> View<'a> {
    /// The moment.
    pub fn moment(&self) -> Timestamp {
        self.as_of
    }

    /// The time up to the moment that begins this many hours before it; where that is longer ago than two days, at the
    /// full hour.
    pub fn last_hours(&self, hours: f64) -> Window {
        Window { from: self.hours_ago(hours), to: self.as_of }
    }

    /// The time from so many hours ago to fewer hours ago, each at the full hour where it is longer ago than two days.
    pub fn between_hours(&self, from: f64, to: f64) -> Window {
        Window { from: self.hours_ago(from), to: self.hours_ago(to) }
    }

    fn hours_ago(&self, hours: f64) -> Timestamp {
        let at = self.as_of.plus_hours(-hours);
        if hours > RECENT_HOURS { at.full_hour() } else { at }
    }

    /// The earliest moment that can be looked back to; nothing of it or before is seen.
    fn memory(&self) -> Option<Timestamp> {
        self.chronicle.memory_hours.map(|hours| self.as_of.plus_hours(-hours).full_hour())
    }

    /// All time up to the moment.
    pub fn ever(&self) -> Window {
        Window { from: Timestamp::MIN, to: self.as_of }
    }

    /// Events of the kind that is written so, such as `post_metrics`, in a window, by time. Where there is a bound to how far
    /// back questions look, they are as any state remembers them: of metrics beyond it there are the last of each post, of
    /// spending none; mentions longer ago than two days are told by the hour, and comments as old without their texts.
    pub fn of_kind(&self, kind: &str, within: Window) -> Vec<Cow<'a, Event>> {
        let Self { chronicle, .. } = *self;
        let event = |place: &u32| chronicle.events.get(*place as usize);
        let is_it = |places: &Vec<u32>| places.first().and_then(event).is_some_and(|event| event.what.kind() == kind);
        let place = chronicle.kinds.iter().position(is_it);
        let events = place.into_iter().flat_map(|place| self.places(place, within));
        let Some(memory) = self.memory() else { return events.map(Cow::Borrowed).collect() };
        let settled = self.as_of.plus_hours(-RECENT_HOURS).full_hour();
        let mut mentions = Hours::default();
        let mut told: Vec<Cow<'a, Event>> = Vec::new();
        for event in events {
            match &event.what {
                What::PostMetrics(_) if event.at <= memory => {
                    let latest = event.post.as_ref().and_then(|post| self.post(post)).and_then(|post| post.latest());
                    told.extend(latest.filter(|latest| latest.at == event.at).map(|_| Cow::Borrowed(event)));
                }
                What::MentionCounts(counted) if event.at <= settled && Hours::take(counted) => {
                    mentions.add(event, counted);
                }
                What::CommentSample(sample) if event.at <= settled => {
                    told.push(Cow::Owned(compact::unspoken(event, sample)));
                }
                _ => told.push(Cow::Borrowed(event)),
            }
        }
        told.extend(mentions.events().map(Cow::Owned));
        told.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        told
    }

    fn is_known(&self, event: &Event) -> bool {
        event.at <= self.as_of && known_at(event) <= self.as_of
    }

    fn places(&self, kind: usize, within: Window) -> impl Iterator<Item = &'a Event> + use<'a> {
        let Self { chronicle, as_of } = *self;
        let places = chronicle.kinds.get(kind).map(Vec::as_slice).unwrap_or_default();
        let at = move |place: &u32| chronicle.events.get(*place as usize).map(|event| event.at);
        // Spending that nobody will look back to is remembered as sums, which are only told of all time.
        let is_bounded = PILING.contains(&kind) || (kind == SPENDS && within.from > Timestamp::MIN);
        let from = self.memory().filter(|_| is_bounded).map_or(within.from, |bound| bound.max(within.from));
        let first = places.partition_point(|place| at(place).is_some_and(|at| at <= from));
        let to = within.to.min(as_of);
        let last = places.partition_point(|place| at(place).is_some_and(|at| at <= to)).max(first);
        let events = places.get(first..last).unwrap_or_default().iter();
        events
            .filter_map(move |place| chronicle.events.get(*place as usize))
            .filter(move |event| known_at(event) <= as_of)
    }
}

/// Kinds whose events pile up, and of which only the last weeks are seen where there is a bound: mentions, hashtags,
/// comments, rivals, trends, orders, leads, code uses and messages.
const PILING: [usize; 9] = [2, 3, 4, 5, 6, 7, 8, 9, 16];

/// The kind of events that tell what was spent.
const SPENDS: usize = 10;

macro_rules! kinds {
    ($($place:literal $method:ident: $variant:ident($what:ty), $meaning:literal;)*) => {
        /// How many kinds of events there are.
        const KINDS: usize = [$($place),*].len();

        /// The place of a kind among all.
        fn kind_of(what: &What) -> usize {
            match what {
                $(What::$variant(_) => $place,)*
            }
        }

        impl<'a> View<'a> {
            $(
                #[doc = $meaning]
                pub fn $method(&self, within: Window) -> impl Iterator<Item = Seen<'a, $what>> + use<'a> {
                    self.places($place, within).filter_map(|event| match &event.what {
                        What::$variant(what) => Some(Seen { event, what }),
                        _ => None,
                    })
                }
            )*
        }
    };
}

kinds! {
    0 published: PostPublished(PostPublished), "Posts published in a window.";
    1 metrics: PostMetrics(PostMetrics), "Metrics of posts, taken in a window.";
    2 mentions: MentionCounts(Mentions), "Mentions counted in spans that end in a window.";
    3 hashtags: HashtagCounts(HashtagCounts), "Uses of hashtags counted in spans that end in a window.";
    4 comments: CommentSample(CommentSample), "Samples of comments taken in a window.";
    5 rivals: CompetitorActivity(Observation), "What competitors did in a window.";
    6 trends: Trend(Observation), "Trends seen in a window.";
    7 orders: Order(Order), "Orders of a window.";
    8 leads: Lead(Conversion), "Leads of a window.";
    9 code_uses: CodeUse(Conversion), "Uses of promo codes in a window.";
    10 spends: Spend(Spend), "Money spent in a window.";
    11 payments: Payment(Payment), "Payments to creators in a window.";
    12 scheduled: Scheduled(Scheduled), "Posts scheduled in a window.";
    13 approvals: Approval(Approval), "Steps of the work approved or sent back in a window.";
    14 contracts: Contract(Contract), "Contracts signed or changed in a window.";
    15 targets: KpiAgreed(KpiAgreed), "Targets agreed in a window.";
    16 messages: Message(Message), "Messages of a window.";
    17 ratings: Rating(PostRating), "Ratings given in a window.";
    18 followers: Followers(FollowerCount), "Counts of followers of a window.";
}
