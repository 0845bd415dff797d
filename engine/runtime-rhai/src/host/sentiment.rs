//! What the comments on a brand's category feel like.

use saring_model::Id;
use saring_model::catalogue::FieldSet;
use saring_pack::{Table, Unit};
use saring_vocabulary::sentiment::{self, SENTIMENTS};

use super::campaign::CampaignHost;
use super::rows::column_of;
use super::samples::CommentsHost;
use super::table::TableHost;
use crate::fuel;
use crate::measure::Measure;
use crate::registry::{Form, Outcome, Register, fields};

/// Comparisons to find a post among all that an account may have.
const LOOK_UP_STEPS: usize = 13;

/// The sentiment of the comments on a category.
#[derive(Debug, Clone)]
pub(crate) struct MoodHost {
    /// How many comments there are on the category, judged or not.
    comments: usize,
    by_posts: bool,
    counts: [u32; 3],
    shares: Option<[f64; 3]>,
    clamped: bool,
    /// Days since the newest judged comment.
    age_days: Option<f64>,
    /// What lacks where the shares are unknown.
    lacking: FieldSet,
}

const COMMENT_FIELDS: &[&str] = &[
    "creator.accounts[].comments_sample[].topics",
    "creator.accounts[].comments_sample[].post",
    "creator.accounts[].comments_sample[].inauthentic",
    "creator.accounts[].comments_sample[].sentiment",
    "creator.accounts[].posts[].topics",
    "campaign.brand.topics",
    "campaign.brand.category",
];

pub(crate) fn register(register: &mut Register<'_>) {
    about(register);
    facts(register);
    correction(register);
}

fn about(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "comments.about(campaign) -> mood",
            "-",
            "The sentiment of the comments on the brand's topics or category that are not known to be bought. Where no comment of the sample says its topics, those below posts on them count.",
        )
        .reads(COMMENT_FIELDS)
        .call(|c: &mut CommentsHost, campaign: CampaignHost| mood(c, &campaign));
}

/// The ids that mean the brand's category: its content topics and its product category.
fn wanted(campaign: &CampaignHost) -> Vec<Id> {
    let brand = campaign.campaign().map(|campaign| &campaign.brand);
    let topics = brand.and_then(|brand| brand.topics.as_deref()).unwrap_or_default();
    topics.iter().chain(brand.and_then(|brand| brand.category.as_ref())).cloned().collect()
}

fn mood(comments: &CommentsHost, campaign: &CampaignHost) -> Outcome<MoodHost> {
    let topics = wanted(campaign);
    let account = comments.0.account();
    let posts = account.and_then(|account| account.posts.as_deref()).unwrap_or_default();
    let sample = comments.all();
    let named: usize = sample.iter().map(|comment| 1 + comment.topics.as_deref().map_or(0, <[_]>::len)).sum();
    let above: usize = posts.iter().map(|post| 1 + post.topics.as_deref().map_or(0, <[_]>::len)).sum();
    fuel::spend(named + above, topics.len())?;
    fuel::spend(sample.len(), LOOK_UP_STEPS)?;
    let on = sentiment::on_category(sample, posts, &topics);
    let counts = sentiment::tally(on.comments.iter().copied());
    let judged = on.comments.iter().filter(|comment| comment.sentiment.is_some());
    let ages = judged.filter_map(|comment| Some(comments.0.as_of.days_since(comment.at?).max(0.0)));
    Ok(MoodHost {
        comments: on.comments.len(),
        by_posts: on.by_posts,
        counts,
        shares: sentiment::shares(counts),
        clamped: false,
        age_days: ages.min_by(f64::total_cmp),
        lacking: lacking(comments, &topics, on.comments.len()),
    })
}

/// The first thing that lacks on the way from a brand's topics to the sentiment of comments on them.
fn lacking(comments: &CommentsHost, topics: &[Id], on_category: usize) -> FieldSet {
    let account = comments.0.account();
    fields(&[match () {
        () if topics.is_empty() => "campaign.brand.topics",
        () if account.is_none_or(|account| account.comments_sample.is_none()) => "creator.accounts[].comments_sample",
        () if on_category == 0 => "creator.accounts[].comments_sample[].topics",
        () => "creator.accounts[].comments_sample[].sentiment",
    }])
}

