//! How surprising the latest volume of mentions is.
//!
//! The mentions of the last window are held against those of windows of the same hour and weekday. Counts are compared
//! as `2 sqrt(n + 3/8)`, where a count that only chance moves has a standard deviation of 1 whatever its size
//! (Anscombe 1948, Biometrika 35). Expected is the median of the same hour of the week, where it was seen often enough;
//! else of the same hour of the day; else of all windows. The spread is that of the *upper* side: a high quantile of how
//! far recent windows lay above what was expected of them, over the same quantile of a normal distribution. Where
//! windows vary as chance does it is what a median absolute deviation says too; where talk comes in bursts, as talk of
//! brands does, it knows of the bursts, and only what is louder than those surprises.
//!
//! An answer depends on nothing but the buckets that ended within `history_days` and two days before the instant. It is
//! the same where those that ended two windows before it or earlier are told as sums of full hours in UTC.

mod windows;

use windows::{DAY_H, Grid, HOUR_MS, Windows};

use crate::Column;

/// Mentions of one span of time: the instant at which it ended in milliseconds since 1970-01-01 UTC, how many seconds
/// long it was, and how many mentions were in it.
pub type Bucket = (i64, u32, f64);

/// Windows of one hour of the week or the day that must be known before that hour has a baseline of its own.
const SLOT_WINDOWS_MIN: usize = 4;

/// How volumes are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Method {
    /// Seconds of the window whose mentions are asked about. The shortest of 1, 2, 3, 4, 6, 8, 12 and 24 hours that is at
    /// least so long is compared, and where mentions are mostly counted by longer spans, at least as long as those.
    pub window_s: u32,
    /// Days of history that are looked at.
    pub history_days: u32,
    /// Days of history that must be known.
    pub baseline_days: u32,
    /// How often an hour must have come round, give or take `smoothing_s`, before it has a baseline of its own.
    pub repeats: u32,
    /// Windows that begin so many seconds earlier or later count as the same hour.
    pub smoothing_s: u32,
    /// The latest days that the spread is taken from.
    pub scale_days: u32,
    /// The quantile of the distances above what was expected that is taken for the spread, above 0.5 and below 1.
    pub scale_quantile: f64,
    /// The latest days whose loudest window is told, so that the echo of an event is not taken for another.
    pub echo_days: u32,
    /// Share of a window that must have been counted for its volume to be known, 0 to 1.
    pub coverage: f64,
}

/// How surprising a volume is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surprise {
    /// How many spreads the volume lies above what was expected; below it, negative.
    pub z: f64,
    /// Mentions in the last window. Where only a part of it was counted: scaled up to the whole.
    pub value: f64,
    /// Mentions expected in it.
    pub expected: f64,
    /// Mentions above the expected that are one spread.
    pub scale: f64,
    /// Mentions in the loudest window that ended within `echo_days` before this one began; 0 where none is known.
    pub peak: f64,
    /// Windows of history that were compared with.
    pub windows: usize,
    /// What the expectation was taken from.
    pub season: Season,
    /// Seconds of the window.
    pub window_s: u32,
}

impl Surprise {
    /// Mentions that would lie so many spreads above what was expected.
    pub fn bound(&self, z: f64) -> f64 {
        let middle = stable(self.expected);
        counted(middle + z * (stable(self.expected + self.scale) - middle))
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
    let since_ms = at_ms - (i64::from(method.history_days) + 2) * DAY_H * HOUR_MS;
    let recent: Vec<Bucket> = buckets.iter().copied().filter(|(end, ..)| *end > since_ms).collect();
    let volumes = Volumes::new(&recent, at_ms, method);
    volumes.surprise(&volumes.baseline(at_ms)?, at_ms)
}

/// Volumes up to an instant, for questions about several instants.
#[derive(Debug)]
pub struct Volumes {
    method: Method,
    windows: Windows,
}

/// What is expected of windows, and how far above it they come to lie.
#[derive(Debug)]
pub struct Baseline {
    weekly: Slots,
    daily: Slots,
    all: f64,
    scale: f64,
    peak: f64,
    windows: usize,
}

/// The expectation for each phase of a cycle, where it has one.
type Slots = Vec<Option<f64>>;

impl Volumes {
    /// The volumes of the buckets that ended by `until_ms`. Whoever asks about many instants gives the history of all.
    pub fn new(buckets: &[Bucket], until_ms: i64, method: &Method) -> Self {
        Self { method: *method, windows: Windows::new(buckets, until_ms, method.window_s, method.coverage) }
    }

    /// Which of the fixed windows is the last one that a question at the instant is compared with. Questions with the
    /// same one have the same baseline.
    pub fn last_window(&self, at_ms: i64) -> i64 {
        self.windows.grid.window_of(at_ms - self.windows.grid.window_ms) - 1
    }

