//! Which posts count, and what they earned.

use std::cmp::Reverse;

use saring_model::creator::{Format, Post, RateBase};
use saring_model::{Count, Timestamp};

use crate::Column;
use crate::statistics::{herfindahl, share};

const SECONDS_PER_HOUR: f64 = 3_600.0;
const SECONDS_PER_DAY: f64 = 86_400.0;

/// Some posts of an account, newest first, as places in its list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection(Vec<u32>);

impl Selection {
    /// Every post up to `as_of`, newest first. Posts of the same instant stay in the order of the list.
    pub fn newest_first(posts: &[Post], as_of: Timestamp) -> Self {
        let mut places: Vec<u32> = (0..).zip(posts).filter(|(_, post)| post.at <= as_of).map(|(at, _)| at).collect();
        let at = |place: &u32| Reverse(posts.get(*place as usize).map(|post| post.at));
        if !places.is_sorted_by_key(at) {
            places.sort_by_key(at);
        }
        Self(places)
    }

    /// The posts that `keep` holds for, in the same order.
    #[must_use]
    pub fn keep(&self, posts: &[Post], keep: impl Fn(&Post) -> bool) -> Self {
        let kept = |place: &u32| posts.get(*place as usize).is_some_and(&keep);
        Self(self.0.iter().copied().filter(kept).collect())
    }

    /// The newest `n` of the posts.
    #[must_use]
    pub fn recent(&self, n: usize) -> Self {
        Self(self.0.iter().copied().take(n).collect())
    }

    /// How many posts there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no post.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The posts, newest first.
    pub fn iter<'a>(&'a self, posts: &'a [Post]) -> impl DoubleEndedIterator<Item = &'a Post> + Clone {
        self.0.iter().filter_map(|place| posts.get(*place as usize))
    }
}

/// Whether a post is at least `hours` old, so that its numbers have settled.
pub fn is_settled(post: &Post, hours: f64, as_of: Timestamp) -> bool {
    (as_of.unix_seconds() - post.at.unix_seconds()) as f64 >= hours * SECONDS_PER_HOUR
}

/// Whether a post was published in the last `days` days.
pub fn is_within(post: &Post, days: f64, as_of: Timestamp) -> bool {
    (as_of.unix_seconds() - post.at.unix_seconds()) as f64 <= days * SECONDS_PER_DAY
}

/// Whether a post is known to be pinned. Where that is unknown it counts as not pinned, as most posts are.
pub fn is_pinned(post: &Post) -> bool {
    post.pinned == Some(true)
}

/// Days from the oldest of the posts to the newest; none where there is no post.
pub fn span_days<'a>(mut posts: impl DoubleEndedIterator<Item = &'a Post>) -> Option<f64> {
    let newest = posts.next()?;
    let oldest = posts.next_back().unwrap_or(newest);
    Some(newest.at.days_since(oldest.at))
}

/// Engagements that are known: likes, plus comments, shares and saves where the platform shows them.
///
/// None where likes are hidden, because they are nearly all of the engagement.
pub fn engagements(post: &Post) -> Option<f64> {
    let rest = [post.comments, post.shares, post.saves].into_iter().flatten().map(Count::as_f64).sum::<f64>();
    Some(post.likes?.as_f64() + rest)
}

/// Engagements divided by followers, by the post's views or by its reach; none where either is unknown or the base is 0.
pub fn engagement_rate(post: &Post, base: RateBase, followers: Option<Count>) -> Option<f64> {
    let base = match base {
        RateBase::Followers => followers,
        RateBase::Views => post.views,
        RateBase::Reach => post.reach,
    };
    share(engagements(post)?, base?.as_f64())
}

/// The engagement rate of each post.
pub fn engagement_rates<'a>(posts: impl Iterator<Item = &'a Post>, base: RateBase, followers: Option<Count>) -> Column {
    posts.map(|post| engagement_rate(post, base, followers)).collect()
}

/// Views divided by followers, of each post.
pub fn views_per_follower<'a>(posts: impl Iterator<Item = &'a Post>, followers: Option<Count>) -> Column {
    posts.map(|post| share(post.views?.as_f64(), followers?.as_f64())).collect()
}

/// Share of the posts whose likes are hidden, 0 to 1; none where there is no post.
pub fn hidden_likes_share<'a>(posts: impl Iterator<Item = &'a Post>) -> Option<f64> {
    posts.map(|post| post.likes.map(Count::as_f64)).collect::<Column>().share_known().map(|known| 1.0 - known)
}

/// Which kinds of engagement are known for at least one post.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Terms {
    /// Likes.
    pub likes: bool,
    /// Comments.
    pub comments: bool,
    /// Shares.
    pub shares: bool,
    /// Saves.
    pub saves: bool,
}

impl Terms {
    /// The names of the known kinds in their fixed order, joined by ` + `.
    pub fn describe(self) -> &'static str {
        match (self.likes, self.comments, self.shares, self.saves) {
            (true, true, true, true) => "likes + comments + shares + saves",
            (true, true, true, false) => "likes + comments + shares",
            (true, true, false, true) => "likes + comments + saves",
            (true, true, false, false) => "likes + comments",
            (true, false, true, true) => "likes + shares + saves",
            (true, false, true, false) => "likes + shares",
            (true, false, false, true) => "likes + saves",
            (true, false, false, false) => "likes",
            (false, ..) => "-",
        }
    }
}

/// Which kinds of engagement the posts show.
pub fn terms<'a>(posts: impl Iterator<Item = &'a Post>) -> Terms {
    posts.fold(Terms::default(), |seen, post| Terms {
        likes: seen.likes || post.likes.is_some(),
        comments: seen.comments || post.comments.is_some(),
        shares: seen.shares || post.shares.is_some(),
        saves: seen.saves || post.saves.is_some(),
    })
}

/// Every format, in the order of declaration, with its name as documents write it.
pub const FORMATS: [(Format, &str); 7] = [
    named(Format::Image),
    named(Format::Carousel),
    named(Format::Reel),
    named(Format::Story),
    named(Format::Video),
    named(Format::Short),
    named(Format::Live),
];

const fn named(format: Format) -> (Format, &'static str) {
    (format, format.as_str())
}

/// How many posts there are of each format, in the order of [`FORMATS`].
pub fn format_counts<'a>(posts: impl Iterator<Item = &'a Post>) -> [usize; FORMATS.len()] {
    let mut counts = [0; FORMATS.len()];
    for post in posts {
        let at = FORMATS.iter().position(|(format, _)| post.format == Some(*format));
        if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}

/// How much one format dominates, 1/7 to 1 (Herfindahl); none where no post says its format.
pub fn format_concentration<'a>(posts: impl Iterator<Item = &'a Post>) -> Option<f64> {
    herfindahl(format_counts(posts).map(|count| count as f64))
}
