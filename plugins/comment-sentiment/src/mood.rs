//! What the comments on a category feel: which ones count, what each one says, and what they say together.

use std::collections::BTreeSet;

use saring_linear::score::largest;
use saring_plugin::dates::days_between;
use saring_plugin::facts::{Comment, Post, Sentiment};
use saring_plugin::measures::shares::corrected;

use crate::model::{Model, Reading};
use crate::words::TEXT_BYTES_MAX;

/// Most bytes of comments that are read of one creator. A byte costs up to 700 units of fuel, and a creator has 20 million.
pub const BYTES_MAX: usize = 16 << 10;
/// Most words of comments that are read of one creator. A word costs up to 2,800 units of fuel besides its bytes.
pub const WORDS_MAX: usize = 3_000;

/// A confusion matrix in the order of [`SENTIMENTS`](crate::model::SENTIMENTS): rows are true classes, columns what they
/// are called.
pub type Matrix = [[f64; 3]; 3];

/// The matrix of labels that are taken as true.
pub const TRUE_LABELS: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

/// The comments on a category, and how they were told from the others.
#[derive(Clone, Default)]
pub struct OnCategory<'a> {
    /// Those that are not known to be bought or automated.
    pub comments: Vec<&'a Comment>,
    /// How many are known to be bought or automated.
    pub inauthentic: u64,
    /// Whether no comment of the sample says its own topics, so that those of the posts above them had to tell.
    pub by_posts: bool,
}

/// The comments about one of the topics. Where no comment says its topics, those below posts about one of them count;
/// `posts` is asked only then.
pub fn on_category<'a>(
    comments: &'a [Comment],
    posts: impl FnOnce() -> Option<Vec<Post>>,
    topics: &[String],
) -> OnCategory<'a> {
    let meets = |own: Option<&[String]>| own.is_some_and(|own| own.iter().any(|topic| topics.contains(topic)));
    let by_posts = comments.iter().all(|comment| comment.topics.is_none());
    let posts = if by_posts && !comments.is_empty() { posts() } else { None };
    let about = posts.iter().flatten().filter(|post| meets(post.topics.as_deref())).filter_map(|post| post.id.as_ref());
    let about: BTreeSet<&String> = about.collect();
    let is_about = |comment: &&Comment| match comment.post.as_ref() {
        Some(post) if by_posts => about.contains(post),
        _ => meets(comment.topics.as_deref()),
    };
    let all: Vec<&Comment> = comments.iter().filter(is_about).collect();
    let is_authentic = |comment: &&&Comment| comment.inauthentic != Some(true);
    let authentic: Vec<&Comment> = all.iter().filter(is_authentic).copied().collect();
    OnCategory { inauthentic: (all.len() - authentic.len()) as u64, comments: authentic, by_posts }
}

/// Which comments without a sentiment are read.
#[derive(Debug, Clone)]
pub struct Readable {
    /// ISO 639 codes of the languages that the model knows; a comment that says no language is tried.
    pub languages: Vec<String>,
    /// Share of a comment's words that the model must know.
    pub known_min: f64,
    /// Most comments that are read, the first of the sample.
    pub comments_max: u64,
}

/// What comments feel together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Mood {
    /// How many carry each sentiment.
    pub labelled: [u64; 3],
    /// How many were read as each sentiment, the most probable one.
    pub read: [u64; 3],
    /// Sum of the probabilities that these readings are right.
    pub sure: f64,
    /// How many have a text and no sentiment, and were not read: another language, no words, or more than are read.
    pub unread: u64,
    /// When the newest comment with a sentiment was written, its own or a read one.
    pub newest: Option<i64>,
}

