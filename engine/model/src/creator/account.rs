//! One account of a creator on one platform.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Audience, Comment, Post};
use crate::limits::{AUDIENCES_MAX, COMMENTS_MAX, FOLLOWER_SAMPLE_MAX, HISTORY_MAX, POSTS_MAX};
use crate::{Change, Count, Date, Fraction, Id, List, Name, Positive, Provenance, Text};

/// One account on one platform, with its posts, its history and its audience.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// The platform.
    pub platform: Platform,
    /// The platform's own identifier of the account.
    pub external_id: Option<Id>,
    /// The handle, without `@`.
    pub handle: Option<Name>,
    /// Address of the profile.
    pub url: Option<Text<1, 2000>>,
    /// Whether the platform verified the account.
    pub verified: Option<bool>,
    /// Whether the account is private.
    pub private: Option<bool>,
    /// A person or a brand.
    pub kind: Option<AccountKind>,
    /// Followers or subscribers.
    pub followers: Option<Count>,
    /// Accounts that this account follows.
    pub following: Option<Count>,
    /// Posts ever published.
    pub posts_total: Option<Count>,
    /// When the account was opened.
    pub created_at: Option<Date>,
    /// Follower counts and averages over time, in any order.
    pub history: Option<List<HistoryPoint, HISTORY_MAX>>,
    /// Posts, in any order.
    pub posts: Option<List<Post, POSTS_MAX>>,
    /// A sample of comments under the account's posts.
    pub comments_sample: Option<List<Comment, COMMENTS_MAX>>,
    /// Comments from which the sample was drawn.
    pub comments_n: Option<Count>,
    /// Who follows, likes or comments.
    pub audience: Option<List<Audience, AUDIENCES_MAX>>,
    /// Aggregates as a provider reports them, where raw posts or history are absent.
    pub reported: Option<Reported>,
    /// A sample of the followers' own profiles, without names.
    pub follower_sample: Option<List<FollowerRecord, FOLLOWER_SAMPLE_MAX>>,
    /// Where the counts of this account come from.
    pub provenance: Option<Provenance>,
}

/// A social platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    /// Instagram.
    Instagram,
    /// TikTok.
    Tiktok,
    /// YouTube.
    Youtube,
    /// X, formerly Twitter.
    X,
    /// Facebook.
    Facebook,
    /// Threads.
    Threads,
    /// Twitch.
    Twitch,
    /// Snapchat.
    Snapchat,
    /// LinkedIn.
    Linkedin,
    /// Pinterest.
    Pinterest,
    /// Any other platform.
    Other,
}

impl Platform {
    /// The platform as it is written in documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Instagram => "instagram",
            Self::Tiktok => "tiktok",
            Self::Youtube => "youtube",
            Self::X => "x",
            Self::Facebook => "facebook",
            Self::Threads => "threads",
            Self::Twitch => "twitch",
            Self::Snapchat => "snapchat",
            Self::Linkedin => "linkedin",
            Self::Pinterest => "pinterest",
            Self::Other => "other",
        }
    }
}

/// What kind of account it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// A person.
    Person,
    /// A brand or a company.
    Brand,
}

/// The account on one day, or at the end of one month.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryPoint {
    /// The day, or the last day of the month.
    pub at: Date,
    /// Followers on that day.
    pub followers: Option<Count>,
    /// Accounts followed on that day.
    pub following: Option<Count>,
    /// Mean likes per post around that day.
    pub avg_likes: Option<Positive>,
    /// Mean comments per post around that day.
    pub avg_comments: Option<Positive>,
    /// Mean views per post around that day.
    pub avg_views: Option<Positive>,
}

/// Aggregates as a provider reports them. First-class facts with a source, used at a stated lower confidence.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reported {
    /// Engagement rate with its definition.
    pub engagement_rate: Option<ReportedRate>,
    /// Mean likes per post.
    pub avg_likes: Option<Positive>,
    /// Mean comments per post.
    pub avg_comments: Option<Positive>,
    /// Mean views per post.
    pub avg_views: Option<Positive>,
    /// The provider's quality score, rescaled to 0 to 1.
    pub quality_score: Option<Fraction>,
    /// Relative change of followers over 30 days.
    pub growth_30d: Option<Change>,
    /// Where the aggregates come from.
    pub provenance: Option<Provenance>,
}

/// A reported engagement rate. A rate without its definition cannot be compared with a benchmark.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportedRate {
    /// Engagements divided by the base, as a fraction.
    pub value: Fraction,
    /// What the engagements were divided by.
    pub per: RateBase,
}

/// What an engagement rate divides by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RateBase {
    /// Followers.
    Followers,
    /// Views.
    Views,
    /// Reached accounts.
    Reach,
}

/// One follower's profile, without a name.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowerRecord {
    /// Followers of the follower.
    pub followers: Option<Count>,
    /// Accounts that the follower follows.
    pub following: Option<Count>,
    /// Posts of the follower.
    pub posts_total: Option<Count>,
    /// Whether there is a profile picture.
    pub has_picture: Option<bool>,
    /// Characters in the biography.
    pub bio_length: Option<Count>,
    /// Characters in the user name.
    pub username_length: Option<Count>,
    /// Digits in the user name.
    pub username_digits: Option<Count>,
    /// Whether the profile is private.
    pub private: Option<bool>,
}
