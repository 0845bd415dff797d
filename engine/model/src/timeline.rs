//! What happens in a campaign, as events that are only ever added.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::creator::rating;
use crate::creator::{Comment, Format, Platform, SafetyFinding, Scale};
use crate::decode::rules::{currencies, in_time, item, ordered};
use crate::decode::{Violation, ViolationCode};
use crate::limits::{COMMENTS_MAX, ENTRIES_MAX, EVENTS_MAX};
use crate::{
    Count, Document, Fraction, Id, Kebab, List, Money, Name, Number, Positive, Prose, SignedMoney, Timestamp,
    Violations,
};

/// The events of a campaign, in any order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    /// The events.
    pub events: List<Event, EVENTS_MAX>,
}

/// One event. An event with the identifier of an earlier one is the same event.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Identifier of the event.
    pub id: Id,
    /// When it happened.
    pub at: Timestamp,
    /// When it became known, where that is later.
    pub received_at: Option<Timestamp>,
    /// The creator whom it concerns.
    pub creator: Option<Id>,
    /// The post that it concerns.
    pub post: Option<Id>,
    /// What happened.
    pub what: What,
}

/// What happened: exactly one of these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A post was published.
    PostPublished(PostPublished),
    /// The metrics of a post at this moment, counted from publication.
    PostMetrics(PostMetrics),
    /// Mentions of the brand in a span of time.
    MentionCounts(Mentions),
    /// Uses of a hashtag in a span of time.
    HashtagCounts(HashtagCounts),
    /// A sample of comments.
    CommentSample(CommentSample),
    /// Something that a competitor did.
    CompetitorActivity(Observation),
    /// A trend that was seen.
    Trend(Observation),
    /// An order.
    Order(Order),
    /// A lead.
    Lead(Conversion),
    /// A promo code was used.
    CodeUse(Conversion),
    /// Money was spent on a budget line.
    Spend(Spend),
    /// A creator was paid.
    Payment(Payment),
    /// A post was scheduled.
    Scheduled(Scheduled),
    /// A step of the work was approved or sent back.
    Approval(Approval),
    /// A contract was signed or changed.
    Contract(Contract),
    /// A target was agreed with the creator.
    KpiAgreed(KpiAgreed),
    /// A message was sent or answered.
    Message(Message),
    /// A post, or a creator's work, was rated by a person.
    Rating(PostRating),
    /// The followers of an account were counted.
    Followers(FollowerCount),
}

impl What {
    /// The kind of event, as it is written.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::PostPublished(_) => "post_published",
            Self::PostMetrics(_) => "post_metrics",
            Self::MentionCounts(_) => "mention_counts",
            Self::HashtagCounts(_) => "hashtag_counts",
            Self::CommentSample(_) => "comment_sample",
            Self::CompetitorActivity(_) => "competitor_activity",
            Self::Trend(_) => "trend",
            Self::Order(_) => "order",
            Self::Lead(_) => "lead",
            Self::CodeUse(_) => "code_use",
            Self::Spend(_) => "spend",
            Self::Payment(_) => "payment",
            Self::Scheduled(_) => "scheduled",
            Self::Approval(_) => "approval",
            Self::Contract(_) => "contract",
            Self::KpiAgreed(_) => "kpi_agreed",
            Self::Message(_) => "message",
            Self::Rating(_) => "rating",
            Self::Followers(_) => "followers",
        }
    }
}

macro_rules! event {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[skip_serializing_none]
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }
    };
}