impl Mood {
    /// Adds up what each comment says. Sentiments that comments carry are never overridden.
    pub fn of(comments: &[&Comment], model: Option<&Model>, readable: &Readable) -> Self {
        let mut mood = Self::default();
        let mut effort = Effort { bytes_left: BYTES_MAX, words_left: WORDS_MAX };
        for comment in comments {
            if let Some(sentiment) = comment.sentiment {
                let [positive, neutral, negative] = &mut mood.labelled;
                match sentiment {
                    Sentiment::Positive => *positive += 1,
                    Sentiment::Neutral => *neutral += 1,
                    Sentiment::Negative => *negative += 1,
                }
            } else if let Some(text) = &comment.text {
                let may_read = mood.classified() < readable.comments_max && readable.speaks(comment.lang.as_deref());
                let read = model.filter(|_| may_read).and_then(|model| effort.read(text, model, readable.known_min));
                let Some(Reading::Felt(shares)) = read else {
                    mood.unread += 1;
                    continue;
                };
                let called = largest(&shares);
                if let Some((count, share)) = called.and_then(|at| Some((mood.read.get_mut(at)?, shares.get(at)?))) {
                    *count += 1;
                    mood.sure += share;
                }
            } else {
                continue;
            }
            mood.newest = mood.newest.max(comment.at);
        }
        mood
    }

    /// How many comments have a sentiment, their own or a read one.
    pub fn judged(&self) -> u64 {
        self.labelled() + self.classified()
    }

    /// How many carry a sentiment.
    pub fn labelled(&self) -> u64 {
        self.labelled.iter().sum()
    }

    /// How many were read.
    pub fn classified(&self) -> u64 {
        self.read.iter().sum()
    }

    /// Days since the newest comment with a sentiment, 0 or more; none where none of them says when.
    pub fn age_days(&self, as_of: i64) -> Option<f64> {
        self.newest.map(|newest| days_between(newest, as_of).max(0.0))
    }

    /// The true shares of the sentiments: labelled and read comments are corrected each by the errors of their own
    /// classifier, and then count by their numbers. Calls are counted, not probabilities summed: on comments unlike those
    /// of the training that errs less.
    ///
    /// The second value says whether a correction went below 0. None where there is nothing, or a matrix is singular.
    pub fn shares(&self, of_labels: Matrix, of_model: Matrix) -> Option<([f64; 3], bool)> {
        let part = |counts: [u64; 3], matrix| {
            let all: u64 = counts.iter().sum();
            (all > 0).then(|| (all as f64, corrected(counts.map(|count| count as f64 / all as f64), matrix)))
        };
        match (part(self.labelled, of_labels), part(self.read, of_model)) {
            (None, None) => None,
            (Some((_, one)), None) | (None, Some((_, one))) => one.map(|one| (one.of, one.clamped)),
            (Some((labelled, own)), Some((classified, read))) => {
                let (own, read) = (own?, read?);
                let mut joint = own.of;
                for (share, of_read) in joint.iter_mut().zip(read.of) {
                    *share = (labelled * *share + classified * of_read) / (labelled + classified);
                }
                Some((joint, own.clamped || read.clamped))
            }
        }
    }
}

/// What may still be read of one creator, so that no sample of comments uses up the fuel.
struct Effort {
    bytes_left: usize,
    words_left: usize,
}

impl Effort {
    /// Reads a comment; none where it is more than may still be read.
    fn read(&mut self, comment: &str, model: &Model, known_min: f64) -> Option<Reading> {
        self.bytes_left = self.bytes_left.checked_sub(comment.len().min(TEXT_BYTES_MAX))?;
        let words = model.words(comment);
        self.words_left = self.words_left.checked_sub(words.len())?;
        Some(model.read(&words, known_min))
    }
}

impl Readable {
    fn speaks(&self, language: Option<&str>) -> bool {
        language.is_none_or(|tag| {
            let code = tag.split('-').next().unwrap_or(tag);
            // `in` is what Indonesian was called before 1989, and what some platforms still say.
            self.languages.iter().any(|known| known == code || (known == "id" && code == "in"))
        })
    }
}
