//! What the comments of a span of time say, by the labels that a classifier or a person gave them.

use saring_model::Id;

use super::posts::Posts;
use super::{Known, Part};
use crate::chronicle::Window;
use crate::tally::{Label, Tally};

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
    /// Positive, neutral and negative ones, without those that look bought, of samples that tell both positive and negative.
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
                sample.add(&Tally::of_samples([seen.what]));
            }
        }
        sample
    }

    fn add(&mut self, tally: &Tally) {
        let (positive, negative) = (Labelled::of(tally.positive), Labelled::of(tally.negative));
        if tally.positive.judged == tally.negative.judged {
            let neutral = (positive.n - positive.hits - negative.hits).max(0.0);
            for (sum, count) in self.sentiments.iter_mut().zip([positive.hits, neutral, negative.hits]) {
                *sum += count;
            }
        }
        self.inauthentic.add(tally.inauthentic);
        self.off_message.add(tally.off_message);
        self.on_pillar.add(tally.on_pillar);
    }
}

impl Labelled {
    fn of(label: Label) -> Self {
        Self { hits: label.found as f64, n: label.judged as f64 }
    }

    fn add(&mut self, label: Label) {
        let Self { hits, n } = Self::of(label);
        self.hits += hits;
        self.n += n;
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
