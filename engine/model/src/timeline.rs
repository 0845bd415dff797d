//! What happens in a campaign, as events that are only ever added.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::creator::{Comment, Format, Platform};
use crate::decode::rules::{currencies, in_time};
use crate::limits::{COMMENTS_MAX, ENTRIES_MAX, EVENTS_MAX};
use crate::{
    Count, Document, Fraction, Id, Kebab, List, Money, Name, Positive, Prose, SignedMoney, Timestamp, Violations,
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
        /// The channels touched before, oldest first.
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
        for (n, event) in self.events.iter().enumerate() {
            if event.received_at.is_some() {
                let at = format!("/events/{n}");
                in_time(&at, ("at", Some(event.at)), ("received_at", event.received_at), found);
            }
            if let What::Order(Order { revenue, margin: Some(margin), .. }) = &event.what
                && margin.currency() != revenue.currency()
            {
                let at = format!("/events/{n}/what/order/margin");
                currencies(&at, margin.currency(), revenue.currency(), found);
            }
        }
    }
}
