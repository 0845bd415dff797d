//! How surprising the latest volume of mentions is.
//!
//! The mentions of the last hour, and of the last hours, are held against what is usual at this hour of this weekday, and
//! against how far above that loud hours usually lie. Counts are compared as `2 sqrt(n + 3/8)`, where a count that only
//! chance moves has a standard deviation of 1 whatever its size (Anscombe 1948, Biometrika 35). Expected is the median of
//! the same hour of the week, where it was seen often enough; else of the same hour of the day; else of all hours.
//!
//! A deviation is not held against the middle of all deviations, as a robust z does, but against the highest of them: talk
//! of brands comes in bursts, whose size says little to a median of quiet hours and differs from brand to brand. The tail
//! of the deviations of either window gives its height in mean excesses, and the tail of the mean of both heights says how
//! rare it is: once in so many days.
//!
//! An answer depends on nothing but the buckets that ended within `history_days` and two days before the instant. It is
//! the same where those that ended two windows before it or earlier are told as sums of full hours in UTC.

mod tail;
mod windows;

use tail::Tail;
use windows::{DAY_H, HOUR_MS, Windows};

use crate::Column;

/// Mentions of one span of time: the instant at which it ended in milliseconds since 1970-01-01 UTC, how many seconds
/// long it was, and how many mentions were in it.
pub type Bucket = (i64, u32, f64);

/// Windows of one hour of the week or the day that must be known before that hour has a baseline of its own, and of all
/// hours before anything is said.
const WINDOWS_MIN: usize = 4;
/// No history is looked at that is longer.
const HISTORY_DAYS_MAX: u32 = 3_660;
/// Nothing is said to be rarer.
const DAYS_MAX: f64 = 36_500.0;
/// No mean excess of a deviation is below what chance alone deviates by.
const EXCESS_MIN: f64 = 1.0;
/// Halvings of an interval, after which it is as narrow as numbers allow.
const HALVINGS: usize = 60;

/// How volumes are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Method {
    /// Seconds of the window whose mentions are asked about. Full hours, at least so long and at most a day, are compared,
    /// and where mentions are mostly counted by longer spans, at least as long as those.
    pub window_s: u32,
    /// Seconds of the longer window that is held beside it, so that one loud hour of a quiet day is less than one of a
    /// loud day. Where it is no longer than the other one, that stands alone.
    pub long_window_s: u32,
    /// Days of history that are looked at.
    pub history_days: u32,
    /// Days of history that must be known.
    pub baseline_days: u32,
    /// How often an hour must have come round, give or take `smoothing_s`, before it has a baseline of its own.
    pub repeats: u32,
    /// Windows that end so many seconds earlier or later count as the same hour.
    pub smoothing_s: u32,
    /// The quantile of the deviations above which they say how high loud ones come to lie, above 0 and below 1.
    pub tail_quantile: f64,
    /// Share of a window that must have been counted for its volume to be known, 0 to 1.
    pub coverage: f64,
}

/// How surprising a volume is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surprise {
    /// It is so loud once in so many days, at most 36,500, by what the history says.
    pub days: f64,
    /// Mentions in the last window. Where only a part of it was counted: scaled up to the whole.
    pub value: f64,
    /// Mentions expected in it.
    pub expected: f64,
    /// Hours of history that were compared with.
    pub windows: usize,
    /// What the expectation was taken from.
    pub season: Season,
    /// Seconds of the window.
    pub window_s: u32,
    asked: [Option<Asked>; 2],
    both: Tail,
}

/// What was found in a window.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Asked {
    value: f64,
    middle: f64,
    tail: Tail,
}

impl Surprise {
    /// Mentions in the window that would come once in so many days, were all else as it is.
    pub fn bound(&self, days: f64) -> f64 {
        let is_enough = |value: f64| self.days_of(value - self.value) >= days;
        let mut high = self.value.max(1.0);
        for _ in 0..HALVINGS {
            if is_enough(high) {
                break;
            }
            high *= 2.0;
        }
        let mut low = 0.0;
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if is_enough(middle) { high = middle } else { low = middle }
        }
        high
    }

    /// Once in so many days it would be as loud with so many mentions more.
    fn days_of(&self, more: f64) -> f64 {
        let height = |asked: &Asked| asked.tail.height(stable((asked.value + more).max(0.0)) - asked.middle);
        let mean = mean(self.asked.iter().flatten().map(height));
        (self.both.rarity(mean) / DAY_H as f64).min(DAYS_MAX)
    }
}

/// What an expectation was taken from; of two the coarser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Season {
    /// The same hour of the same weekday.
    HourOfWeek,
    /// The same hour of any day.
    HourOfDay,
    /// Every window.
    AllHours,
}

impl Season {
    /// Stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HourOfWeek => "hour-of-week",
            Self::HourOfDay => "hour-of-day",
            Self::AllHours => "all-hours",
        }
    }
}

