//! Counts of any spans, laid into windows of one length that begin at fixed times of the day.

use super::{Bucket, stable};

/// Seconds of a day.
pub(super) const DAY_S: i64 = 86_400;

/// Windows of one length, of which a day has a whole number, numbered from 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grid {
    pub per_day: i64,
    pub window_ms: i64,
}

impl Grid {
    /// The shortest windows that are at least so long and divide a day; a day where none are.
    pub fn at_least(seconds: i64) -> Self {
        let most = DAY_S / seconds.clamp(1, DAY_S);
        let per_day = (1..=most).rev().find(|per_day| DAY_S % per_day == 0).unwrap_or(1);
        Self { per_day, window_ms: DAY_S * 1_000 / per_day }
    }

    /// The window in which an instant lies; the one that begins then at the edge of two.
    pub fn window_of(&self, at_ms: i64) -> i64 {
        at_ms.div_euclid(self.window_ms)
    }

    /// Share of its window that lies before an instant, 0 to below 1.
    pub fn share_of(&self, at_ms: i64) -> f64 {
        at_ms.rem_euclid(self.window_ms) as f64 / self.window_ms as f64
    }
}

/// What was counted in one window: mentions, and milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Counted {
    mentions: f64,
    ms: i64,
}

/// Counts in the order of their ends, and what they come to in each window.
#[derive(Debug)]
pub(super) struct Windows {
    pub grid: Grid,
    coverage: f64,
    buckets: Vec<Bucket>,
    /// By number of window, rising; windows in which nothing was counted are left out.
    windows: Vec<(i64, Counted)>,
}

impl Windows {
    /// The counts that ended by `until_ms`. Those without a length or a count say nothing.
    pub fn new(buckets: &[Bucket], until_ms: i64, window_s: u32, coverage: f64) -> Self {
        let says = |(end, span, count): &Bucket| *end <= until_ms && *span > 0 && count.is_finite() && *count >= 0.0;
        let mut buckets: Vec<Bucket> = buckets.iter().copied().filter(says).collect();
        if !buckets.is_sorted_by(|a, b| order(a, b).is_le()) {
            buckets.sort_by(order);
        }
        // What is counted by the day cannot be asked about by the hour. One odd span among many changes nothing.
        let usual = usual_span(&buckets);
        let grid = Grid::at_least(i64::from(window_s.max(usual)));
        let windows = lay(&buckets, &grid);
        Self { grid, coverage, buckets, windows }
    }

    /// The counts in the order of their ends.
    pub fn buckets(&self) -> &[Bucket] {
        &self.buckets
    }

    /// The volumes, in the measure of `stable`, of the windows after `from` up to and with `to` that are known.
    pub fn known(&self, from: i64, to: i64) -> Vec<(i64, f64)> {
        let begins = self.windows.partition_point(|(window, _)| *window <= from);
        let ends = self.windows.partition_point(|(window, _)| *window <= to);
        let within = self.windows.get(begins..ends).unwrap_or_default();
        within.iter().filter_map(|(window, counted)| Some((*window, stable(self.whole(counted).ok()?)))).collect()
    }

    /// Mentions in the window that ends `at_ms`, or the share of it that was counted where that is too little.
    pub fn volume(&self, at_ms: i64) -> Result<f64, f64> {
        let begins_ms = at_ms - self.grid.window_ms;
        let first = self.buckets.partition_point(|(end, ..)| *end <= begins_ms);
        let last = self.buckets.partition_point(|(end, ..)| *end <= at_ms);
        let mut sum = Counted::default();
        let mut counted_until = begins_ms;
        for bucket in self.buckets.get(first..last).unwrap_or_default() {
            sum.add(bucket, begins_ms, at_ms, &mut counted_until);
        }
        self.whole(&sum)
    }

    fn whole(&self, counted: &Counted) -> Result<f64, f64> {
        let share = (counted.ms as f64 / self.grid.window_ms as f64).min(1.0);
        if share > 0.0 && share >= self.coverage { Ok(counted.mentions / share) } else { Err(share) }
    }
}

impl Counted {
    /// Adds what a bucket has between two instants. Time that two buckets have in common is counted once, because they
    /// are two counts of it.
    fn add(&mut self, (end, span, count): &Bucket, from: i64, to: i64, counted_until: &mut i64) {
        let span_ms = i64::from(*span) * 1_000;
        let (begins, ends) = ((end - span_ms).max(from), (*end).min(to));
        self.mentions += count * ((ends - begins).max(0) as f64 / span_ms as f64);
        self.ms += (ends - begins.max(*counted_until)).max(0);
        *counted_until = ends.max(*counted_until);
    }
}

/// Half of the time that was counted was counted in spans of at most so many seconds; 1 where there is none.
fn usual_span(buckets: &[Bucket]) -> u32 {
    let mut spans: Vec<u32> = buckets.iter().map(|(_, span, _)| *span).collect();
    spans.sort_unstable();
    let all: u64 = spans.iter().map(|span| u64::from(*span)).sum();
    let mut until = 0;
    let middle = spans.iter().find(|span| {
        until += u64::from(**span);
        2 * until >= all
    });
    middle.copied().unwrap_or(1)
}

fn order(a: &Bucket, b: &Bucket) -> std::cmp::Ordering {
    (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2))
}

/// What buckets come to in each window. A bucket across windows is spread over them by time.
fn lay(buckets: &[Bucket], grid: &Grid) -> Vec<(i64, Counted)> {
    let mut windows: std::collections::BTreeMap<i64, (Counted, i64)> = std::collections::BTreeMap::new();
    for bucket in buckets {
        let begins = bucket.0 - i64::from(bucket.1) * 1_000;
        for window in grid.window_of(begins)..=grid.window_of(bucket.0 - 1) {
            let (from, to) = (window * grid.window_ms, (window + 1) * grid.window_ms);
            let (counted, until) = windows.entry(window).or_insert((Counted::default(), from));
            counted.add(bucket, from, to, until);
        }
    }
    windows.into_iter().map(|(window, (counted, _))| (window, counted)).collect()
}