event!(
    /// A published post.
    PostPublished {
        /// The platform.
        platform: Platform,
        /// The format.
        format: Option<Format>,
        /// Whether it is the campaign's paid content.
        sponsored: Option<bool>,
        /// Other creators whom it mentions.
        mentions: Option<List<Id, ENTRIES_MAX>>,
        /// Brand-safety findings in it. An empty list states that it was looked at and that there are none.
        safety: Option<List<SafetyFinding, ENTRIES_MAX>>,
    }
);
event!(
    /// Metrics of a post, counted from its publication.
    PostMetrics {
        /// Likes.
        likes: Option<Count>,
        /// Comments.
        comments: Option<Count>,
        /// Shares.
        shares: Option<Count>,
        /// Saves.
        saves: Option<Count>,
        /// Views.
        views: Option<Count>,
        /// Accounts reached.
        reach: Option<Count>,
        /// Impressions.
        impressions: Option<Count>,
        /// Clicks.
        clicks: Option<Count>,
        /// Share of comments that are negative.
        negative_share: Option<Fraction>,
    }
);
event!(
    /// Mentions in a span of time that ends at the event.
    Mentions {
        /// Who is mentioned: a rival as the brand names it; absent means the brand itself.
        subject: Option<Name>,
        /// Where people mention it; absent means social media.
        channel: Option<Channel>,
        /// Length of the span in seconds.
        span_s: Count,
        /// Mentions in it.
        total: Count,
        /// Positive ones.
        positive: Option<Count>,
        /// Negative ones.
        negative: Option<Count>,
        /// Where they were counted.
        source: Option<Name>,
    }
);
event!(
    /// Uses of a hashtag in a span of time that ends at the event.
    HashtagCounts {
        /// The hashtag, without `#`.
        hashtag: Name,
        /// Length of the span in seconds.
        span_s: Count,
        /// Uses in it.
        total: Count,
    }
);
event!(
    /// A sample of comments.
    CommentSample {
        /// The comments.
        comments: List<Comment, COMMENTS_MAX>,
        /// Comments from which the sample was drawn.
        comments_n: Option<Count>,
        /// What a classifier or a person counted among comments whose texts are not at hand, besides `comments`.
        counts: Option<CommentCounts>,
    }
);
event!(
    /// Labels counted among comments. Each is of the total; absent means that nobody looked.
    CommentCounts {
        /// Comments that were looked at.
        total: Count,
        /// Positive ones.
        positive: Option<Count>,
        /// Negative ones.
        negative: Option<Count>,
        /// Ones that miss or misunderstand the message.
        off_message: Option<Count>,
        /// Ones that speak of a messaging pillar.
        on_pillar: Option<Count>,
        /// Ones that look bought or automated.
        inauthentic: Option<Count>,
    }
);
event!(
    /// Something seen outside the campaign.
    Observation {
        /// Who or what.
        subject: Name,
        /// What was seen.
        text: Option<Prose>,
        /// Its size, where it has one.
        value: Option<Positive>,
        /// Who saw it.
        source: Option<Name>,
    }
);
event!(
    /// An order.
    Order {
        /// Revenue.
        revenue: Money,
        /// Margin.
        margin: Option<SignedMoney>,
        /// Whether the customer is new.
        new_customer: Option<bool>,
        /// Promo code used.
        code: Option<Name>,
        /// Tracking link followed.
        link: Option<Name>,
        /// The links or codes touched before, oldest first.
        touches: Option<List<Name, ENTRIES_MAX>>,
    }
);
event!(
    /// A lead or a code use.
    Conversion {
        /// Promo code used.
        code: Option<Name>,
        /// Tracking link followed.
        link: Option<Name>,
        /// How many; absent means one.
        n: Option<Count>,
    }
);
event!(
    /// Money spent.
    Spend {
        /// The budget line.
        line: Kebab,
        /// The amount.
        amount: Money,
        /// The proposed action that it was spent on.
        action: Option<Id>,
    }
);
event!(
    /// A payment to a creator.
    Payment {
        /// The amount.
        amount: Money,
    }
);
event!(
    /// A scheduled post.
    Scheduled {
        /// When it is to be published.
        publish_at: Timestamp,
        /// The platform.
        platform: Option<Platform>,
    }
);
event!(
    /// A step of the work, approved or sent back.
    Approval {
        /// The step: `briefing-call`, `concepts`, `refinement`, `creation`, `review`; after the end, `evaluation`.
        step: Kebab,
        /// Whether it was approved; absent where the step only took place.
        approved: Option<bool>,
        /// Revisions so far.
        revisions: Option<Count>,
        /// How many were offered, such as concepts.
        n: Option<Count>,
    }
);
event!(
    /// A signed or changed contract.
    Contract {
        /// The fee.
        fee: Option<Money>,
        /// Whether an earlier contract was reopened.
        reopened: Option<bool>,
    }
);
event!(
    /// An agreed target.
    KpiAgreed {
        /// The metric.
        metric: Name,
        /// The target.
        target: Option<Positive>,
    }
);
event!(
    /// A message between agency and creator.
    Message {
        /// Who wrote.
        from: Party,
        /// The message that it answers.
        answers: Option<Id>,
    }
);