    /// What is expected of the window that ends `at_ms`, from windows that ended before it began.
    ///
    /// # Errors
    /// Where too little history is known.
    pub fn baseline(&self, at_ms: i64) -> Result<Baseline, Unknown> {
        let (method, grid) = (&self.method, &self.windows.grid);
        let last = self.last_window(at_ms);
        let of_days = |days: u32| i64::from(days) * grid.per_day;
        let known: Vec<(i64, f64)> = self.windows.known(last - of_days(method.history_days), last);
        // So few windows say nothing of a spread, however many days they are.
        let demanded = of_days(method.baseline_days).max(SLOT_WINDOWS_MIN as i64);
        let days = |windows: i64| windows as f64 / grid.per_day as f64;
        let enough = known.len() as i64 >= demanded;
        let all: Column = known.iter().map(|(_, volume)| Some(*volume)).collect();
        let Some(all) = all.median().filter(|_| enough) else {
            return Err(Unknown::NoBaseline { known_days: days(known.len() as i64), demanded_days: days(demanded) });
        };
        let since = |days: u32| known.iter().filter(move |(window, _)| *window > last - of_days(days));
        let mut baseline = Baseline {
            weekly: self.slots(&known, 7 * grid.per_day),
            daily: self.slots(&known, grid.per_day),
            all,
            scale: 1.0,
            peak: since(method.echo_days).map(|(_, volume)| *volume).fold(0.0, f64::max),
            windows: known.len(),
        };
        let recent = since(method.scale_days);
        let above: Column = recent.map(|(window, volume)| Some(volume - baseline.expected(*window, grid).0)).collect();
        let normal = normal_quantile(method.scale_quantile);
        // No spread is below that of chance, which is 1 in this measure.
        baseline.scale = above.quantile(method.scale_quantile).map_or(1.0, |distance| (distance / normal).max(1.0));
        Ok(baseline)
    }

    /// How surprising the volume of the window that ends `at_ms` is beside a baseline.
    ///
    /// # Errors
    /// Where too little of the window was counted.
    pub fn surprise(&self, baseline: &Baseline, at_ms: i64) -> Result<Surprise, Unknown> {
        let grid = &self.windows.grid;
        let value = self.windows.volume(at_ms).map_err(|share| Unknown::NoVolume { share })?;
        // The window lies across two of the fixed ones; their expectations count by what it has of each.
        let begins = at_ms - grid.window_ms;
        let (first, share) = (grid.window_of(begins), grid.share_of(begins));
        let (a, season_a) = baseline.expected(first, grid);
        let (b, season_b) = baseline.expected(first + 1, grid);
        let middle = a + (b - a) * share;
        let expected = counted(middle);
        Ok(Surprise {
            z: (stable(value) - middle) / baseline.scale,
            value,
            expected,
            scale: counted(middle + baseline.scale) - expected,
            peak: counted(baseline.peak),
            windows: baseline.windows,
            season: if share == 0.0 { season_a } else { season_a.max(season_b) },
            window_s: (grid.window_ms / 1_000) as u32,
        })
    }

    /// The median of each phase of a cycle of so many windows, where that phase was seen often enough.
    fn slots(&self, known: &[(i64, f64)], cycle: i64) -> Slots {
        // Neighbours must not be all there is: a weekday is not to count for the day after it.
        let reach = (i64::from(self.method.smoothing_s) * 1_000 / self.windows.grid.window_ms).min((cycle - 1) / 2);
        let mut phases: Vec<Vec<f64>> = vec![Vec::new(); cycle as usize];
        for (window, volume) in known {
            for near in -reach..=reach {
                if let Some(volumes) = phases.get_mut((window + near).rem_euclid(cycle) as usize) {
                    volumes.push(*volume);
                }
            }
        }
        let wanted = (self.method.repeats as usize * (2 * reach as usize + 1)).max(SLOT_WINDOWS_MIN);
        let often = |volumes: Vec<f64>| (volumes.len() >= wanted).then_some(volumes);
        let median = |volumes: Vec<f64>| volumes.into_iter().map(Some).collect::<Column>().median();
        phases.into_iter().map(|volumes| often(volumes).and_then(median)).collect()
    }
}

impl Baseline {
    fn expected(&self, window: i64, grid: &Grid) -> (f64, Season) {
        let of = |slots: &Slots, cycle: i64| slots.get(window.rem_euclid(cycle) as usize).copied().flatten();
        let weekly = of(&self.weekly, 7 * grid.per_day).map(|expected| (expected, Season::HourOfWeek));
        let daily = || of(&self.daily, grid.per_day).map(|expected| (expected, Season::HourOfDay));
        weekly.or_else(daily).unwrap_or((self.all, Season::AllHours))
    }
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

/// The value below which the share `q` of a standard normal distribution lies, for 0.5 < q < 1, by halving.
fn normal_quantile(q: f64) -> f64 {
    let (mut low, mut high) = (0.0, 8.0);
    for _ in 0..50 {
        let middle = (low + high) / 2.0;
        if crate::statistics::normal_cdf(middle) < q { low = middle } else { high = middle }
    }
    // Nothing is divided by 0 where somebody asks for the median.
    f64::max(low, 0.1)
}
