//! How an account grew, and whether people or a purchase did it.

use saring_model::creator::{HistoryPoint, Post};
use saring_model::{Count, Date, Positive};

use crate::Column;
use crate::confidence::{day_number, day_of};

/// Points further apart than this say nothing of single days.
pub const DAILY_GAP_DAYS_MAX: i64 = 2;
/// A change over fewer than this share of a window's days is not taken for the window's.
const WINDOW_SHARE_MIN: f64 = 0.9;

/// Follower counts over time, oldest first, one per day, up to a moment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Series(Vec<Point>);

#[derive(Debug, Clone, Copy, PartialEq)]
struct Point {
    day: i64,
    followers: f64,
    following: Option<f64>,
    engagements: Option<f64>,
}

/// The known follower counts up to `as_of`. Of two counts of one day the later in the list holds.
pub fn series(history: &[HistoryPoint], as_of: Date) -> Series {
    let known = history.iter().filter(|point| point.at <= as_of);
    let mut points: Vec<Point> = known
        .filter_map(|point| {
            Some(Point {
                day: day_number(point.at),
                followers: point.followers?.as_f64(),
                following: point.following.map(Count::as_f64),
                engagements: point.avg_likes.map(|likes| likes.get() + point.avg_comments.map_or(0.0, Positive::get)),
            })
        })
        .collect();
    if !points.is_sorted_by_key(|point| point.day) {
        points.sort_by_key(|point| point.day);
    }
    points.dedup_by(|later, kept| {
        let same = later.day == kept.day;
        if same {
            *kept = *later;
        }
        same
    });
    Series(points)
}

/// A rise that is far out of line with the account's other days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spike {
    /// The day on which it ended, in days since 1970-01-01.
    pub day: i64,
    /// Followers gained.
    pub gain: f64,
    /// Followers before it.
    pub before: f64,
}

/// What counts as a spike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpikeRule {
    /// Robust deviations of the daily log-change above its median.
    pub z: f64,
    /// Followers that it gains at least.
    pub gain_min: f64,
    /// Share of the followers that it gains at least.
    pub share_min: f64,
    /// Followers a day that are a spike whatever the account's other days look like.
    pub always: f64,
}

impl Series {
    /// How many days have a count.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no day has a count.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Days from the first count to the last.
    pub fn span_days(&self) -> i64 {
        self.0.last().zip(self.0.first()).map_or(0, |(last, first)| last.day - first.day)
    }

    /// Days from the last count to `as_of`.
    pub fn age_days(&self, as_of: Date) -> Option<i64> {
        self.0.last().map(|last| day_number(as_of) - last.day)
    }

    /// Largest relative change over `window` days, scaled from the days between two counts to the window; none where no
    /// two counts are about that far apart. Scaling compounds: `(F1 / F0)^(window / days) - 1`. A count of 0 is taken
    /// for 1, so that a rise from nothing is a number, and a large one.
    pub fn max_growth(&self, window_days: f64) -> Option<f64> {
        let fitting = |later: &Point| {
            // The latest earlier count that is far enough away; counts are in order, so a binary search finds it.
            let bound = later.day as f64 - window_days * WINDOW_SHARE_MIN;
            let at = self.0.partition_point(|point| point.day as f64 <= bound).checked_sub(1)?;
            let earlier = self.0.get(at)?;
            let days = (later.day - earlier.day) as f64;
            (days > 0.0 && days <= window_days * 2.0)
                .then(|| libm::pow(ratio(earlier, later), window_days / days) - 1.0)
        };
        self.0.iter().filter_map(fitting).max_by(f64::total_cmp)
    }

    /// Relative change from the first count to the last; none below two counts or from 0.
    pub fn total_growth(&self) -> Option<f64> {
        let (first, last) = self.0.first().zip(self.0.last())?;
        (first.day < last.day && first.followers > 0.0).then(|| last.followers / first.followers - 1.0)
    }

    /// Relative change of the median engagements from the first third of the counts to the last third; none where either
    /// third knows none, or the first is 0.
    pub fn engagement_growth(&self) -> Option<f64> {
        let third = (self.0.len() / 3).max(1);
        let median = |points: &[Point]| points.iter().map(|point| point.engagements).collect::<Column>().median();
        let first = median(self.0.get(..third)?).filter(|first| *first > 0.0)?;
        let last = median(self.0.get(self.0.len() - third..)?)?;
        Some(last / first - 1.0)
    }

