//! What the comments of a span of time say, by the labels that a classifier or a person gave them.

use saring_model::creator::Comment;
use saring_model::timeline::CommentCounts;
use saring_model::{Count, Id};

use super::posts::Posts;
use super::{Known, Part};
use crate::chronicle::Window;
use crate::sentiment::tally;

/// How many comments have a label, of those at which somebody looked for it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Labelled {
    /// Those that have it.
    pub hits: f64,
    /// Those that were looked at.
    pub n: f64,
}

/// The labels of comments.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sample {
    /// Positive, neutral and negative ones, without those that look bought.
    pub sentiments: [f64; 3],
    /// Ones that look bought or automated.
    pub inauthentic: Labelled,
    /// Ones that miss or misunderstand the message.
    pub off_message: Labelled,
    /// Ones that speak of a messaging pillar.
    pub on_pillar: Labelled,
}

impl Sample {
    /// The labels of the comments on a part's posts, or on its creators, that were sampled in a span of time.
    pub fn of(known: &Known<'_>, posts: &Posts, part: &Part, within: Window) -> Self {
        let mut sample = Self::default();
        for seen in known.view.comments(within) {
            if is_of(part, posts, seen.event.creator.as_ref(), seen.event.post.as_ref()) {
                sample.add(&seen.what.comments);
                seen.what.counts.iter().for_each(|counts| sample.add_counts(counts));
            }
        }
        sample
    }

    fn add(&mut self, comments: &[Comment]) {
        let people = comments.iter().filter(|comment| comment.inauthentic != Some(true));
        for (sum, count) in self.sentiments.iter_mut().zip(tally(people)) {
            *sum += f64::from(count);
        }
        for comment in comments {
            self.inauthentic.see(comment.inauthentic);
            self.off_message.see(comment.off_message);
            self.on_pillar.see(comment.pillars.as_ref().map(|pillars| !pillars.is_empty()));
        }
    }

    fn add_counts(&mut self, counts: &CommentCounts) {
        let total = counts.total.as_f64();
        if let Some((positive, negative)) = counts.positive.zip(counts.negative) {
            let (positive, negative) = (positive.as_f64(), negative.as_f64());
            for (sum, count) in self.sentiments.iter_mut().zip([positive, total - positive - negative, negative]) {
                *sum += count;
            }
        }
        self.inauthentic.count(counts.inauthentic, total);
        self.off_message.count(counts.off_message, total);
        self.on_pillar.count(counts.on_pillar, total);
    }
}

impl Labelled {
    fn see(&mut self, label: Option<bool>) {
        if let Some(label) = label {
            self.hits += f64::from(u8::from(label));
            self.n += 1.0;
        }
    }

    fn count(&mut self, hits: Option<Count>, n: f64) {
        if let Some(hits) = hits {
            self.hits += hits.as_f64();
            self.n += n;
        }
    }
}

/// Whether something about a creator or a post is of a part.
pub(super) fn is_of(part: &Part, posts: &Posts, creator: Option<&Id>, post: Option<&Id>) -> bool {
    let told = post.and_then(|post| posts.get(post));
    if part.platform.is_some() {
        return told.is_some_and(|told| told.platform == part.platform);
    }
    part.has(creator.or_else(|| told.and_then(|told| told.creator.as_ref())))
}
