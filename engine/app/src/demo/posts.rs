//! Posts with their numbers, and a sample of the comments below them.

use saring_model::creator::{Comment, Disclosure, Format, Sentiment, Sponsor};
use saring_model::limits::POSTS_MAX;
use saring_model::{Id, List, Platform, Post, Prose, Timestamp};

use super::dice::Dice;
use super::facts::{count, days_before, language, list, name, positive};
use super::labels;
use super::profile::{Profile, Story};
use super::words::{BOUGHT_COMMENTS, CAPTIONS, COMMENTS, HASHTAGS, RIVALS, SKIN_CARE, SPONSORS, topics_of};

/// The engagement rate that is usual for a size: by followers on Instagram, by views elsewhere. It falls with size.
pub(super) fn usual_rate(platform: Platform, followers: f64) -> f64 {
    let size = followers.max(1_000.0) / 10_000.0;
    match platform {
        Platform::Tiktok => 0.075 * libm::pow(size, -0.10),
        Platform::Youtube => 0.045 * libm::pow(size, -0.08),
        _ => 0.030 * libm::pow(size, -0.22),
    }
}

/// What a platform tells of a creator's posts.
struct Known {
    likes: bool,
    shares: bool,
    saves: bool,
    reach: bool,
    sponsorship: bool,
    topics: bool,
    safety: bool,
    features: bool,
}

/// The habits of a creator.
struct Habits {
    sponsored: f64,
    rival: f64,
    undisclosed: f64,
    gap_days: f64,
}

pub(super) fn posts(
    dice: &mut Dice,
    profile: &Profile,
    platform: Platform,
    followers: f64,
    as_of: Timestamp,
) -> Option<List<Post, POSTS_MAX>> {
    let known = Known {
        likes: !dice.chance(0.07),
        shares: platform == Platform::Tiktok || dice.chance(0.25),
        saves: dice.chance(0.22),
        reach: dice.chance(0.18),
        sponsorship: dice.chance(0.88),
        topics: dice.chance(0.7),
        safety: dice.chance(0.8),
        features: dice.chance(0.5),
    };
    let habits = Habits {
        sponsored: if dice.chance(0.1) { dice.between(0.3, 0.5) } else { dice.between(0.0, 0.18) },
        rival: if dice.chance(0.14) { 0.5 } else { 0.0 },
        undisclosed: if dice.chance(0.15) { 0.6 } else { 0.03 },
        gap_days: dice.log_normal(2.6, 0.5).clamp(0.6, 9.0),
    };
    let rate = usual_rate(platform, followers) * profile.appeal;
    let mut age_days = dice.between(0.1, 3.0);
    let mut posts = Vec::new();
    for _ in 0..dice.whole(18, 60) {
        let mut post = post(dice, platform, days_before(as_of, age_days)?);
        numbers(dice, &mut post, platform, followers, rate, &known);
        words(dice, &mut post, profile);
        if known.topics {
            post.topics = labels::topics(dice, profile.niche);
        }
        if known.safety {
            post.safety = labels::findings(dice, profile.story);
        }
        if known.features {
            post.native_features = labels::features(dice, platform);
        }
        if known.sponsorship {
            sponsorship(dice, &mut post, &habits);
        }
        posts.push(post);
        age_days += habits.gap_days * dice.between(0.3, 1.7);
    }
    if dice.chance(0.3)
        && let Some(last) = posts.last_mut()
    {
        last.pinned = Some(true);
    }
    list(posts)
}

fn post(dice: &mut Dice, platform: Platform, at: Timestamp) -> Post {
    let format = match platform {
        Platform::Tiktok => dice.choose(Format::Video, &[(Format::Live, 0.04)]),
        Platform::Youtube => dice.choose(Format::Video, &[(Format::Short, 0.45)]),
        _ => dice.choose(Format::Reel, &[(Format::Carousel, 0.27), (Format::Image, 0.2)]),
    };
    Post {
        id: None,
        at,
        format: Some(format),
        caption: None,
        lang: None,
        duration_s: None,
        pinned: None,
        collab: None,
        likes: None,
        comments: None,
        shares: None,
        saves: None,
        views: None,
        reach: None,
        impressions: None,
        clicks: None,
        completion_rate: None,
        sponsored: None,
        sponsors: None,
        disclosure: None,
        hashtags: None,
        topics: None,
        safety: None,
        native_features: None,
        production_rating: None,
        provenance: None,
    }
}

