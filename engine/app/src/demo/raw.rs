//! What nobody has judged yet: sampled profiles of followers, captions without findings, comments without a mood. Rules
//! that are formulas can say nothing of them; plugins can.

use saring_model::creator::{Comment, FollowerRecord, Post};
use saring_model::limits::{COMMENTS_MAX, FOLLOWER_SAMPLE_MAX, POSTS_MAX};
use saring_model::{Account, Id, List, Prose, Timestamp};

use super::dice::Dice;
use super::facts::{count, days_before, language, list};
use super::profile::{Profile, Story};
use super::words::{CAPTIONS, RAW_COMMENTS, RISKY_CAPTIONS, topics_of};

/// Lays raw facts over an account whose posts are known. They have dice of their own, so that all else stays as it is.
pub(super) fn lay(dice: &mut Dice, profile: &Profile, account: &mut Account, as_of: Timestamp) {
    if account.posts.is_none() {
        return;
    }
    if dice.chance(0.05) {
        account.follower_sample = followers(dice, profile);
    }
    if dice.chance(0.25) {
        account.posts = account.posts.take().and_then(|posts| unjudged(dice, profile, posts));
    }
    if account.comments_sample.is_some() && dice.chance(0.5) {
        account.comments_sample = comments(dice, profile, as_of);
        account.comments_n = account.comments_sample.as_deref().and_then(|sample| count(sample.len() as f64 * 20.0));
    }
}

/// Profiles of followers as a platform shows them.
fn followers(dice: &mut Dice, profile: &Profile) -> Option<List<FollowerRecord, FOLLOWER_SAMPLE_MAX>> {
    let inauthentic = if profile.story == Story::Bought { dice.between(0.3, 0.6) } else { dice.between(0.03, 0.15) };
    list(
        (0..dice.whole(220, 360))
            .map(|_| if dice.chance(inauthentic) { made_up(dice) } else { person(dice) })
            .collect(),
    )
}

fn person(dice: &mut Dice) -> FollowerRecord {
    FollowerRecord {
        followers: count(dice.log_normal(320.0, 1.0)),
        following: count(dice.log_normal(420.0, 0.8)),
        posts_total: count(dice.log_normal(40.0, 1.2)),
        has_picture: Some(dice.chance(0.96)),
        bio_length: count(if dice.chance(0.7) { dice.log_normal(35.0, 0.7) } else { 0.0 }),
        username_length: count(dice.between(6.0, 18.0)),
        username_digits: count(if dice.chance(0.25) { dice.between(1.0, 4.0) } else { 0.0 }),
        private: Some(dice.chance(0.45)),
    }
}

fn made_up(dice: &mut Dice) -> FollowerRecord {
    FollowerRecord {
        followers: count(dice.log_normal(22.0, 1.1)),
        following: count(dice.log_normal(1_400.0, 0.9)),
        posts_total: count(if dice.chance(0.7) { 0.0 } else { dice.between(1.0, 6.0) }),
        has_picture: Some(dice.chance(0.5)),
        bio_length: count(if dice.chance(0.85) { 0.0 } else { dice.between(3.0, 30.0) }),
        username_length: count(dice.between(7.0, 16.0)),
        username_digits: count(dice.between(0.0, 8.0)),
        private: Some(dice.chance(0.3)),
    }
}

/// Posts that nobody looked at: their captions are all that there is to go by.
fn unjudged(dice: &mut Dice, profile: &Profile, posts: List<Post, POSTS_MAX>) -> Option<List<Post, POSTS_MAX>> {
    let risky = if profile.story == Story::Risky { 0.3 } else { 0.01 };
    let posts = posts.into_vec().into_iter().map(|post| {
        let caption = dice.chance(risky).then(|| Prose::new(dice.pick(RISKY_CAPTIONS)).ok()).flatten();
        let caption = caption.or(post.caption.clone()).or_else(|| Prose::new(dice.pick(CAPTIONS)).ok());
        Post { safety: None, caption, lang: language("id"), ..post }
    });
    list(posts.collect())
}

/// Comments about the creator's subject as people write them, and nobody's word for what they feel.
fn comments(dice: &mut Dice, profile: &Profile, as_of: Timestamp) -> Option<List<Comment, COMMENTS_MAX>> {
    let pleased = if profile.story == Story::Unreliable { 0.35 } else { 0.75 };
    let comment = |dice: &mut Dice| {
        let mood = if dice.chance(pleased) { 0 } else { 1 };
        let texts = RAW_COMMENTS.get(mood).copied().unwrap_or_default();
        Comment {
            text: Prose::new(dice.pick(texts)).ok(),
            at: days_before(as_of, dice.between(0.5, 40.0)),
            topics: list(topics_of(profile.niche).iter().filter_map(|id| Id::new(*id).ok()).collect()),
            ..Comment::default()
        }
    };
    list((0..dice.whole(40, 90)).map(|_| comment(dice)).collect())
}