event!(
    /// A person's rating of a post, or of working together.
    PostRating {
        /// What was rated: `content-quality`, `creativity`, `satisfaction` ….
        criterion: Kebab,
        /// Who rated.
        rater: Name,
        /// The ends of the scale.
        scale: Scale,
        /// The rating, on its scale.
        value: Number,
    }
);
event!(
    /// Followers of an account: of the event's creator, or of the brand where the event names none.
    FollowerCount {
        /// The platform.
        platform: Platform,
        /// Followers.
        followers: Count,
    }
);

/// Where people mention something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// On social media.
    #[default]
    Social,
    /// In the press: each mention is an article or a broadcast.
    Press,
    /// In search engines: each mention is a search.
    Search,
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The agency.
    Agency,
    /// The creator.
    Creator,
}

impl Document for Timeline {
    const NAME: &'static str = "timeline";

    fn check(&self, found: &mut Violations) {
        check_events(&self.events, found);
    }
}

/// Rules between the fields of events, which stand in the list `events` of a document.
pub fn check_events(events: &[Event], found: &mut Violations) {
    for (n, event) in events.iter().enumerate() {
        if event.received_at.is_some() {
            let at = format!("/events/{n}");
            in_time(&at, ("at", Some(event.at)), ("received_at", event.received_at), found);
        }
        check(&item("/events", n), &event.what, found);
    }
}

/// What holds between the fields of one event.
fn check(at: &str, what: &What, found: &mut Violations) {
    match what {
        What::Order(Order { revenue, margin: Some(margin), .. }) if margin.currency() != revenue.currency() => {
            currencies(&format!("{at}/what/order/margin"), margin.currency(), revenue.currency(), found);
        }
        What::MentionCounts(Mentions { total, positive, negative, .. }) => {
            let parts = [("positive", *positive), ("negative", *negative)];
            within(&format!("{at}/what/mention_counts"), *total, &parts, found);
        }
        What::CommentSample(CommentSample { counts: Some(counts), .. }) => {
            let CommentCounts { total, positive, negative, off_message, on_pillar, inauthentic } = counts;
            let parts = [
                ("positive", *positive),
                ("negative", *negative),
                ("off_message", *off_message),
                ("on_pillar", *on_pillar),
                ("inauthentic", *inauthentic),
            ];
            within(&format!("{at}/what/comment_sample/counts"), *total, &parts, found);
        }
        What::Rating(PostRating { scale, value, .. }) => {
            rating(&format!("{at}/what/rating"), scale, *value, found);
        }
        _ => {}
    }
}

/// No part is more than the total, nor are the positive and the negative ones together, the first two of the parts.
fn within(at: &str, total: Count, parts: &[(&str, Option<Count>)], found: &mut Violations) {
    for (name, part) in parts {
        ordered(at, (name, *part), ("total", Some(total)), found);
    }
    let signed: u64 = parts.iter().take(2).filter_map(|(_, part)| *part).map(Count::get).sum();
    let alone = parts.iter().all(|(_, part)| part.is_none_or(|part| part <= total));
    if alone && signed > total.get() {
        let message = format!("positive and negative ones are {signed} together, of {total} in all");
        found.push(Violation::new(at, ViolationCode::MinAboveMax, message).help("count each mention or comment once"));
    }
}
