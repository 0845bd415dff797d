//! The campaign's posts with their latest numbers, and what follows from them.

use std::collections::{BTreeMap, BTreeSet};

use saring_model::creator::{Platform, Risk};
use saring_model::timeline::PostMetrics;
use saring_model::{Count, Creator, Id, Timestamp};

use super::{Known, Part, Total};
use crate::chronicle::{Measured, PostView};
use crate::column::Column;
use crate::forecast::Metric;
use crate::random::SplitMix64;
use crate::statistics::{normal_cdf, share};

/// A post with its latest numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The post.
    pub id: Id,
    /// Whose it is.
    pub creator: Option<Id>,
    /// Where it is.
    pub platform: Option<Platform>,
    /// When it was published.
    pub at: Option<Timestamp>,
    /// Each of its numbers as last told.
    pub metrics: PostMetrics,
    /// Followers of the account that it is on.
    pub followers: Option<f64>,
    /// Creators whom it mentions; none where nobody looked.
    pub mentions: Option<Vec<Id>>,
    /// The gravest finding in it; none where nothing was found or nobody looked.
    pub risk: Option<Risk>,
}

/// The posts of a campaign.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Posts {
    all: Vec<Told>,
    of_creator: BTreeMap<Id, Vec<usize>>,
}

impl Posts {
    /// The posts of which anything is known, but those that are said not to be the campaign's. Numbers count that were told
    /// up to so many days after publication; all where none is given.
    pub fn of(known: &Known<'_>, roster: &[&Creator], days: Option<f64>) -> Self {
        let followers = Followers::of(known, roster);
        let mut posts = Self::default();
        for post in known.view.posts().filter(PostView::is_of_campaign) {
            let published = post.published();
            let creator = post.creator().cloned();
            let until = days.map(|days| published.map_or(Timestamp::MIN, |(at, _)| at.plus_hours(days * 24.0)));
            let counts = post.metrics().filter(|one| until.is_none_or(|until| one.at <= until));
            let platform = published.map(|(_, what)| what.platform);
            let findings = published.and_then(|(_, what)| what.safety.as_deref()).unwrap_or_default();
            if let Some(creator) = &creator {
                posts.of_creator.entry(creator.clone()).or_default().push(posts.all.len());
            }
            posts.all.push(Told {
                id: post.id.clone(),
                platform,
                at: published.map(|(at, _)| at),
                metrics: latest(counts),
                followers: followers.on(creator.as_ref(), platform),
                mentions: published.and_then(|(_, what)| what.mentions.as_deref()).map(<[Id]>::to_vec),
                risk: findings.iter().map(|finding| finding.risk).min(),
                creator,
            });
        }
        posts
    }

    /// How many posts there are in all.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The posts of a part.
    pub fn within<'a>(&'a self, part: &'a Part) -> Vec<&'a Told> {
        let on = |post: &&Told| part.platform.is_none_or(|platform| post.platform == Some(platform));
        match &part.creators {
            // Everybody on one platform: posts of nobody who is known count too.
            None => self.all.iter().filter(on).collect(),
            Some(_) if part.platform.is_some() => self.all.iter().filter(on).collect(),
            Some(creators) => {
                let mut places: Vec<usize> =
                    creators.iter().filter_map(|creator| self.of_creator.get(creator)).flatten().copied().collect();
                places.sort_unstable();
                places.into_iter().filter_map(|at| self.all.get(at)).collect()
            }
        }
    }

    /// Whose posts are on a platform, and whether one of them has posts elsewhere too.
    pub fn on(&self, platform: Platform) -> (BTreeSet<Id>, bool) {
        let on = |at: &usize| self.all.get(*at).is_some_and(|post| post.platform == Some(platform));
        let there = self.of_creator.iter().filter(|(_, posts)| posts.iter().any(on));
        let is_mixed = there.clone().any(|(_, posts)| !posts.iter().all(on));
        (there.map(|(creator, _)| creator.clone()).collect(), is_mixed)
    }

    /// The post of an id.
    pub fn get(&self, id: &Id) -> Option<&Told> {
        // Posts come in the order of their ids.
        self.all.binary_search_by(|post| post.id.cmp(id)).ok().and_then(|at| self.all.get(at))
    }
}

