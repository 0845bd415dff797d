//! Posts, and what is known of the comments below them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::limits::ENTRIES_MAX;
use crate::{Count, Fraction, Id, Language, List, Name, Positive, Prose, Provenance, Timestamp};

/// One post. Every number is nullable: a platform that hides likes has not measured zero.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// The platform's identifier of the post.
    pub id: Option<Id>,
    /// When it was published.
    pub at: Timestamp,
    /// What kind of post it is.
    pub format: Option<Format>,
    /// The caption.
    pub caption: Option<Prose>,
    /// Language of the caption.
    pub lang: Option<Language>,
    /// Length in seconds.
    pub duration_s: Option<Positive>,
    /// Whether it is pinned to the profile. Pinned posts are chosen, not typical.
    pub pinned: Option<bool>,
    /// Whether it was published together with another account.
    pub collab: Option<bool>,
    /// Likes.
    pub likes: Option<Count>,
    /// Comments.
    pub comments: Option<Count>,
    /// Shares.
    pub shares: Option<Count>,
    /// Saves.
    pub saves: Option<Count>,
    /// Views or plays.
    pub views: Option<Count>,
    /// Accounts reached.
    pub reach: Option<Count>,
    /// Impressions.
    pub impressions: Option<Count>,
    /// Clicks on the post's link.
    pub clicks: Option<Count>,
    /// Share of the video that the median viewer watched.
    pub completion_rate: Option<Fraction>,
    /// Whether it is paid partnership content.
    pub sponsored: Option<bool>,
    /// Who paid.
    pub sponsors: Option<List<Sponsor, ENTRIES_MAX>>,
    /// How the sponsorship is disclosed.
    pub disclosure: Option<Disclosure>,
    /// Hashtags, without `#`.
    pub hashtags: Option<List<Name, ENTRIES_MAX>>,
    /// Topics, such as `iab-ct:3.1:552`.
    pub topics: Option<List<Id, ENTRIES_MAX>>,
    /// Brand-safety findings.
    pub safety: Option<List<SafetyFinding, ENTRIES_MAX>>,
    /// Platform features used, such as `duet`, `poll`, `remix`.
    pub native_features: Option<List<Name, ENTRIES_MAX>>,
    /// A human rating of the production, 0 to 1.
    pub production_rating: Option<Fraction>,
    /// Where the metrics of this post come from.
    pub provenance: Option<Provenance>,
}

/// What kind of post it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A single picture.
    Image,
    /// Several pictures.
    Carousel,
    /// An Instagram or Facebook reel.
    Reel,
    /// A story, gone after a day.
    Story,
    /// A video.
    Video,
    /// A YouTube short.
    Short,
    /// A live stream.
    Live,
}

impl Format {
    /// The format as it is written in documents.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Carousel => "carousel",
            Self::Reel => "reel",
            Self::Story => "story",
            Self::Video => "video",
            Self::Short => "short",
            Self::Live => "live",
        }
    }
}

/// Who paid for a post.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sponsor {
    /// The sponsor's name.
    pub name: Name,
    /// The sponsor's domain.
    pub domain: Option<Name>,
    /// The sponsor's product category, such as `iab-ap:2.0:1244`.
    pub category: Option<Id>,
}

/// How a sponsorship is disclosed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// Not at all.
    None,
    /// By a hashtag such as `#ad`.
    Hashtag,
    /// By the platform's paid-partnership label.
    Label,
}

/// A brand-safety finding in a post.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SafetyFinding {
    /// The category, such as `garm:HxqYV1`.
    pub garm: Id,
    /// The risk level.
    pub risk: Risk,
    /// The classifier's confidence.
    pub confidence: Option<Fraction>,
    /// Where it was found: `caption`, `audio`, `frame`.
    pub locations: Option<List<Name, ENTRIES_MAX>>,
    /// When it was found.
    pub detected_at: Option<Timestamp>,
}

/// Risk level of a brand-safety finding (GARM, as carried by IAB Content Taxonomy 2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// `bsr001`: no advertising belongs beside it.
    Floor,
    /// `bsr002`.
    High,
    /// `bsr003`.
    Medium,
    /// `bsr004`.
    Low,
}

/// A sampled comment.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// Identifier of the post.
    pub post: Option<Id>,
    /// A hash of the author; never a name.
    pub author_hash: Option<Id>,
    /// The text.
    pub text: Option<Prose>,
    /// Language of the text.
    pub lang: Option<Language>,
    /// When it was written.
    pub at: Option<Timestamp>,
    /// Likes of the comment.
    pub likes: Option<Count>,
    /// Sentiment, by a classifier or a person.
    pub sentiment: Option<Sentiment>,
    /// Whether it looks bought or automated, by a classifier or a person.
    pub inauthentic: Option<bool>,
    /// Topics of the comment.
    pub topics: Option<List<Id, ENTRIES_MAX>>,
    /// Whether it misses or misunderstands the campaign's message, by a classifier or a person.
    pub off_message: Option<bool>,
    /// Messaging pillars of the campaign that it speaks of, by a classifier or a person. An empty list states that it
    /// speaks of none.
    pub pillars: Option<List<Name, ENTRIES_MAX>>,
}

/// Sentiment of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sentiment {
    /// Positive.
    Positive,
    /// Neutral.
    Neutral,
    /// Negative.
    Negative,
}
