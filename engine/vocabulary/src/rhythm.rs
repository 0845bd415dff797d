//! How steadily an account publishes, and how evenly its posts are liked.

use saring_model::creator::Post;
use saring_model::{Count, Timestamp};

use crate::Column;

const DAYS_PER_WEEK: f64 = 7.0;

/// Posts a week over the `days` days before the list of posts was read.
///
/// `posts` come newest first. Where the list does not reach back so far, it is the posts after the oldest one over the
/// days since it, because what came before it is not seen. None where there is nothing to count over.
pub fn per_week<'a>(
    posts: impl DoubleEndedIterator<Item = &'a Post> + Clone,
    days: f64,
    read: Timestamp,
) -> Option<f64> {
    let reach = read.days_since(posts.clone().next_back()?.at);
    if reach < days {
        return (reach > 0.0).then(|| (posts.count() - 1) as f64 * DAYS_PER_WEEK / reach);
    }
    let seen = posts.filter(|post| read.days_since(post.at) <= days).count();
    (days > 0.0).then(|| seen as f64 * DAYS_PER_WEEK / days)
}

/// Days between each of the posts and the next, whichever way they are ordered.
pub fn gaps_days<'a>(posts: impl Iterator<Item = &'a Post> + Clone) -> Column {
    posts.clone().zip(posts.skip(1)).map(|(a, b)| Some(a.at.days_since(b.at).abs())).collect()
}

/// How far likes lie apart: their sample standard deviation over their mean; 0 where all posts have the same likes,
/// none below two posts with likes or where nobody liked any.
///
/// trendHERO and HypeAuditor call it likes spread, "the difference in the number of likes given across different
/// posts", and print no formula. Of the common measures of spread this one sees the single giveaway among ordinary
/// posts that they warn of; measures by quartiles or medians do not.
pub fn likes_spread<'a>(posts: impl Iterator<Item = &'a Post>) -> Option<f64> {
    posts.map(|post| post.likes.map(Count::as_f64)).collect::<Column>().cv()
}
