//! How a creator uses a platform: in which forms, in which series, with which of its features.

use std::collections::{BTreeMap, BTreeSet};

use saring_model::creator::Post;

use crate::Column;
use crate::posts::format_counts;
use crate::text::fold;

/// How many formats and series there are; none where no post says its format or its hashtags.
///
/// A series is a hashtag on at least `posts_min` of the posts and on at most the share `share_max` of them: what stands
/// below everything is a signature. Case and diacritics do not matter.
pub fn variety<'a>(posts: impl Iterator<Item = &'a Post> + Clone, posts_min: usize, share_max: f64) -> Option<usize> {
    let formats = format_counts(posts.clone()).into_iter().filter(|count| *count > 0).count();
    let mut total = 0_usize;
    let mut tagged = false;
    let mut by_tag: BTreeMap<String, usize> = BTreeMap::new();
    for post in posts {
        total += 1;
        let Some(hashtags) = post.hashtags.as_deref() else { continue };
        tagged = true;
        let of_post: BTreeSet<String> = hashtags.iter().map(|hashtag| fold(hashtag)).collect();
        of_post.into_iter().for_each(|hashtag| *by_tag.entry(hashtag).or_default() += 1);
    }
    let is_series = |count: &&usize| **count >= posts_min.max(1) && **count as f64 <= share_max * total as f64;
    (formats > 0 || tagged).then(|| formats + by_tag.values().filter(is_series).count())
}

/// Per post 1 where it uses features of the platform, 0 where it is known to use none.
pub fn native_use<'a>(posts: impl Iterator<Item = &'a Post>) -> Column {
    let used = |post: &Post| Some(f64::from(u8::from(!post.native_features.as_deref()?.is_empty())));
    posts.map(used).collect()
}