/// Why it is not known how surprising a volume is.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Unknown {
    /// Too little history is known.
    #[error("{known_days:.1} days of history are known, {demanded_days:.1} are demanded")]
    NoBaseline {
        /// Days of which the volume is known.
        known_days: f64,
        /// Days of which it must be.
        demanded_days: f64,
    },
    /// Too little of the last window was counted.
    #[error("a share of {share:.2} of the last window was counted")]
    NoVolume {
        /// The share, 0 to 1.
        share: f64,
    },
}

/// How surprising the volume of the window that ends `at_ms` is. Buckets may come in any order; those that ended later
/// are not looked at.
///
/// # Errors
/// Where too little history or too little of the window itself is known.
pub fn surprise(buckets: &[Bucket], at_ms: i64, method: &Method) -> Result<Surprise, Unknown> {
    // A window is a day long at most, so nothing earlier is looked at.
    let since_ms = at_ms - (i64::from(method.history_days.min(HISTORY_DAYS_MAX)) + 2) * DAY_H * HOUR_MS;
    let recent: Vec<Bucket> = buckets.iter().copied().filter(|(end, ..)| *end > since_ms).collect();
    let volumes = Volumes::new(&recent, at_ms, method);
    volumes.surprise(&volumes.baseline(at_ms)?, at_ms)
}

/// Volumes up to an instant, for questions about several instants.
#[derive(Debug)]
pub struct Volumes {
    method: Method,
    windows: Windows,
    /// Hours of the window that is asked about.
    length_h: i64,
    /// Hours of the longer one, where it is longer.
    long_h: Option<i64>,
}

/// What is expected of windows, and how far above it they come to lie.
#[derive(Debug)]
pub struct Baseline {
    scales: Vec<Scale>,
    both: Tail,
    windows: usize,
}

/// What is expected of windows of one length.
#[derive(Debug)]
struct Scale {
    length_h: i64,
    usual: Usual,
    tail: Tail,
}

/// What is usual at each hour.
#[derive(Debug)]
struct Usual {
    weekly: Slots,
    daily: Slots,
    all: f64,
}

/// The expectation for each hour of a cycle, where it has one.
type Slots = Vec<Option<f64>>;

impl Volumes {
    /// The volumes of the buckets that ended by `until_ms`. Whoever asks about many instants gives the history of all.
    pub fn new(buckets: &[Bucket], until_ms: i64, method: &Method) -> Self {
        let windows = Windows::new(buckets, until_ms, method.coverage);
        let hours = |seconds: u32| (i64::from(seconds) * 1_000 + HOUR_MS - 1) / HOUR_MS;
        let length_h = hours(method.window_s).max(windows.usual_h).clamp(1, DAY_H);
        let long_h = Some(hours(method.long_window_s).min(DAY_H)).filter(|long| *long > length_h);
        Self { method: *method, windows, length_h, long_h }
    }

    /// The number of the last hour of history that a question at the instant is compared with, so that what is asked about
    /// is no part of it. Questions with the same one have the same baseline.
    pub fn last_hour(&self, at_ms: i64) -> i64 {
        (at_ms - self.long_h.unwrap_or(self.length_h) * HOUR_MS).div_euclid(HOUR_MS) - 1
    }

    /// What is expected of the window that ends `at_ms`, from windows that ended before it and the longer one began.
    ///
    /// # Errors
    /// Where too little history is known.
    pub fn baseline(&self, at_ms: i64) -> Result<Baseline, Unknown> {
        let method = &self.method;
        let last = self.last_hour(at_ms);
        let hours_of = |days: u32| i64::from(days.min(HISTORY_DAYS_MAX)) * DAY_H;
        let first = last - hours_of(method.history_days) + 1;
        let demanded = hours_of(method.baseline_days).max(WINDOWS_MIN as i64) as usize;
        let lengths = || [Some(self.length_h), self.long_h].into_iter().flatten();
        let known: Vec<(i64, Vec<Option<f64>>)> =
            lengths().map(|length_h| (length_h, self.windows.known(length_h, first - 1, last))).collect();
        let windows = known.first().map_or(0, |(_, volumes)| volumes.iter().flatten().count());
        let days = |hours: usize| hours as f64 / DAY_H as f64;
        let unknown = Unknown::NoBaseline { known_days: days(windows), demanded_days: days(demanded) };
        let scale = |(length_h, volumes)| self.scale(length_h, first, volumes);
        let scales: Option<Vec<(Scale, Vec<Option<f64>>)>> = known.into_iter().map(scale).collect();
        let scales = scales.filter(|_| windows >= demanded).ok_or(unknown)?;
        let height = |at: usize| {
            let heights: Option<Vec<f64>> = scales.iter().map(|(_, heights)| heights.get(at).copied()?).collect();
            heights.map(|heights| mean(heights.into_iter()))
        };
        let both = (0..hours_of(method.history_days) as usize).filter_map(height);
        let both = Tail::of(both, method.tail_quantile, EXCESS_MIN / 3.0).ok_or(unknown)?;
        Ok(Baseline { scales: scales.into_iter().map(|(scale, _)| scale).collect(), both, windows })
    }

