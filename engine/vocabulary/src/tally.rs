//! Labels of comments, counted: in labelled comments and in counts alike.

use saring_model::Count;
use saring_model::creator::{Comment, Sentiment};
use saring_model::timeline::CommentSample;

use crate::statistics::share;

/// What was counted among comments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Comments that were sampled, labelled or not.
    pub comments: u64,
    /// Positive ones.
    pub positive: Label,
    /// Negative ones.
    pub negative: Label,
    /// Ones that miss or misunderstand the message.
    pub off_message: Label,
    /// Ones that speak of a messaging pillar.
    pub on_pillar: Label,
    /// Ones that look bought or automated.
    pub inauthentic: Label,
}

/// How many comments have a label, of those that were looked at for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Label {
    /// Comments that were looked at.
    pub judged: u64,
    /// Those that have it.
    pub found: u64,
}

impl Label {
    /// Share of those that were looked at, 0 to 1; none where nobody looked.
    pub fn share(self) -> Option<f64> {
        share(self.found as f64, self.judged as f64)
    }

    fn add(&mut self, judged: u64, found: u64) {
        self.judged = self.judged.saturating_add(judged);
        self.found = self.found.saturating_add(found);
    }

    fn look(&mut self, has: Option<bool>) {
        if let Some(has) = has {
            self.add(1, u64::from(has));
        }
    }

    fn count(&mut self, total: Count, found: Option<Count>) {
        if let Some(found) = found {
            self.add(total.get(), found.get());
        }
    }
}

impl Tally {
    /// Labelled comments, such as a creator's own.
    pub fn of_comments<'a>(comments: impl IntoIterator<Item = &'a Comment>) -> Self {
        let mut tally = Self::default();
        comments.into_iter().for_each(|comment| tally.add(comment));
        tally
    }

    /// Samples of a timeline, with the comments whose texts are not at hand.
    pub fn of_samples<'a>(samples: impl IntoIterator<Item = &'a CommentSample>) -> Self {
        let mut tally = Self::default();
        for sample in samples {
            sample.comments.iter().for_each(|comment| tally.add(comment));
            let Some(counts) = &sample.counts else { continue };
            tally.comments = tally.comments.saturating_add(counts.total.get());
            tally.positive.count(counts.total, counts.positive);
            tally.negative.count(counts.total, counts.negative);
            tally.off_message.count(counts.total, counts.off_message);
            tally.on_pillar.count(counts.total, counts.on_pillar);
            tally.inauthentic.count(counts.total, counts.inauthentic);
        }
        tally
    }

    fn add(&mut self, comment: &Comment) {
        self.comments = self.comments.saturating_add(1);
        // What is bought says nothing of how people feel.
        let sentiment = comment.sentiment.filter(|_| comment.inauthentic != Some(true));
        self.positive.look(sentiment.map(|sentiment| sentiment == Sentiment::Positive));
        self.negative.look(sentiment.map(|sentiment| sentiment == Sentiment::Negative));
        self.off_message.look(comment.off_message);
        self.on_pillar.look(comment.pillars.as_deref().map(|pillars| !pillars.is_empty()));
        self.inauthentic.look(comment.inauthentic);
    }
}
