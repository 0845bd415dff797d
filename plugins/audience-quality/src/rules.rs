//! Five rules for one follower's profile that a person can check with the eye.
//!
//! They are those of the vocabulary (`follower_sample.failing`), for facts as a plugin has them.

use crate::profile::Profile;

/// Accounts followed per follower, one added, above which the first rule is failed. Sources of all four bounds:
/// HypeAuditor, "check an influencer for fake followers and likes"; Modash help centre, 6967277.
const FOLLOWING_TIMES: f64 = 10.0;
/// Posts up to which there are too few.
const POSTS_MAX: f64 = 1.0;
/// Digits in the user name from which there are too many.
const DIGITS_MIN: f64 = 4.0;
/// Share of digits in the user name from which there are too many.
const DIGITS_SHARE_MIN: f64 = 0.3;

/// Which of the five rules a profile fails, in this order: follows many times more accounts than follow it, no picture,
/// an empty biography, hardly a post, a name full of digits. A rule whose facts are missing is none.
pub fn failed(profile: &Profile) -> [Option<bool>; 5] {
    let ratio = profile
        .following
        .zip(profile.followers)
        .map(|(following, followers)| following > FOLLOWING_TIMES * (followers + 1.0));
    let bio = profile.bio_length.map(|length| length == 0.0);
    let posts = profile.posts.map(|posts| posts <= POSTS_MAX);
    [ratio, profile.has_picture.map(|has| !has), bio, posts, digits(profile)]
}

fn digits(profile: &Profile) -> Option<bool> {
    let digits = profile.name_digits?;
    if digits >= DIGITS_MIN {
        return Some(true);
    }
    let length = profile.name_length?;
    Some(length > 0.0 && digits >= DIGITS_SHARE_MIN * length)
}

/// Whether a profile fails at least `rules` of the five; none where the missing facts could decide it.
pub fn fails(profile: &Profile, rules: usize) -> Option<bool> {
    let failed = failed(profile);
    let sure = failed.iter().filter(|rule| **rule == Some(true)).count();
    let open = failed.iter().filter(|rule| rule.is_none()).count();
    match sure {
        sure if sure >= rules => Some(true),
        sure if sure + open >= rules => None,
        _ => Some(false),
    }
}
