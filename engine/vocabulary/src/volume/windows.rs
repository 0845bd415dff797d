//! Counts of any spans, laid into full hours, and the sums of several hours in a row.

use std::collections::BTreeMap;

use super::{Bucket, stable};

/// Milliseconds of an hour.
pub(super) const HOUR_MS: i64 = 3_600_000;
/// Hours of a day.
pub(super) const DAY_H: i64 = 24;

/// Counts in the order of their ends, and the mentions of each full hour.
#[derive(Debug)]
pub(super) struct Windows {
    /// The hours that most counts are of, 1 at least: what is counted by the day cannot be asked about by the hour.
    pub usual_h: i64,
    coverage: f64,
    buckets: Vec<Bucket>,
    /// Mentions by number of hour since 1970-01-01 UTC, rising; hours in which nothing was counted are left out.
    hours: Vec<(i64, f64)>,
}

impl Windows {
    /// The counts that ended by `until_ms`. Those without a length or a count say nothing.
    pub fn new(buckets: &[Bucket], until_ms: i64, coverage: f64) -> Self {
        let says = |(end, span, count): &Bucket| *end <= until_ms && *span > 0 && count.is_finite() && *count >= 0.0;
        let mut buckets: Vec<Bucket> = buckets.iter().copied().filter(says).collect();
        if !buckets.is_sorted_by(|a, b| order(a, b).is_le()) {
            buckets.sort_by(order);
        }
        let hours = lay(&buckets);
        let mut spans: Vec<i64> = hours.values().map(|hour| hour.longest_ms).collect();
        spans.sort_unstable();
        // One odd span among many changes nothing.
        let usual_ms = spans.get(spans.len() / 2).copied().unwrap_or(HOUR_MS);
        Self {
            usual_h: (usual_ms + HOUR_MS - 1) / HOUR_MS,
            coverage,
            buckets,
            hours: hours.into_iter().map(|(hour, counted)| (hour, counted.mentions)).collect(),
        }
    }

    /// The volumes, in the measure of `stable`, of the windows of so many hours that end with each hour after `from` up to
    /// and with `to`, where they are known.
    pub fn known(&self, length_h: i64, from: i64, to: i64) -> Vec<Option<f64>> {
        // Sums and counts of hours up to each hour from the first one that any of the windows has in it.
        let first = from + 2 - length_h;
        let mut sums = vec![(0.0, 0.0)];
        let mut rest = self.hours.get(self.hours.partition_point(|(hour, _)| *hour < first)..).unwrap_or_default();
        let mut sum = (0.0, 0.0);
        for hour in first..=to {
            if let Some(((_, mentions), others)) = rest.split_first().filter(|((at, _), _)| *at == hour) {
                sum = (sum.0 + mentions, sum.1 + 1.0);
                rest = others;
            }
            sums.push(sum);
        }
        let ends = sums.iter().skip(length_h as usize);
        let volume = |(begin, end): (&(f64, f64), &(f64, f64))| {
            whole(end.0 - begin.0, (end.1 - begin.1) / length_h as f64, self.coverage).ok().map(stable)
        };
        sums.iter().zip(ends).map(volume).collect()
    }

    /// Mentions in the so many hours before `at_ms`, or the share of them that was counted where that is too little.
    pub fn volume(&self, length_h: i64, at_ms: i64) -> Result<f64, f64> {
        let length_ms = length_h * HOUR_MS;
        let begins_ms = at_ms - length_ms;
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
        whole(mentions, counted_ms as f64 / length_ms as f64, self.coverage)
    }
}

/// What a window comes to of which this share was counted, or the share where it is too little.
fn whole(mentions: f64, share: f64, coverage: f64) -> Result<f64, f64> {
    if share > 0.0 && share >= coverage { Ok(mentions / share) } else { Err(share) }
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
