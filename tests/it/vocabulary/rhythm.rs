//! How often and how evenly posts come, and how far their likes lie apart.

use saring_model::creator::Post;
use saring_vocabulary::rhythm::{gaps_days, likes_spread, per_week};
use serde_json::{Value, json};

use super::{instant, near, read};

/// Posts at noon of days in January 2026, newest first.
fn posts(days: &[u32]) -> Vec<Post> {
    days.iter().map(|day| read(json!({ "at": format!("2026-01-{day:02}T12:00:00Z") }))).collect()
}

#[test]
fn posts_a_week_are_counted_over_what_can_be_seen() {
    let read = instant("2026-01-31T12:00:00Z");
    let table: [(&[u32], f64, Option<f64>); 8] = [
        // The list reaches back 30 days, of which 14 count: the posts of the 31st, 24th and 17th.
        (&[31, 24, 17, 10, 1], 14.0, Some(1.5)),
        (&[31, 24, 17, 10, 1], 30.0, Some(5.0 * 7.0 / 30.0)),
        // It reaches back less: the oldest post only says since when.
        (&[31, 24, 17], 28.0, Some(1.0)),
        (&[17], 28.0, Some(0.0)),
        // Silence since long ago is no post a week.
        (&[1], 14.0, Some(0.0)),
        (&[31], 28.0, None),
        (&[], 28.0, None),
        (&[1], 0.0, None),
    ];
    for (days, over, wanted) in table {
        let found = per_week(posts(days).iter(), over, read);
        assert!(near(found, wanted), "{days:?} over {over} days: {found:?}, not {wanted:?}");
    }
}

#[test]
fn gaps_lie_between_posts() {
    let gaps = gaps_days(posts(&[31, 30, 24, 10]).iter());
    assert_eq!(gaps.sorted(), [1.0, 6.0, 14.0]);
    assert_eq!(gaps_days(posts(&[10, 24, 30, 31]).iter()), gaps, "the oldest may come first");
    assert!(gaps_days(posts(&[31]).iter()).is_empty());
}

#[test]
fn likes_spread_is_deviation_over_mean() {
    let likes = |likes: &[Value]| -> Vec<Post> {
        likes.iter().map(|likes| read(json!({ "at": "2026-01-01T00:00:00Z", "likes": likes }))).collect()
    };
    let table = [
        (likes(&[json!(100), json!(100), json!(100)]), Some(0.0)),
        // Deviations of 50 on both sides of 100, over one post less: the root of 5,000.
        (likes(&[json!(50), json!(150), Value::Null]), Some(5_000_f64.sqrt() / 100.0)),
        (likes(&[json!(100)]), None),
        (likes(&[json!(0), json!(0)]), None),
    ];
    for (posts, wanted) in table {
        assert!(near(likes_spread(posts.iter()), wanted), "{posts:?}");
    }
    let giveaway = [&[json!(10_000)][..], &vec![json!(1_000); 11]].concat();
    assert!(likes_spread(likes(&giveaway).iter()).unwrap() > 1.0, "one giveaway among twelve posts shows");
}
