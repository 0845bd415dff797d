//! What the next posts will earn, by what the earlier ones did.
//!
//! An account's level drifts, so posts of long ago say little of the next ones by themselves. What does carry over is
//! how far posts lay from the level *before* them. A forecast is therefore today's level times such distances, drawn
//! from the account's own past in blocks as long as the order, which keeps what neighbouring posts have in common.

use saring_model::Count;
use saring_model::creator::{Post, RateBase};

use crate::Column;
use crate::posts::{engagement_rate, engagements};
use crate::random::SplitMix64;

/// Posts that a level needs before it is compared with what came after.
pub const PAST_MIN: usize = 3;
/// Fewest posts of a format that can be forecast: a level, and one post after it.
pub const POSTS_MIN: usize = PAST_MIN + 1;

/// A result that posts show, so that it can be forecast for one creator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// Views or plays.
    Views,
    /// Accounts reached, those of several posts added up.
    Reach,
    /// Impressions.
    Impressions,
    /// Likes.
    Likes,
    /// Comments.
    Comments,
    /// Shares.
    Shares,
    /// Saves.
    Saves,
    /// Clicks on the posts' links.
    Clicks,
    /// Likes, comments, shares and saves, as far as they are known.
    Engagements,
    /// The same over followers, views or reach: a mean over the posts, never a sum.
    EngagementRate,
}

/// Ids of the metrics, with the other names that campaigns give them.
const NAMES: [(&str, Metric); 13] = [
    ("views", Metric::Views),
    ("video-views", Metric::Views),
    ("reach", Metric::Reach),
    ("impressions", Metric::Impressions),
    ("likes", Metric::Likes),
    ("comments", Metric::Comments),
    ("shares", Metric::Shares),
    ("saves", Metric::Saves),
    ("clicks", Metric::Clicks),
    ("engagements", Metric::Engagements),
    ("engagement", Metric::Engagements),
    ("engagement-rate", Metric::EngagementRate),
    ("er", Metric::EngagementRate),
];

impl Metric {
    /// The metric of a KPI's name, without case, `_` and a space read as `-`; none that posts do not show.
    pub fn named(name: &str) -> Option<Self> {
        let same = |known: &str| {
            let plain = name.trim().bytes().map(|byte| match byte {
                b'_' | b' ' => b'-',
                byte => byte.to_ascii_lowercase(),
            });
            plain.eq(known.bytes())
        };
        NAMES.iter().find(|(known, _)| same(known)).map(|(_, metric)| *metric)
    }

    /// Its name.
    pub fn id(self) -> &'static str {
        NAMES.iter().find(|(_, metric)| *metric == self).map_or("", |(name, _)| name)
    }

    /// Whether it is a ratio, which several creators do not share among them.
    pub fn is_rate(self) -> bool {
        self == Self::EngagementRate
    }

    /// What a post shows of it; `per` and `followers` are of a rate.
    pub fn of(self, post: &Post, per: RateBase, followers: Option<Count>) -> Option<f64> {
        let count = match self {
            Self::Views => post.views,
            Self::Reach => post.reach,
            Self::Impressions => post.impressions,
            Self::Likes => post.likes,
            Self::Comments => post.comments,
            Self::Shares => post.shares,
            Self::Saves => post.saves,
            Self::Clicks => post.clicks,
            Self::Engagements => return engagements(post),
            Self::EngagementRate => return engagement_rate(post, per, followers),
        };
        count.map(Count::as_f64)
    }

    /// What is added before a logarithm is taken, so that 0 has one: one thing, or a hundredth of a percent.
    pub fn grain(self) -> f64 {
        if self.is_rate() { 1e-4 } else { 1.0 }
    }
}

/// Posts of one format that are to be published, and what those published so far earned.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Results of the posts so far, oldest first.
    pub past: Vec<f64>,
    /// How many posts are due.
    pub quantity: f64,
}

/// How a forecast is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Method {
    /// After this many newer posts, a post counts half in the level.
    pub half_life_posts: f64,
    /// How often the order is drawn.
    pub resamples: usize,
}

/// The likely results of an order.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// Results of the draws.
    results: Column,
    /// The result if every post were at today's level, with the grain.
    level: f64,
    /// The grain in it.
    grain: f64,
    /// How far, on the log scale, blocks of past posts lay from the level before them.
    misses: Column,
}