/// A post's numbers, each as last told: an export that lists clicks alone says nothing against earlier views.
fn latest<'a>(metrics: impl Iterator<Item = Measured<'a>>) -> PostMetrics {
    let none = PostMetrics {
        likes: None,
        comments: None,
        shares: None,
        saves: None,
        views: None,
        reach: None,
        impressions: None,
        clicks: None,
        negative_share: None,
    };
    metrics.fold(none, |so_far, Measured { metrics: new, .. }| PostMetrics {
        likes: new.likes.or(so_far.likes),
        comments: new.comments.or(so_far.comments),
        shares: new.shares.or(so_far.shares),
        saves: new.saves.or(so_far.saves),
        views: new.views.or(so_far.views),
        reach: new.reach.or(so_far.reach),
        impressions: new.impressions.or(so_far.impressions),
        clicks: new.clicks.or(so_far.clicks),
        negative_share: new.negative_share.or(so_far.negative_share),
    })
}

/// What numbers show of a metric. Engagements need likes, which are nearly all of them; comments, shares and saves are
/// added where the platform shows them. A rate is none of a single post's numbers.
pub fn number(metrics: &PostMetrics, metric: Metric) -> Option<f64> {
    let count = match metric {
        Metric::Views => metrics.views,
        Metric::Reach => metrics.reach,
        Metric::Impressions => metrics.impressions,
        Metric::Likes => metrics.likes,
        Metric::Comments => metrics.comments,
        Metric::Shares => metrics.shares,
        Metric::Saves => metrics.saves,
        Metric::Clicks => metrics.clicks,
        Metric::Engagements => {
            let rest = [metrics.comments, metrics.shares, metrics.saves];
            let rest: f64 = rest.into_iter().flatten().map(Count::as_f64).sum();
            return metrics.likes.map(|likes| likes.as_f64() + rest);
        }
        Metric::EngagementRate => None,
    };
    count.map(Count::as_f64)
}

/// A metric summed over posts.
pub fn total(posts: &[&Told], metric: Metric) -> Total {
    posts.iter().map(|post| number(&post.metrics, metric)).collect()
}

/// A ratio of sums over the posts that know both sides.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ratio {
    pairs: Vec<(f64, f64)>,
    /// How many posts there are.
    pub of: usize,
}

/// What a ratio is taken per.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// A metric of the post.
    Metric(Metric),
    /// Followers of the account that the post is on.
    Followers,
}

impl Ratio {
    /// One metric over another.
    pub fn of(posts: &[&Told], over: Metric, per: Per) -> Self {
        let under = |post: &Told| match per {
            Per::Metric(metric) => number(&post.metrics, metric),
            Per::Followers => post.followers,
        };
        let pairs = posts.iter().filter_map(|post| number(&post.metrics, over).zip(under(post))).collect();
        Self { pairs, of: posts.len() }
    }

    /// A ratio of other things than posts, each with both sides.
    pub fn of_pairs(pairs: Vec<(f64, f64)>) -> Self {
        let of = pairs.len();
        Self { pairs, of }
    }

    /// How many posts know both sides.
    pub fn told(&self) -> usize {
        self.pairs.len()
    }

    /// The sums of both sides.
    pub fn sums(&self) -> (f64, f64) {
        sums(self.pairs.iter())
    }

    /// The ratio; none where the lower side is 0.
    pub fn value(&self) -> Option<f64> {
        let (over, under) = self.sums();
        share(over, under)
    }

    /// The interval that holds the ratio with the chance `level`, by drawing as many posts as there are `resamples` times:
    /// the expanded percentile bootstrap, whose ends lie farther out the fewer posts there are, because the percentiles
    /// themselves are too narrow then (Hesterberg 2015, The American Statistician 69, section 3.2). None below two posts.
    pub fn interval(&self, level: f64, resamples: usize, dice: &mut SplitMix64) -> Option<(f64, f64)> {
        let value = self.value().filter(|_| self.pairs.len() >= 2)?;
        let drawn: Column = (0..resamples).map(|_| self.draw(dice)).collect();
        ends(value, &drawn, tail(level, self.pairs.len()))
    }

    /// The interval of how far this ratio lies above another, in the same way. None where one of them is of fewer than two.
    pub fn interval_above(
        &self,
        other: &Self,
        level: f64,
        resamples: usize,
        dice: &mut SplitMix64,
    ) -> Option<(f64, f64)> {
        let n = self.pairs.len().min(other.pairs.len());
        let above = |(a, b)| a - b;
        let value = self.value().zip(other.value()).map(above).filter(|_| n >= 2)?;
        let draw = |_| self.draw(dice).zip(other.draw(dice)).map(above);
        let drawn: Column = (0..resamples).map(draw).collect();
        ends(value, &drawn, tail(level, n))
    }

