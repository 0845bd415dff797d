//! What commenters feel about a category, and what a classifier's known errors make of it.

use std::collections::BTreeSet;

use saring_model::Id;
use saring_model::creator::{Comment, Post, Sentiment};

pub use saring_measures::shares::{Shares, corrected, shares};

/// Sentiments in the order of every array here.
pub const SENTIMENTS: [(Sentiment, &str); 3] =
    [(Sentiment::Positive, "positive"), (Sentiment::Neutral, "neutral"), (Sentiment::Negative, "negative")];

/// The comments on a category, and how they were told from the others.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OnCategory<'a> {
    /// The comments.
    pub comments: Vec<&'a Comment>,
    /// Whether no comment of the sample says its own topics, so that those of the posts above them had to tell.
    pub by_posts: bool,
}

/// The comments about one of the topics that are not known to be bought or automated.
///
/// Where no comment says its topics, those below posts about one of them count: what a post is about is stated, what a
/// comment is about would be a guess wherever other comments do say it.
pub fn on_category<'a>(comments: &'a [Comment], posts: &[Post], topics: &[Id]) -> OnCategory<'a> {
    let meets = |own: Option<&[Id]>| own.is_some_and(|own| own.iter().any(|topic| topics.contains(topic)));
    let by_posts = comments.iter().all(|comment| comment.topics.is_none());
    let about: BTreeSet<&Id> = if by_posts {
        posts.iter().filter(|post| meets(post.topics.as_deref())).filter_map(|post| post.id.as_ref()).collect()
    } else {
        BTreeSet::new()
    };
    let counts = |comment: &&Comment| {
        let on_topic = if by_posts {
            comment.post.as_ref().is_some_and(|post| about.contains(post))
        } else {
            meets(comment.topics.as_deref())
        };
        on_topic && comment.inauthentic != Some(true)
    };
    OnCategory { comments: comments.iter().filter(counts).collect(), by_posts }
}

/// How many comments have each sentiment, in the order of [`SENTIMENTS`]; those without one are left out.
pub fn tally<'a>(comments: impl IntoIterator<Item = &'a Comment>) -> [u32; 3] {
    let mut counts = [0; 3];
    for comment in comments {
        let at = SENTIMENTS.iter().position(|(sentiment, _)| comment.sentiment == Some(*sentiment));
        if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}