fn numbers(dice: &mut Dice, post: &mut Post, platform: Platform, followers: f64, rate: f64, known: &Known) {
    let is_video = !matches!(post.format, Some(Format::Image | Format::Carousel));
    // Videos are seen by others than followers, the more so the smaller the account.
    let size = libm::pow(followers.max(1_000.0) / 50_000.0, -0.18);
    let views = followers * dice.log_normal(if platform == Platform::Tiktok { 0.8 } else { 0.45 } * size, 0.6);
    let base = if platform == Platform::Instagram { followers } else { views };
    let engagements = base * rate * dice.log_normal(0.94, 0.38);
    let comment_share = dice.log_normal(0.028, 0.5);
    if known.likes {
        post.likes = count(engagements * (1.0 - comment_share.min(0.5)));
    }
    post.comments = count(engagements * comment_share);
    if known.shares {
        post.shares = count(engagements * dice.log_normal(0.05, 0.6));
    }
    if known.saves {
        post.saves = count(engagements * dice.log_normal(0.08, 0.6));
    }
    if known.reach {
        post.reach = count(followers * dice.log_normal(0.22, 0.35).min(3.0));
    }
    if is_video {
        post.views = count(views.max(engagements));
        post.duration_s = if dice.chance(0.5) { positive(dice.log_normal(38.0, 0.6).round()) } else { None };
    }
}

fn words(dice: &mut Dice, post: &mut Post, profile: &Profile) {
    if dice.chance(0.35) {
        post.caption = Prose::new(dice.pick(CAPTIONS)).ok();
        post.lang = language("id").filter(|_| dice.chance(0.6));
    }
    if dice.chance(0.25) {
        let tags = [profile.niche.replace('-', ""), dice.pick(HASHTAGS).to_owned()];
        post.hashtags = list(tags.into_iter().filter_map(name).collect());
    }
    if dice.chance(0.05) {
        post.collab = Some(true);
    }
}

fn sponsorship(dice: &mut Dice, post: &mut Post, habits: &Habits) {
    let sponsored = dice.chance(habits.sponsored);
    post.sponsored = Some(sponsored);
    if !sponsored {
        return;
    }
    let (sponsor, category) = if dice.chance(habits.rival) {
        (dice.pick(RIVALS), SKIN_CARE)
    } else {
        SPONSORS.get(dice.whole(0, SPONSORS.len() as u64 - 1) as usize).copied().unwrap_or_default()
    };
    // Some sponsors are seen and not known.
    if dice.chance(0.85) {
        let sponsor = name(sponsor).map(|name| Sponsor { name, domain: None, category: Id::new(category).ok() });
        post.sponsors = list(sponsor.into_iter().collect());
    }
    post.disclosure = Some(if dice.chance(habits.undisclosed) {
        Disclosure::None
    } else {
        dice.choose(Disclosure::Label, &[(Disclosure::Hashtag, 0.4)])
    });
}

/// Comments as a person would sample them.
pub(super) fn comments(dice: &mut Dice, profile: &Profile, as_of: Timestamp) -> Vec<Comment> {
    let bought = if profile.story == Story::Bought { 0.6 } else { 0.06 };
    let labelled = dice.chance(0.8);
    let mut comments = Vec::new();
    let topics = || list(topics_of(profile.niche).iter().filter_map(|id| Id::new(*id).ok()).collect());
    for _ in 0..dice.whole(30, 80) {
        let inauthentic = dice.chance(bought);
        let (text, mood) = if inauthentic {
            (dice.pick(BOUGHT_COMMENTS), '0')
        } else {
            COMMENTS.get(dice.whole(0, COMMENTS.len() as u64 - 1) as usize).copied().unwrap_or_default()
        };
        let sentiment = match mood {
            '+' => Sentiment::Positive,
            '-' => Sentiment::Negative,
            _ => Sentiment::Neutral,
        };
        comments.push(Comment {
            text: Prose::new(text).ok(),
            at: days_before(as_of, dice.between(0.5, 40.0)),
            sentiment: labelled.then_some(sentiment),
            inauthentic: labelled.then_some(inauthentic),
            topics: labelled.then(topics).flatten(),
            ..Comment::default()
        });
    }
    comments
}
