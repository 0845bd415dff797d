//! How many followers an account gained beyond its own trend.

use std::collections::BTreeMap;

use saring_model::creator::Platform;
use saring_model::{Id, Timestamp};

use super::{Known, Part};

/// Growth of followers during a campaign.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Growth {
    /// Followers gained since the campaign began, over the accounts that tell.
    pub gained: f64,
    /// Those beyond what the trend before it would have brought.
    pub above_trend: f64,
    /// The variance of that.
    pub variance: f64,
    /// Accounts that tell.
    pub told: usize,
    /// Accounts whose followers were counted.
    pub of: usize,
    /// Followers at the beginning.
    pub base: f64,
}

/// Growth of the brand's accounts, or of the creators' of a part, above the line through the counts before the campaign:
/// at least `points_min` of them, by least squares. Counts of the last day before it and of its last day are compared.
///
/// The variance is that of a prediction at the last count: `s²·(1 + 1/n + (x - x̄)² / Σ(xᵢ - x̄)²)`, s² the residual variance
/// (Draper and Smith 1998, section 3.1). Of two counts there is no residual, so three are the least.
pub fn growth(known: &Known<'_>, part: &Part, points_min: usize) -> Growth {
    let mut accounts: BTreeMap<Account<'_>, Vec<(Timestamp, f64)>> = BTreeMap::new();
    let ever = known.view.ever();
    for seen in known.view.followers(ever) {
        let creator = seen.event.creator.as_ref();
        let is_own = if part.creators.is_none() { creator.is_none() } else { part.has(creator) };
        if is_own && part.platform.is_none_or(|platform| platform == seen.what.platform) {
            let counts = accounts.entry((creator, seen.what.platform)).or_default();
            counts.push((seen.event.at, seen.what.followers.as_f64()));
        }
    }
    let mut growth = Growth { of: accounts.len(), ..Growth::default() };
    for counts in accounts.values() {
        if let Some(one) = of_account(known, counts, points_min.max(3)) {
            growth.gained += one.gained;
            growth.above_trend += one.above_trend;
            growth.variance += one.variance;
            growth.base += one.base;
            growth.told += 1;
        }
    }
    growth
}

/// Whose account, the brand's where nobody's, and where.
type Account<'a> = (Option<&'a Id>, Platform);

fn of_account(known: &Known<'_>, counts: &[(Timestamp, f64)], points_min: usize) -> Option<Growth> {
    let (before, during) = (known.before()?, known.during()?);
    let day = |at: Timestamp| at.days_since(before.from);
    let line: Vec<(f64, f64)> = counts
        .iter()
        .filter(|(at, _)| *at > before.from && *at <= before.to)
        .map(|(at, followers)| (day(*at), *followers))
        .collect();
    let (_, base) = *line.last()?;
    let (at, last) = counts.iter().rev().find(|(at, _)| *at > during.from && *at <= during.to)?;
    if line.len() < points_min {
        return None;
    }
    let n = line.len() as f64;
    let mean = |pick: fn(&(f64, f64)) -> f64| line.iter().map(pick).sum::<f64>() / n;
    let (x_mean, y_mean) = (mean(|point| point.0), mean(|point| point.1));
    let spread: f64 = line.iter().map(|(x, _)| (x - x_mean) * (x - x_mean)).sum();
    if spread <= 0.0 {
        return None;
    }
    let slope = line.iter().map(|(x, y)| (x - x_mean) * (y - y_mean)).sum::<f64>() / spread;
    let expected = |x: f64| y_mean + slope * (x - x_mean);
    let residuals: f64 = line.iter().map(|(x, y)| (y - expected(*x)) * (y - expected(*x))).sum();
    let (x, scatter) = (day(*at), residuals / (n - 2.0));
    let variance = scatter * (1.0 + 1.0 / n + (x - x_mean) * (x - x_mean) / spread);
    Some(Growth { gained: last - base, above_trend: last - expected(x), variance, told: 1, of: 1, base })
}
