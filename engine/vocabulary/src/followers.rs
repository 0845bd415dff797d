//! Whether a follower's profile looks inauthentic, by five rules that a person can check with the eye.

use saring_model::creator::FollowerRecord;

use crate::Column;

/// Bounds of the five rules.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Accounts followed per follower, one added, above which the first rule is failed.
    pub following_times: f64,
    /// Posts up to which there are too few.
    pub posts_max: f64,
    /// Digits in the user name from which there are too many.
    pub digits_min: f64,
    /// Share of digits in the user name from which there are too many.
    pub digits_share_min: f64,
}

impl Bounds {
    /// The bounds as published. Sources: HypeAuditor, "check an influencer for fake followers and likes"; Modash help
    /// centre, 6967277.
    pub const PUBLISHED: Self = Self { following_times: 10.0, posts_max: 1.0, digits_min: 4.0, digits_share_min: 0.3 };
}

/// Which of the five rules a profile fails, in this order: follows many times more accounts than follow it, no picture,
/// an empty biography, hardly a post, a name full of digits. A rule whose facts are missing is none.
pub fn failed(record: &FollowerRecord, bounds: &Bounds) -> [Option<bool>; 5] {
    let ratio = record
        .following
        .zip(record.followers)
        .map(|(following, followers)| following.as_f64() > bounds.following_times * (followers.as_f64() + 1.0));
    let posts = record.posts_total.map(|posts| posts.as_f64() <= bounds.posts_max);
    let bio = record.bio_length.map(|length| length.get() == 0);
    [ratio, record.has_picture.map(|has| !has), bio, posts, digits(record, bounds)]
}

fn digits(record: &FollowerRecord, bounds: &Bounds) -> Option<bool> {
    let digits = record.username_digits?.as_f64();
    if digits >= bounds.digits_min {
        return Some(true);
    }
    let length = record.username_length?.as_f64();
    Some(length > 0.0 && digits >= bounds.digits_share_min * length)
}

/// Whether a profile fails at least `rules` of the five; none where the missing facts could decide it.
pub fn fails(record: &FollowerRecord, rules: usize, bounds: &Bounds) -> Option<bool> {
    let failed = failed(record, bounds);
    let sure = failed.iter().filter(|rule| **rule == Some(true)).count();
    let open = failed.iter().filter(|rule| rule.is_none()).count();
    match sure {
        sure if sure >= rules => Some(true),
        sure if sure + open >= rules => None,
        _ => Some(false),
    }
}

/// 1 for each profile that fails at least `rules` of the five and 0 for each that does not, so that the mean is the
/// share; a profile that cannot be told counts as asked and not as known.
pub fn failing(records: &[FollowerRecord], rules: usize, bounds: &Bounds) -> Column {
    records.iter().map(|record| fails(record, rules, bounds).map(|fails| f64::from(u8::from(fails)))).collect()
}