    /// The ratio of as many as there are, drawn anew.
    fn draw(&self, dice: &mut SplitMix64) -> Option<f64> {
        let drawn: Vec<(f64, f64)> = self.pairs.iter().filter_map(|_| dice.pick(&self.pairs)).copied().collect();
        let (over, under) = sums(drawn.iter());
        share(over, under)
    }
}

fn ends(value: f64, drawn: &Column, tail: f64) -> Option<(f64, f64)> {
    let (low, high) = drawn.quantile(tail).zip(drawn.quantile(1.0 - tail))?;
    Some((low.min(value), high.max(value)))
}

/// The share of the draws that lies beyond each end: that of a normal distribution beyond `t·√(n / (n - 1))`, t the quantile
/// of Student's distribution with n - 1 degrees of freedom, in the expansion of Fisher and Cornish (Abramowitz and Stegun
/// 1964, 26.7.5).
fn tail(level: f64, n: usize) -> f64 {
    let z = normal_quantile((1.0 + level.clamp(0.0, 0.999)) / 2.0);
    let (n, freedom, square) = (n as f64, n as f64 - 1.0, z * z);
    let first = (square + 1.0) / 4.0;
    let second = ((5.0 * square + 16.0) * square + 3.0) / 96.0;
    let third = (((3.0 * square + 19.0) * square + 17.0) * square - 15.0) / 384.0;
    let student = z * (1.0 + (first + (second + third / freedom) / freedom) / freedom);
    normal_cdf(-student * libm::sqrt(n / freedom))
}

/// The value below which the share `q` of a standard normal distribution lies, for 0.5 <= q < 1, by halving.
fn normal_quantile(q: f64) -> f64 {
    let (mut low, mut high) = (0.0, 8.0);
    for _ in 0..50 {
        let middle = (low + high) / 2.0;
        if normal_cdf(middle) < q { low = middle } else { high = middle }
    }
    low
}

fn sums<'a>(pairs: impl Iterator<Item = &'a (f64, f64)>) -> (f64, f64) {
    pairs.fold((0.0, 0.0), |(over, under), pair| (over + pair.0, under + pair.1))
}

/// Followers by account, as last counted in the campaign, else as the creator's facts say.
struct Followers<'a> {
    counted: BTreeMap<(&'a Id, Platform), f64>,
    roster: BTreeMap<&'a Id, &'a Creator>,
}

impl<'a> Followers<'a> {
    fn of(known: &Known<'a>, roster: &[&'a Creator]) -> Self {
        let counts = known.view.followers(known.view.ever());
        let counts = counts.filter_map(|seen| {
            Some(((seen.event.creator.as_ref()?, seen.what.platform), seen.what.followers.as_f64()))
        });
        Self { counted: counts.collect(), roster: roster.iter().map(|creator| (&creator.id, *creator)).collect() }
    }

    fn on(&self, creator: Option<&Id>, platform: Option<Platform>) -> Option<f64> {
        let (creator, platform) = creator.zip(platform)?;
        let of_roster = || {
            let accounts = &self.roster.get(creator)?.accounts;
            let on = accounts.iter().filter(|account| account.platform == platform);
            on.filter_map(|account| account.followers).max().map(Count::as_f64)
        };
        self.counted.get(&(creator, platform)).copied().or_else(of_roster)
    }
}

/// Who of a part mentions whom in its posts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mentioning {
    /// Pairs of creators of the campaign of whom one mentions the other, each direction once.
    pub ties: usize,
    /// Pairs who mention each other.
    pub mutual: usize,
    /// Posts of which it is known whom they mention.
    pub told: usize,
    /// Posts.
    pub of: usize,
}

/// The mutual-mention graph of the campaign's creators. In a part, ties that begin or end at one of its creators count.
pub fn mentioning(posts: &Posts, part: &Part) -> Mentioning {
    let everybody = Part { creators: None, ..part.clone() };
    let all: Vec<&Told> = posts.within(&everybody);
    let ties: BTreeSet<(&Id, &Id)> = all
        .iter()
        .flat_map(|post| {
            let from = post.creator.as_ref();
            let to = post.mentions.iter().flatten();
            to.filter_map(move |to| from.map(|from| (from, to)))
        })
        .filter(|(from, to)| from != to && posts.of_creator.contains_key(*to))
        .collect();
    let own = |(from, to): &&(&Id, &Id)| part.has(Some(from)) || part.has(Some(to));
    let mutual = ties.iter().filter(own).filter(|(from, to)| from < to && ties.contains(&(*to, *from))).count();
    let within = posts.within(part);
    let told = within.iter().filter(|post| post.mentions.is_some()).count();
    Mentioning { ties: ties.iter().filter(own).count(), mutual, told, of: within.len() }
}
