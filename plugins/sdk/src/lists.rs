//! Audiences and posts, measure by measure, with the words that scripts use.

use std::cmp::Reverse;

use crate::dates::days_between;
use crate::facts::{Audience, AudienceTypes, Instant, Platform, Post};
use crate::measures::text::fold;
use crate::{Column, Creator, Quantity, Unit};

const HOURS_PER_DAY: f64 = 24.0;

/// The make-up of one audience.
#[derive(Clone, Copy)]
pub struct AudienceView<'a> {
    pub(crate) creator: &'a Creator<'a>,
    pub(crate) audience: Option<&'a Audience>,
}

impl<'a> AudienceView<'a> {
    /// The record itself.
    pub fn record(&self) -> Option<&'a Audience> {
        self.audience
    }

    /// The provider's credibility. Not the sum of real and influencer.
    pub fn credibility(&self) -> Quantity {
        Quantity::fraction(
            self.audience.and_then(|audience| audience.credibility),
            "creator.accounts[].audience[].credibility",
        )
    }

    /// Share of real people.
    pub fn real(&self) -> Quantity {
        Quantity::fraction(self.share(|types| types.real), "creator.accounts[].audience[].types.real")
    }

    /// Share of influencers.
    pub fn influencer(&self) -> Quantity {
        Quantity::fraction(self.share(|types| types.influencer), "creator.accounts[].audience[].types.influencer")
    }

    /// Share of mass followers, who follow more than 1,500 accounts.
    pub fn mass(&self) -> Quantity {
        Quantity::fraction(self.share(|types| types.mass), "creator.accounts[].audience[].types.mass")
    }

    /// Share of suspicious accounts.
    pub fn suspicious(&self) -> Quantity {
        Quantity::fraction(self.share(|types| types.suspicious), "creator.accounts[].audience[].types.suspicious")
    }

    /// How many profiles were looked at.
    pub fn sample_size(&self) -> Quantity {
        let provenance = self.audience.and_then(|audience| audience.provenance.as_ref());
        Quantity::count(
            provenance.and_then(|provenance| provenance.sample_size),
            "creator.accounts[].audience[].provenance.sample_size",
        )
    }

    /// Days since the make-up was true: by its own provenance, else by the account's.
    pub fn age_days(&self) -> Quantity {
        let own = self.audience.and_then(|audience| audience.provenance.as_ref());
        let of_account = self.creator.account().provenance.as_ref();
        self.creator.age_days([own, of_account], "creator.accounts[].audience[].provenance.as_of")
    }

    /// Share of the audience in a country, ISO 3166-1 alpha-2; 0 where the countries are known and it is not among them.
    pub fn country_share(&self, code: &str) -> Quantity {
        let cells = self.audience.and_then(|audience| audience.countries.as_deref());
        let share = sum(cells, |cell| (cell.code == code).then_some(cell.share));
        Quantity::fraction(share, "creator.accounts[].audience[].countries")
    }

    /// Share of the audience that speaks a language, whatever its region.
    pub fn language_share(&self, code: &str) -> Quantity {
        let cells = self.audience.and_then(|audience| audience.languages.as_deref());
        let speaks = |tag: &str| tag == code || tag.split('-').next() == Some(code);
        let share = sum(cells, |cell| speaks(&cell.code).then_some(cell.share));
        Quantity::fraction(share, "creator.accounts[].audience[].languages")
    }

    /// Share of the audience with an interest, without case and diacritics.
    pub fn interest_share(&self, label: &str) -> Quantity {
        let label = fold(label);
        let cells = self.audience.and_then(|audience| audience.interests.as_deref());
        let share = sum(cells, |cell| (fold(&cell.label) == label).then_some(cell.share));
        Quantity::fraction(share, "creator.accounts[].audience[].interests")
    }

    fn share(&self, get: impl Fn(&AudienceTypes) -> Option<f64>) -> Option<f64> {
        self.audience?.types.as_ref().and_then(get)
    }
}

