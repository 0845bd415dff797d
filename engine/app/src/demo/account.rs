//! Accounts: counts, history, and what a provider reports where nothing was measured.

use saring_model::creator::{AccountKind, HistoryPoint, RateBase, Reported, ReportedRate};
use saring_model::limits::HISTORY_MAX;
use saring_model::{Account, Change, Count, Date, List, Method, Platform, Timestamp};

use super::dice::Dice;
use super::facts::{count, date, fraction, list, name, positive, provenance};
use super::profile::{Profile, Story};
use super::{audience, posts};

/// One account, or two: many creators publish the same on a second platform.
pub(super) fn accounts(dice: &mut Dice, profile: &Profile, as_of: Timestamp) -> Vec<Account> {
    let mut accounts = vec![account(dice, profile, profile.platform, profile.followers, as_of)];
    let second = match profile.platform {
        Platform::Instagram => Platform::Tiktok,
        _ => Platform::Instagram,
    };
    if dice.chance(0.35) {
        let followers = (profile.followers * dice.log_normal(0.5, 0.7)).max(120.0).round();
        // The second account is known by its counts alone, which is how agencies keep it.
        let mut bare = bare(dice, profile, second, followers, as_of);
        bare.provenance = provenance(dice, as_of, Method::Measured, None);
        accounts.push(bare);
    }
    accounts
}

fn bare(dice: &mut Dice, profile: &Profile, platform: Platform, followers: f64, as_of: Timestamp) -> Account {
    let verified = followers > 100_000.0 && dice.chance(0.5);
    let years = dice.between(0.8, 9.0);
    Account {
        platform,
        external_id: None,
        handle: name(profile.handle.as_str()),
        url: None,
        verified: Some(verified),
        private: None,
        kind: dice.chance(0.8).then_some(AccountKind::Person),
        followers: count(followers),
        following: if dice.chance(0.9) { count(dice.log_normal(520.0, 0.8)) } else { None },
        posts_total: if dice.chance(0.9) { count(years * dice.log_normal(110.0, 0.6)) } else { None },
        created_at: if dice.chance(0.5) { date(as_of, years * 365.25) } else { None },
        history: None,
        posts: None,
        comments_sample: None,
        comments_n: None,
        audience: None,
        reported: None,
        follower_sample: None,
        provenance: None,
    }
}

fn account(dice: &mut Dice, profile: &Profile, platform: Platform, followers: f64, as_of: Timestamp) -> Account {
    let mut account = bare(dice, profile, platform, followers, as_of);
    account.provenance = provenance(dice, as_of, Method::Measured, None);
    // A sparse or a lazily kept entry has the aggregates of a provider and nothing that they could be checked by.
    if profile.story == Story::Sparse {
        account.reported = if dice.chance(0.5) { reported(dice, profile, platform, as_of) } else { None };
        return account;
    }
    if dice.chance(0.10) {
        account.reported = reported(dice, profile, platform, as_of);
    } else {
        if dice.chance(0.92) {
            account.posts = posts::posts(dice, profile, platform, followers, as_of);
        }
        if dice.chance(0.92) {
            // Bought followers show in daily counts, and hide between the ends of months.
            account.history = if profile.story == Story::Bought && dice.chance(0.65) {
                daily_history(dice, followers, as_of)
            } else {
                history(dice, profile, &account, followers, as_of)
            };
        }
    }
    if dice.chance(0.68) {
        account.audience = audience::audience(dice, profile, platform, as_of);
    }
    if account.posts.is_some() && dice.chance(0.3) {
        let comments = posts::comments(dice, profile, as_of);
        account.comments_n = count(comments.len() as f64 * dice.between(8.0, 90.0));
        account.comments_sample = list(comments);
    }
    account
}