impl Forecast {
    /// The forecast of an order; none where a line has fewer than [`POSTS_MIN`] posts, or nothing is ordered.
    ///
    /// For every past post with at least [`PAST_MIN`] before it, the block of posts from there on (as many as the line
    /// orders, at most half of what there is) is divided by the level before it: the exponentially weighted mean of the
    /// logarithms. A draw adds up, line by line, today's level times one such block.
    pub fn of(lines: &[Line], metric: Metric, method: Method, dice: &mut SplitMix64) -> Option<Self> {
        let due: f64 = lines.iter().map(|line| line.quantity).sum();
        // A rate is a mean over the posts, a count their sum.
        let scale = if metric.is_rate() { due } else { 1.0 };
        let blocks: Vec<Blocks> =
            lines.iter().map(|line| Blocks::of(line, metric.grain(), method.half_life_posts)).collect::<Option<_>>()?;
        if due <= 0.0 {
            return None;
        }
        let grain = metric.grain() * due / scale;
        let level = blocks.iter().map(|block| block.level).sum::<f64>() / scale;
        let draw = |_| {
            let drawn: f64 = blocks.iter().map(|block| block.level * dice.pick(&block.ratios).unwrap_or(&1.0)).sum();
            (drawn / scale - grain).max(0.0)
        };
        let results = (0..method.resamples).map(draw).collect();
        let misses = blocks.iter().flat_map(|block| &block.ratios).map(|ratio| libm::log(*ratio).abs()).collect();
        Some(Self { results, level, grain, misses })
    }

    /// The chance that the result is at least `target`, 0 to 1; none where nothing was drawn.
    pub fn chance_of(&self, target: f64) -> Option<f64> {
        self.results.share_at_least(target)
    }

    /// The result that the share `q` of the draws stays below.
    pub fn quantile(&self, q: f64) -> Option<f64> {
        self.results.quantile(q)
    }

    /// The interval that holds the result with the chance `level`, calibrated on the account's own past.
    ///
    /// Split conformal prediction on the log scale: the half-width is the ⌈(n + 1) level⌉-th smallest of the n misses,
    /// the largest where that is above n. Each miss was made by a level that did not know the posts it was compared
    /// with. Source: Lei et al. (2018), "Distribution-free predictive inference for regression", J. Am. Stat. Assoc.
    /// 113; time makes the misses less than exchangeable, which is why the coverage is measured.
    pub fn interval(&self, level: f64) -> Option<(f64, f64)> {
        let misses = self.misses.sorted();
        let rank = libm::ceil((misses.len() as f64 + 1.0) * level.clamp(0.0, 1.0)) as usize;
        let width = misses.get(rank.clamp(1, misses.len().max(1)) - 1)?;
        let ends = (self.level * libm::exp(-width), self.level * libm::exp(*width));
        Some(((ends.0 - self.grain).max(0.0), (ends.1 - self.grain).max(0.0)))
    }

    /// The chance in points at each result: the knots of a falling curve, a twentieth of the draws between two.
    pub fn knots(&self) -> Vec<(f64, f64)> {
        const KNOTS: u32 = 20;
        let share = |n: u32| f64::from(n) / f64::from(KNOTS);
        (0..=KNOTS).filter_map(|n| Some((self.quantile(share(n))?, 100.0 * (1.0 - share(n))))).collect()
    }
}

/// A line's posts by blocks.
struct Blocks {
    /// What the order earns at today's level, with the grain.
    level: f64,
    /// Each block over the level before it.
    ratios: Vec<f64>,
}

impl Blocks {
    fn of(line: &Line, grain: f64, half_life_posts: f64) -> Option<Self> {
        let keep = libm::exp2(-1.0 / half_life_posts.max(f64::MIN_POSITIVE));
        let most = line.past.len().checked_sub(PAST_MIN).filter(|later| *later > 0)?.div_ceil(2);
        let block = (line.quantity as usize).clamp(1, most);
        let mut ratios = Vec::with_capacity(line.past.len());
        let (mut sum, mut weight) = (0.0, 0.0);
        for (at, earned) in line.past.iter().enumerate() {
            let next = line.past.get(at..at + block).filter(|_| at >= PAST_MIN);
            if let Some(next) = next {
                let mean = next.iter().map(|each| each + grain).sum::<f64>() / block as f64;
                ratios.push(mean / libm::exp(sum / weight));
            }
            sum = sum * keep + libm::log(earned + grain);
            weight = weight * keep + 1.0;
        }
        Some(Self { level: line.quantity * libm::exp(sum / weight), ratios })
    }
}