impl MoodHost {
    /// The share at a place of [`SENTIMENTS`].
    fn share(&self, at: usize, fields: FieldSet) -> Measure {
        let share = self.shares.and_then(|shares| shares.get(at).copied());
        let known: u32 = self.counts.iter().sum();
        Measure::of(share, Unit::Fraction, fields).lacking(self.lacking).of_sample(known as usize)
    }
}

fn facts(register: &mut Register<'_>) {
    register
        .say(Form::Property, "mood.comments -> value", "count", "How many comments are on the category; unknown where the brand says no topics, or no comments were sampled.")
        .reads(COMMENT_FIELDS)
        .property(|m: &MoodHost, f| {
            let told = m.comments > 0 || m.lacking == fields(&["creator.accounts[].comments_sample[].topics"]);
            Measure::of(told.then_some(m.comments as f64), Unit::Count, f).lacking(m.lacking)
        });
    register
        .say(Form::Property, "mood.judged -> value", "count", "How many of them have a sentiment.")
        .reads(&["creator.accounts[].comments_sample[].sentiment"])
        .property(|m: &MoodHost, _| Measure::counted(m.counts.iter().sum::<u32>() as usize, m.lacking));
    register
        .say(
            Form::Property,
            "mood.by_posts -> bool",
            "-",
            "Whether the posts' topics had to tell which comments are on the category.",
        )
        .property(|m: &MoodHost, _| m.by_posts);
    register
        .say(
            Form::Property,
            "mood.is_clamped -> bool",
            "-",
            "Whether the correction gave shares below 0, which were set to 0.",
        )
        .property(|m: &MoodHost, _| m.clamped);
    register
        .say(
            Form::Property,
            "mood.positive -> value",
            "fraction",
            "Share of positive comments, among those with a sentiment.",
        )
        .reads(&["creator.accounts[].comments_sample[].sentiment"])
        .property(|m: &MoodHost, f| m.share(0, f));
    register
        .say(Form::Property, "mood.neutral -> value", "fraction", "Share of neutral ones.")
        .reads(&["creator.accounts[].comments_sample[].sentiment"])
        .property(|m: &MoodHost, f| m.share(1, f));
    register
        .say(Form::Property, "mood.negative -> value", "fraction", "Share of negative ones.")
        .reads(&["creator.accounts[].comments_sample[].sentiment"])
        .property(|m: &MoodHost, f| m.share(2, f));
    register
        .say(
            Form::Property,
            "mood.age_days -> value",
            "days",
            "Days since the newest of them was written; unknown where none says when.",
        )
        .reads(&["creator.accounts[].comments_sample[].at"])
        .property(|m: &MoodHost, f| Measure::of(m.age_days, Unit::Days, f));
}

fn correction(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "mood.corrected(confusion) -> mood",
            "-",
            "The same with the classifier's own error taken out: the table has a row per true class (`truth`: positive, neutral, negative) and a column per class that the classifier says. The shares are unknown where the matrix is singular.",
        )
        .call(|m: &mut MoodHost, confusion: TableHost| -> Outcome<MoodHost> {
            let matrix = matrix(confusion.table())?;
            let corrected = m.shares.zip(matrix).and_then(|(shares, matrix)| sentiment::corrected(shares, matrix));
            Ok(MoodHost {
                shares: corrected.map(|corrected| corrected.of),
                clamped: corrected.is_some_and(|corrected| corrected.clamped),
                ..m.clone()
            })
        });
}

/// The matrix that a table holds; none where a row or a number is missing.
pub(super) fn matrix(table: &Table) -> Outcome<Option<[[f64; 3]; 3]>> {
    for column in ["truth", "positive", "neutral", "negative"] {
        column_of(table, column)?;
    }
    let cell = |truth: &str, said: &str| {
        let row = table.rows.iter().find(|row| table.text(row, "truth") == Some(truth))?;
        table.number(row, said)
    };
    let mut matrix = [[0.0; 3]; 3];
    for (row, (_, truth)) in matrix.iter_mut().zip(SENTIMENTS) {
        for (place, (_, said)) in row.iter_mut().zip(SENTIMENTS) {
            let Some(number) = cell(truth, said) else { return Ok(None) };
            *place = number;
        }
    }
    Ok(Some(matrix))
}