    /// What windows of this length usually come to, and how high in its tail each of them lay.
    fn scale(&self, length_h: i64, first: i64, volumes: Vec<Option<f64>>) -> Option<(Scale, Vec<Option<f64>>)> {
        let weekly = self.slots(first, &volumes, 7 * DAY_H);
        // Nobody asks for what stands in where every hour of the week has its own.
        let is_whole = weekly.iter().all(Option::is_some);
        let usual = Usual {
            daily: if is_whole { Slots::new() } else { self.slots(first, &volumes, DAY_H) },
            weekly,
            all: volumes.iter().copied().collect::<Column>().median()?,
        };
        let above = |(hour, volume): (i64, &Option<f64>)| volume.map(|volume| volume - usual.at(hour).0);
        let deviations: Vec<Option<f64>> = (first..).zip(&volumes).map(above).collect();
        let tail = Tail::of(deviations.iter().copied().flatten(), self.method.tail_quantile, EXCESS_MIN)?;
        let heights = deviations.into_iter().map(|deviation| Some(tail.height(deviation?))).collect();
        Some((Scale { length_h, usual, tail }, heights))
    }

    /// How surprising the volume of the window that ends `at_ms` is beside a baseline.
    ///
    /// # Errors
    /// Where too little of the window was counted.
    pub fn surprise(&self, baseline: &Baseline, at_ms: i64) -> Result<Surprise, Unknown> {
        // The hour that a window ends with lies across two; their expectations count by what it has of each.
        let hour = at_ms.div_euclid(HOUR_MS) - 1;
        let share = at_ms.rem_euclid(HOUR_MS) as f64 / HOUR_MS as f64;
        let mut season = Season::HourOfWeek;
        let mut asked = [None; 2];
        for (asked, scale) in asked.iter_mut().zip(&baseline.scales) {
            let value = self.windows.volume(scale.length_h, at_ms).map_err(|share| Unknown::NoVolume { share })?;
            let ((a, season_a), (b, season_b)) = (scale.usual.at(hour), scale.usual.at(hour + 1));
            season = season.max(if share == 0.0 { season_a } else { season_a.max(season_b) });
            *asked = Some(Asked { value, middle: a + (b - a) * share, tail: scale.tail });
        }
        let [first, _] = asked;
        let mut surprise = Surprise {
            days: 0.0,
            value: first.map_or(0.0, |asked| asked.value),
            expected: first.map_or(0.0, |asked| counted(asked.middle)),
            windows: baseline.windows,
            season,
            window_s: (self.length_h * HOUR_MS / 1_000) as u32,
            asked,
            both: baseline.both,
        };
        surprise.days = surprise.days_of(0.0);
        Ok(surprise)
    }

    /// The median of each hour of a cycle of so many, where that hour was seen often enough.
    fn slots(&self, first: i64, volumes: &[Option<f64>], cycle: i64) -> Slots {
        let reach = i64::from(self.method.smoothing_s) * 1_000 / HOUR_MS;
        // Neighbours must not be all there is: a weekday is not to count for the day after it.
        let reach = reach.min((cycle - 1) / 2);
        let mut phases: Vec<Vec<f64>> = vec![Vec::new(); cycle as usize];
        for (hour, volume) in (first..).zip(volumes) {
            for (near, volume) in (-reach..=reach).zip(std::iter::repeat(volume)) {
                if let Some((volumes, volume)) = phases.get_mut((hour + near).rem_euclid(cycle) as usize).zip(*volume) {
                    volumes.push(volume);
                }
            }
        }
        let wanted = (self.method.repeats as usize * (2 * reach as usize + 1)).max(WINDOWS_MIN);
        let often = |volumes: Vec<f64>| (volumes.len() >= wanted).then_some(volumes);
        let median = |volumes: Vec<f64>| volumes.into_iter().map(Some).collect::<Column>().median();
        phases.into_iter().map(|volumes| often(volumes).and_then(median)).collect()
    }
}

impl Usual {
    fn at(&self, hour: i64) -> (f64, Season) {
        let of = |slots: &Slots, cycle: i64| slots.get(hour.rem_euclid(cycle) as usize).copied().flatten();
        let weekly = of(&self.weekly, 7 * DAY_H).map(|usual| (usual, Season::HourOfWeek));
        let daily = || of(&self.daily, DAY_H).map(|usual| (usual, Season::HourOfDay));
        weekly.or_else(daily).unwrap_or((self.all, Season::AllHours))
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    if n > 0.0 { sum / n } else { 0.0 }
}

/// A count in the measure in which chance moves all counts alike.
fn stable(count: f64) -> f64 {
    2.0 * libm::sqrt(count + 0.375)
}

/// The count that lies where `stable` put it; 0 for what lies below it.
fn counted(stable: f64) -> f64 {
    let half = stable.max(0.0) / 2.0;
    (half * half - 0.375).max(0.0)
}