/// The sum over the cells of a breakdown; one without any says nothing, and so is unknown.
fn sum<T>(cells: Option<&[T]>, share: impl Fn(&T) -> Option<f64>) -> Option<f64> {
    cells.filter(|cells| !cells.is_empty()).map(|cells| cells.iter().filter_map(share).sum())
}

/// Some posts of the account that counts, the newest first.
#[derive(Clone)]
pub struct PostsView<'a> {
    posts: Option<Vec<&'a Post>>,
    as_of: Instant,
}

impl<'a> PostsView<'a> {
    pub(crate) fn new(posts: Option<&'a [Post]>, as_of: Instant) -> Self {
        let mut posts: Option<Vec<&Post>> = posts.map(|posts| posts.iter().filter(|post| post.at <= as_of).collect());
        if let Some(posts) = &mut posts {
            posts.sort_by_key(|post| Reverse(post.at));
        }
        Self { posts, as_of }
    }

    /// The posts that a condition holds for.
    #[must_use]
    pub fn keep(&self, keep: impl Fn(&Post) -> bool) -> Self {
        let kept = |posts: &Vec<&'a Post>| posts.iter().copied().filter(|post| keep(post)).collect();
        Self { posts: self.posts.as_ref().map(kept), as_of: self.as_of }
    }

    /// The posts that are at least that old, so that their numbers have settled.
    #[must_use]
    pub fn settled(&self, hours: f64) -> Self {
        self.keep(|post| days_between(post.at, self.as_of) * HOURS_PER_DAY >= hours)
    }

    /// The posts of the last days.
    #[must_use]
    pub fn within_days(&self, days: f64) -> Self {
        self.keep(|post| days_between(post.at, self.as_of) <= days)
    }

    /// The posts that are not known to be pinned: pinned posts are chosen, not typical.
    #[must_use]
    pub fn unpinned(&self) -> Self {
        self.keep(|post| post.pinned != Some(true))
    }

    /// The newest `n` of the posts.
    #[must_use]
    pub fn recent(&self, n: usize) -> Self {
        let posts = self.posts.as_ref().map(|posts| posts.iter().copied().take(n).collect());
        Self { posts, as_of: self.as_of }
    }

    /// The posts, the newest first; none where they are not known.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &'a Post> + Clone {
        self.posts.as_deref().unwrap_or_default().iter().copied()
    }

    /// How many posts there are; unknown where none were listed.
    pub fn len(&self) -> Quantity {
        let n = self.posts.as_ref().map(|posts| posts.len() as u64);
        let count = Quantity::count(n, "creator.accounts[].posts");
        n.map_or(count.clone(), |n| count.of_sample(n))
    }

    /// Whether no post is known.
    pub fn is_empty(&self) -> bool {
        self.posts.as_ref().is_none_or(Vec::is_empty)
    }

    /// A column of any number of the posts.
    pub fn column(&self, field: &'static str, unit: Unit, get: impl Fn(&Post) -> Option<f64>) -> Column {
        Column::new(self.iter().map(get), unit, field)
    }

    /// Likes.
    pub fn likes(&self) -> Column {
        self.counts("creator.accounts[].posts[].likes", |post| post.likes)
    }

    /// Comments.
    pub fn comments(&self) -> Column {
        self.counts("creator.accounts[].posts[].comments", |post| post.comments)
    }

    /// Views or plays.
    pub fn views(&self) -> Column {
        self.counts("creator.accounts[].posts[].views", |post| post.views)
    }

    /// How far likes lie apart: their sample standard deviation over their mean.
    pub fn likes_spread(&self) -> Quantity {
        self.likes().cv()
    }

    fn counts(&self, field: &'static str, get: impl Fn(&Post) -> Option<u64>) -> Column {
        self.column(field, Unit::Count, |post| get(post).map(|count| count as f64))
    }
}

impl Platform {
    /// The platform as tables and documents write it.
    pub fn name(self) -> &'static str {
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