    /// Steps between counts that are close enough to speak of days: earlier count, later count, days.
    fn daily_steps(&self) -> impl Iterator<Item = (&Point, &Point, f64)> + Clone {
        self.0.windows(2).filter_map(|pair| match pair {
            [earlier, later] if later.day - earlier.day <= DAILY_GAP_DAYS_MAX => {
                Some((earlier, later, (later.day - earlier.day) as f64))
            }
            _ => None,
        })
    }

    /// Whether the counts are close enough to look at single days.
    pub fn is_daily(&self) -> bool {
        self.daily_steps().count() * 2 >= self.0.len().max(2)
    }

    fn log_changes(&self) -> Column {
        self.daily_steps().map(|(earlier, later, days)| Some(log_change(earlier, later, days))).collect()
    }

    /// The rises that the rule calls spikes, oldest first. Monthly counts show none: they say nothing of single days.
    pub fn spikes(&self, rule: &SpikeRule) -> Vec<Spike> {
        let changes = self.log_changes();
        let (Some(median), Some(spread)) = (changes.median(), changes.mad()) else { return Vec::new() };
        let bound = median + rule.z * crate::statistics::MAD_TO_SIGMA * spread;
        let is_spike = |(earlier, later, days): &(&Point, &Point, f64)| {
            let gain = later.followers - earlier.followers;
            let large = gain >= rule.gain_min.max(rule.share_min * earlier.followers);
            let out_of_line = log_change(earlier, later, *days) > bound;
            (large && out_of_line) || gain / days >= rule.always
        };
        let spikes = self.daily_steps().filter(is_spike);
        spikes
            .map(|(earlier, later, _)| Spike {
                day: later.day,
                gain: later.followers - earlier.followers,
                before: earlier.followers,
            })
            .collect()
    }

    /// Share of a spike that was lost again within `days`: `(peak - lowest after) / gain`, 0 to 1 and above; none where
    /// no count follows.
    pub fn lost_share(&self, spike: &Spike, days: i64) -> Option<f64> {
        let after = self.0.iter().filter(|point| point.day > spike.day && point.day <= spike.day + days);
        let lowest = after.map(|point| point.followers).min_by(f64::total_cmp)?;
        (spike.gain > 0.0).then(|| ((spike.before + spike.gain - lowest) / spike.gain).max(0.0))
    }

    /// Daily gains that are out of line and within the share `tolerance` of one of the sizes that followers are sold in.
    pub fn round_jumps(&self, sizes: &[f64], tolerance: f64, z: f64) -> usize {
        let changes = self.log_changes();
        let (Some(median), Some(spread)) = (changes.median(), changes.mad()) else { return 0 };
        let bound = median + z * crate::statistics::MAD_TO_SIGMA * spread;
        let is_round = |gain: f64| sizes.iter().any(|size| (gain - size).abs() <= tolerance * size);
        self.daily_steps()
            .filter(|(earlier, later, days)| {
                let out_of_line = log_change(earlier, later, *days) > bound;
                out_of_line && is_round(later.followers - earlier.followers)
            })
            .count()
    }

    /// Largest difference between two counts of followed accounts at most `days` apart; none where no two are.
    pub fn following_swing(&self, days: i64) -> Option<f64> {
        let known: Vec<(i64, f64)> = self.0.iter().filter_map(|point| Some((point.day, point.following?))).collect();
        let near = known.iter().enumerate().flat_map(|(at, (day, following))| {
            let later = known.iter().skip(at + 1).take_while(move |(later, _)| later - day <= days);
            later.map(move |(_, other)| (other - following).abs())
        });
        near.max_by(f64::total_cmp)
    }
}

fn log_change(earlier: &Point, later: &Point, days: f64) -> f64 {
    libm::log(ratio(earlier, later)) / days
}

/// How many times the followers of the earlier day the later has; a count of 0 is taken for 1.
fn ratio(earlier: &Point, later: &Point) -> f64 {
    later.followers.max(1.0) / earlier.followers.max(1.0)
}

/// Whether a post within `days` of a spike had at least `times` the median views of the posts.
pub fn is_explained<'a>(spike: &Spike, posts: impl Iterator<Item = &'a Post> + Clone, days: i64, times: f64) -> bool {
    let views = posts.clone().map(|post| post.views.map(Count::as_f64)).collect::<Column>();
    let Some(median) = views.median().filter(|median| *median > 0.0) else { return false };
    let near = posts.filter(|post| (day_of(post.at) - spike.day).abs() <= days);
    near.filter_map(|post| post.views).any(|views| views.as_f64() >= times * median)
}
