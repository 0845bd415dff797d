//! The forecast of an account's next posts, held against what they earned: own posts, later from earlier.

use std::error::Error;
use std::path::Path;

use saring_vocabulary::forecast::{Forecast, Line, Method, Metric};
use saring_vocabulary::random::SplitMix64;
use serde::Deserialize;

/// Posts that are ordered at a time.
const ORDERED: [usize; 4] = [1, 2, 3, 5];
/// Multiples of the account's recent mean that are asked as targets.
const MULTIPLES: [f64; 6] = [0.5, 0.75, 1.0, 1.25, 1.5, 2.0];
/// Posts of which that mean is made.
const RECENT_POSTS: usize = 12;
/// Orders that are forecast of one account, each after the other, the last of its posts first.
const ORDERS_MAX: usize = 5;

/// Forecasts orders of several sizes on the accounts of a folder.
///
/// # Errors
/// Where the folder has no file of InstaFake's accounts with posts, or the params of the check cannot be read.
pub fn measure(folder: &Path) -> Result<Vec<Score>, Box<dyn Error>> {
    let file = std::fs::read(folder.join(crate::distributions::FILE))?;
    let accounts: Vec<Account> = serde_json::from_slice(&file)?;
    let settings = Settings::standard()?;
    Ok(ORDERED.into_iter().map(|posts| score(&accounts, posts, &settings)).collect())
}

/// The scores as a table.
pub fn table(scores: &[Score]) -> String {
    let head = "| posts | accounts | orders | in the 80 % interval | Brier | climatology | better by |";
    let mut told = format!("{head}\n|---:|---:|---:|---:|---:|---:|---:|\n");
    for score in scores {
        let Score { posts, accounts, orders, coverage, brier, climatology } = score;
        let better = 100.0 * (1.0 - brier / climatology);
        told += &format!(
            "| {posts} | {accounts} | {orders} | {:.1} % | {brier:.4} | {climatology:.4} | {better:.0} % |\n",
            100.0 * coverage
        );
    }
    told
}

/// An account with posts, as InstaFake writes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    media_like_numbers: Vec<u32>,
    media_comment_numbers: Vec<u32>,
    media_upload_times: Vec<i64>,
}

impl Account {
    /// Likes and comments per post, oldest first.
    fn engagements(&self) -> Vec<f64> {
        let counts = self.media_like_numbers.iter().zip(&self.media_comment_numbers);
        let mut posts: Vec<(i64, f64)> = (self.media_upload_times.iter().zip(counts))
            .map(|(at, (likes, comments))| (*at, f64::from(*likes) + f64::from(*comments)))
            .collect();
        posts.sort_by_key(|(at, _)| *at);
        posts.into_iter().map(|(_, engagements)| engagements).collect()
    }
}

/// What the check sets of a forecast.
#[derive(Debug, Clone, Copy)]
struct Settings {
    window: usize,
    posts_min: usize,
    interval: f64,
    method: Method,
}

impl Settings {
    /// The defaults of the standard pack.
    fn standard() -> Result<Self, Box<dyn Error>> {
        let path = crate::golden::repo().join("rules/standard/layers/performance/predicted_performance.params.toml");
        let params: toml::Table = toml::from_str(&std::fs::read_to_string(path)?)?;
        let number = |name: &str| -> Result<f64, String> {
            let default = params.get(name).and_then(|param| param.get("default"));
            let number = default.and_then(|value| value.as_float().or(value.as_integer().map(|whole| whole as f64)));
            number.ok_or_else(|| format!("`{name}` has no number"))
        };
        Ok(Self {
            window: number("window")? as usize,
            posts_min: number("posts_min")? as usize,
            interval: number("interval")?,
            method: Method { half_life_posts: number("half_life_posts")?, resamples: number("resamples")? as usize },
        })
    }
}

/// How forecasts of orders of one size did.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// Posts that were ordered at a time.
    pub posts: usize,
    /// Accounts that had enough posts.
    pub accounts: usize,
    /// Orders that were forecast.
    pub orders: usize,
    /// Share of the results inside the interval.
    pub coverage: f64,
    /// Mean squared error of the chances of reaching a target.
    pub brier: f64,
    /// The same of always saying how often accounts reached that multiple.
    pub climatology: f64,
}

/// Forecasts up to five orders of `posts` posts per account, each from the posts before it alone.
fn score(accounts: &[Account], posts: usize, settings: &Settings) -> Score {
    let mut score = Score { posts, ..Score::default() };
    let mut inside = 0;
    // Per multiple: the chance that was told, and whether the target was reached.
    let mut told: [Vec<(f64, bool)>; MULTIPLES.len()] = Default::default();
    for (n, account) in accounts.iter().enumerate() {
        let earned = account.engagements();
        let orders = score.orders;
        for order in 1..=ORDERS_MAX {
            let split = earned.len().saturating_sub(posts * order);
            if split < settings.posts_min {
                break;
            }
            let (past, later) = (&earned[split.saturating_sub(settings.window)..split], &earned[split..split + posts]);
            let lines = [Line { past: past.to_vec(), quantity: posts as f64 }];
            let mut dice = SplitMix64::of_text(&format!("instafake:{} {order}", n + 1));
            let Some(forecast) = Forecast::of(&lines, Metric::Engagements, settings.method, &mut dice) else { break };
            let result: f64 = later.iter().sum();
            inside += usize::from(
                forecast.interval(settings.interval).is_some_and(|(low, high)| (low..=high).contains(&result)),
            );
            score.orders += 1;
            let recent = &past[past.len().saturating_sub(RECENT_POSTS)..];
            let usual = posts as f64 * recent.iter().sum::<f64>() / recent.len() as f64;
            for (multiple, told) in MULTIPLES.iter().zip(&mut told) {
                let target = multiple * usual;
                told.push((forecast.chance_of(target).unwrap_or(0.5), result >= target));
            }
        }
        score.accounts += usize::from(score.orders > orders);
    }
    score.coverage = inside as f64 / score.orders.max(1) as f64;
    score.brier = mean(told.iter().map(|told| squared_error(told, |chance| chance)));
    score.climatology = mean(told.iter().map(|told| {
        let reached = mean(told.iter().map(|(_, reached)| f64::from(u8::from(*reached))));
        squared_error(told, |_| reached)
    }));
    score
}

fn squared_error(told: &[(f64, bool)], chance: impl Fn(f64) -> f64) -> f64 {
    mean(told.iter().map(|(told, reached)| {
        let miss = chance(*told) - f64::from(u8::from(*reached));
        miss * miss
    }))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0_u32), |(sum, n), value| (sum + value, n + 1));
    sum / f64::from(n.max(1))
}
