//! Counts of any spans, laid into windows of one length that begin at fixed hours of the day.

use std::collections::BTreeMap;

use super::{Bucket, stable};

/// Milliseconds of an hour.
pub(super) const HOUR_MS: i64 = 3_600_000;
/// Hours of a day.
pub(super) const DAY_H: i64 = 24;

/// Windows of whole hours, of which a day has a whole number, numbered from 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grid {
    pub per_day: i64,
    pub window_ms: i64,
}

impl Grid {
    /// The shortest windows that are at least so long and divide a day; a day where none are.
    pub fn at_least(span_ms: i64) -> Self {
        let most = DAY_H * HOUR_MS / span_ms.clamp(HOUR_MS, DAY_H * HOUR_MS);
        let per_day = (1..=most).rev().find(|per_day| DAY_H % per_day == 0).unwrap_or(1);
        Self { per_day, window_ms: DAY_H * HOUR_MS / per_day }
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

/// Counts in the order of their ends, and the mentions of each full hour.
#[derive(Debug)]
pub(super) struct Windows {
    pub grid: Grid,
    coverage: f64,
    buckets: Vec<Bucket>,
    /// Mentions by number of hour, rising; hours in which nothing was counted are left out.
    hours: Vec<(i64, f64)>,
}

impl Windows {
    /// The counts that ended by `until_ms`. Those without a length or a count say nothing.
    pub fn new(buckets: &[Bucket], until_ms: i64, window_s: u32, coverage: f64) -> Self {
        let says = |(end, span, count): &Bucket| *end <= until_ms && *span > 0 && count.is_finite() && *count >= 0.0;
        let mut buckets: Vec<Bucket> = buckets.iter().copied().filter(says).collect();
        if !buckets.is_sorted_by(|a, b| order(a, b).is_le()) {
            buckets.sort_by(order);
        }
        let hours = lay(&buckets);
        let mut spans: Vec<i64> = hours.values().map(|hour| hour.longest_ms).collect();
        spans.sort_unstable();
        // What is counted by the day cannot be asked about by the hour. One odd span among many changes nothing.
        let usual = spans.get(spans.len() / 2).copied().unwrap_or(HOUR_MS);
        Self {
            grid: Grid::at_least(usual.max(i64::from(window_s) * 1_000)),
            coverage,
            buckets,
            hours: hours.into_iter().map(|(hour, counted)| (hour, counted.mentions)).collect(),
        }
    }

    /// The volumes, in the measure of `stable`, of the windows after `from` up to and with `to` that are known.
    pub fn known(&self, from: i64, to: i64) -> Vec<(i64, f64)> {
        let in_window = self.grid.window_ms / HOUR_MS;
        let first = |window: i64| self.hours.partition_point(|(hour, _)| *hour < window * in_window);
        let within = self.hours.get(first(from + 1)..first(to + 1)).unwrap_or_default();
        let windows = within.chunk_by(|a, b| a.0.div_euclid(in_window) == b.0.div_euclid(in_window));
        let volume = |hours: &[(i64, f64)]| {
            let window = hours.first()?.0.div_euclid(in_window);
            let mentions = hours.iter().map(|(_, mentions)| mentions).sum();
            Some((window, stable(self.whole(mentions, hours.len() as i64 * HOUR_MS).ok()?)))
        };
        windows.filter_map(volume).collect()
    }

    /// Mentions in the window that ends `at_ms`, or the share of it that was counted where that is too little.
    pub fn volume(&self, at_ms: i64) -> Result<f64, f64> {
        let begins_ms = at_ms - self.grid.window_ms;
        let ended_by = |instant: i64| self.buckets.partition_point(|(end, ..)| *end <= instant);
        let within = self.buckets.get(ended_by(begins_ms)..ended_by(at_ms)).unwrap_or_default();
        let (mut mentions, mut counted_ms, mut counted_until) = (0.0, 0, begins_ms);
        for (end, span, count) in within {
            let span_ms = i64::from(*span) * 1_000;
            let begins = (end - span_ms).max(begins_ms);
            mentions += count * ((end - begins) as f64 / span_ms as f64);
            // Time that two counts have in common is counted once, because they are two counts of it.
            counted_ms += end - begins.max(counted_until);
            counted_until = *end;
        }
        self.whole(mentions, counted_ms)
    }

    fn whole(&self, mentions: f64, counted_ms: i64) -> Result<f64, f64> {
        let share = counted_ms as f64 / self.grid.window_ms as f64;
        if share > 0.0 && share >= self.coverage { Ok(mentions / share) } else { Err(share) }
    }
}

/// What was counted in one hour.
#[derive(Debug, Default)]
struct Hour {
    mentions: f64,
    /// The longest span of its counts, an hour at least.
    longest_ms: i64,
}

/// What counts come to in each hour: those of an hour or less belong to the hour in which they end, so that they come to
/// the same as their hourly sums; longer ones are spread over their hours by time.
fn lay(buckets: &[Bucket]) -> BTreeMap<i64, Hour> {
    let mut hours: BTreeMap<i64, Hour> = BTreeMap::new();
    for (end, span, count) in buckets {
        let span_ms = i64::from(*span) * 1_000;
        let last = (end - 1).div_euclid(HOUR_MS);
        let first = if span_ms <= HOUR_MS { last } else { (end - span_ms).div_euclid(HOUR_MS) };
        for hour in first..=last {
            let begins = (end - span_ms).max(hour * HOUR_MS);
            let ends = (*end).min((hour + 1) * HOUR_MS);
            let share = if first == last { 1.0 } else { (ends - begins) as f64 / span_ms as f64 };
            let counted = hours.entry(hour).or_default();
            counted.mentions += count * share;
            counted.longest_ms = counted.longest_ms.max(span_ms).max(HOUR_MS);
        }
    }
    hours
}

fn order(a: &Bucket, b: &Bucket) -> std::cmp::Ordering {
    (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2))
}