/// Follower counts at the ends of the last months, the newest first while they are made.
fn history(
    dice: &mut Dice,
    profile: &Profile,
    account: &Account,
    followers: f64,
    as_of: Timestamp,
) -> Option<List<HistoryPoint, HISTORY_MAX>> {
    let months = dice.whole(6, 18);
    let median = if account.platform == Platform::Tiktok { 0.018 } else { 0.009 };
    let likes = 0.7 * posts::usual_rate(account.platform, followers) * profile.appeal;
    let spikes = if profile.story == Story::Bought { dice.whole(1, 2) } else { u64::from(dice.chance(0.04)) };
    let mut spike_months: Vec<u64> = (0..spikes).map(|_| dice.whole(1, months - 2)).collect();
    spike_months.dedup();
    let with_likes = dice.chance(0.5);
    let mut following = account.following.map(Count::as_f64);
    let mut left = followers;
    let mut points = Vec::new();
    let mut end = as_of.date().get().first_of_month();
    for month in 0..months {
        end = end.yesterday().ok()?;
        points.push(HistoryPoint {
            at: Date::parse(&end.to_string()).ok()?,
            followers: count(left),
            following: following.and_then(count),
            avg_likes: if with_likes { positive(left * dice.log_normal(likes, 0.2)) } else { None },
            avg_comments: None,
            avg_views: None,
        });
        let growth = if spike_months.contains(&month) {
            dice.between(0.5, 1.2)
        } else if spike_months.contains(&(month + 1)) {
            // Bought followers leave again in the month after.
            -dice.between(0.10, 0.2)
        } else {
            dice.log_normal(median, 0.8) - 0.004
        };
        left = (left / (1.0 + growth)).max(80.0);
        following = following.map(|following| (following - dice.between(-2.0, 9.0)).max(20.0));
        end = end.first_of_month();
    }
    points.reverse();
    list(points)
}

/// Followers day by day, with days on which they were bought; many of those leave again.
fn daily_history(dice: &mut Dice, followers: f64, as_of: Timestamp) -> Option<List<HistoryPoint, HISTORY_MAX>> {
    let days = dice.whole(70, 95);
    let bought: Vec<u64> = (0..dice.whole(2, 3)).map(|_| dice.whole(12, days - 8)).collect();
    let mut left = followers;
    let mut points = Vec::new();
    for day in 0..days {
        points.push(HistoryPoint {
            at: date(as_of, day as f64)?,
            followers: count(left),
            following: None,
            avg_likes: None,
            avg_comments: None,
            avg_views: None,
        });
        let growth = if bought.contains(&day) {
            dice.between(0.18, 0.4)
        } else if bought.iter().any(|bought| (1..12).contains(&(bought.saturating_sub(day)))) {
            -dice.between(0.004, 0.012)
        } else {
            dice.between(-0.0004, 0.0008)
        };
        left = (left / (1.0 + growth)).max(80.0);
    }
    points.reverse();
    list(points)
}

/// The aggregates of a provider.
fn reported(dice: &mut Dice, profile: &Profile, platform: Platform, as_of: Timestamp) -> Option<Reported> {
    let per = if platform == Platform::Instagram { RateBase::Followers } else { RateBase::Views };
    let rate = posts::usual_rate(platform, profile.followers) * profile.appeal;
    let growth = if profile.story == Story::Bought { dice.between(0.2, 0.6) } else { dice.between(-0.01, 0.05) };
    let sample = dice.whole(8, 30) as f64;
    Some(Reported {
        engagement_rate: fraction(rate).map(|value| ReportedRate { value, per }),
        avg_likes: positive(profile.followers * rate * 0.95),
        avg_comments: positive(profile.followers * rate * 0.04),
        avg_views: if dice.chance(0.4) { positive(profile.followers * dice.log_normal(0.7, 0.4)) } else { None },
        quality_score: if dice.chance(0.3) { fraction(dice.between(0.4, 0.95)) } else { None },
        growth_30d: Change::new((growth * 10_000.0).round() / 10_000.0).ok(),
        provenance: provenance(dice, as_of, Method::Estimated, Some(sample)),
    })
}
