//! The check: `community-sentiment`, with comments that carry no sentiment read by the model.

use saring_plugin::prelude::*;
use saring_plugin::{Fields, confidence};

use crate::about::{about, fields};
use crate::model::{BIAS_ROW, Model, SENTIMENTS, Weights};
use crate::mood::{Matrix, Mood, OnCategory, Readable, TRUE_LABELS, on_category};
use crate::words::Meanings;

/// Table of the model's weights.
const MODEL: &str = "sentiment_model";
/// Table of the model's confusion matrix.
const MODEL_CONFUSION: &str = "sentiment_model_confusion";
/// Table of what slang, English words and emoji mean.
const WORDS: &str = "sentiment_words";
/// Table of the confusion matrix of sentiments that comments carry.
const LABEL_CONFUSION: &str = "sentiment_confusion";

/// What a pack may set.
#[derive(Debug, Clone, Deserialize)]
pub struct Params {
    comments_min: u64,
    comments_ref: f64,
    half_life_days: f64,
    age_days_unknown: f64,
    by_posts_confidence: f64,
    neutral_prior: f64,
    negative_warn: f64,
    negative_fail: f64,
    classified_confidence: f64,
    classified_max: u64,
    known_words_min: f64,
    languages: Vec<String>,
}

/// The check with all that creators share.
pub struct CommentSentiment {
    params: Params,
    readable: Readable,
    /// The ids that mean the brand's category; none without a campaign.
    topics: Option<Vec<String>>,
    model: Option<Model>,
    /// None where the table cannot be read as one.
    label_confusion: Option<Matrix>,
    model_confusion: Option<Matrix>,
}

#[derive(Deserialize)]
struct Campaign {
    brand: Brand,
}

#[derive(Deserialize)]
struct Brand {
    #[serde(default)]
    topics: Vec<String>,
    category: Option<String>,
}

impl Check for CommentSentiment {
    type Params = Params;

    fn about() -> About {
        about()
    }

    fn validate(params: &Params) -> Result<(), String> {
        if params.negative_fail < params.negative_warn {
            return Err("`negative_fail` is below `negative_warn`: the check would fail before it warns".to_owned());
        }
        Ok(())
    }

    fn new(params: Params, setup: &Setup) -> Result<Self, String> {
        let campaign: Option<Campaign> = setup.campaign_as()?;
        let topics = campaign.map(|Campaign { brand }| brand.topics.into_iter().chain(brand.category).collect());
        let readable = Readable {
            languages: params.languages.clone(),
            known_min: params.known_words_min,
            comments_max: params.classified_max,
        };
        let (label_confusion, model_confusion) = (matrix(LABEL_CONFUSION), matrix(MODEL_CONFUSION));
        Ok(Self { params, readable, topics, model: model()?, label_confusion, model_confusion })
    }

    fn check(&self, creator: &Creator<'_>) -> Answer {
        let Some(topics) = &self.topics else {
            return unknown("community-sentiment.no-campaign", Quantity::unknown(fields::TOPICS));
        };
        let sample = creator.comments();
        let on = on_category(sample.unwrap_or_default(), || creator.newest_posts(u32::MAX), topics);
        let lacking = match () {
            () if topics.is_empty() => fields::TOPICS,
            () if sample.is_none() => fields::COMMENTS,
            () if on.comments.is_empty() => fields::COMMENT_TOPICS,
            () => fields::SENTIMENT,
        };
        if on.comments.is_empty() && lacking != fields::COMMENT_TOPICS {
            let sampled = Quantity::count(sample.map(|sample| sample.len() as u64), fields::COMMENTS);
            return unknown("community-sentiment.no-comments", Quantity::unknown(lacking)).missing(&sampled);
        }
        let mood = Mood::of(&on.comments, self.model.as_ref(), &self.readable);
        if mood.judged() < self.params.comments_min {
            return self.too_few(&on, &mood, lacking);
        }
        self.judged(&on, &mood, creator.as_of())
    }
}

impl CommentSentiment {
    fn too_few(&self, on: &OnCategory<'_>, mood: &Mood, lacking: &'static str) -> Answer {
        let few = unknown("community-sentiment.few-comments", Quantity::count(Some(mood.judged()), lacking))
            .given("comments", on.comments.len())
            .given("judged", mood.judged())
            .given("needed", self.params.comments_min);
        self.say_what_was_read(few, on, mood)
    }

    fn judged(&self, on: &OnCategory<'_>, mood: &Mood, as_of: Instant) -> Answer {
        let params = &self.params;
        let matrices = self.label_confusion.zip(self.model_confusion);
        let shares = matrices.and_then(|(labels, model)| mood.shares(labels, model));
        let Some(([positive, _, negative], is_clamped)) = shares else {
            return unknown("community-sentiment.confusion", Quantity::unknown(fields::SENTIMENT));
        };
        let judged = mood.judged();
        let share = |of| Quantity::new(Some(of), Unit::Fraction, Fields::from(fields::JUDGED)).of_sample(judged);
        let (positive, negative) = (share(positive), share(negative));
        let net = shrink(positive.clone() - &negative, judged, 0.0, params.neutral_prior).as_unit(Unit::Number);
        let bound = |of| Quantity::new(Some(of), Unit::Fraction, Fields::NONE);

        let mut answer = answer(self.trust(on, mood, as_of))
            .part("net-sentiment", &net, ramp(-1.0, 1.0), 1.0)
            .evidence("negative_share", &negative, Some(params.negative_warn))
            .evidence("comments", Quantity::count(Some(judged), fields::SENTIMENT), Some(params.comments_min as f64));
        let alarms = [
            (params.negative_fail, Status::Fail, "community-sentiment.hostile"),
            (params.negative_warn, Status::Warn, "community-sentiment.tense"),
        ];
        if let Some((most, status, code)) = alarms.into_iter().find(|(most, ..)| negative.is_some_and(|of| of > *most))
        {
            answer = answer.status(status).reason(code).given("share", &negative).given("most", bound(most));
        }
        answer = answer
            .reason("community-sentiment.net")
            .given("positive", &positive)
            .given("negative", &negative)
            .given("comments", judged)
            .when(on.by_posts, |answer| answer.reason("community-sentiment.by-posts"))
            .when(is_clamped, |answer| answer.flag("sentiment_clamped").reason("community-sentiment.clamped"));
        self.say_what_was_read(answer, on, mood)
    }

    /// Trust in the shares: by number and age, less where posts had to tell the category, and less for what the model read
    /// by how sure it was.
    fn trust(&self, on: &OnCategory<'_>, mood: &Mood, as_of: Instant) -> Quantity {
        let params = &self.params;
        let age_days = mood.age_days(as_of).unwrap_or(params.age_days_unknown);
        let trust = confidence(mood.judged(), params.comments_ref, age_days, params.half_life_days);
        let of_topics = if on.by_posts { params.by_posts_confidence } else { 1.0 };
        let unsure = mood.classified() as f64 - params.classified_confidence * mood.sure;
        trust * of_topics * (1.0 - unsure / mood.judged().max(1) as f64)
    }

    /// Says how many comments carried a sentiment, were read and were left out, where there was anything to read.
    fn say_what_was_read(&self, answer: Answer, on: &OnCategory<'_>, mood: &Mood) -> Answer {
        let classified = mood.classified();
        if classified + mood.unread == 0 {
            return answer;
        }
        let count = |n, field| Quantity::count(Some(n), field);
        let answer = answer
            .evidence("labelled_comments", count(mood.labelled(), fields::SENTIMENT), None)
            .evidence("classified_comments", count(classified, fields::TEXT), None)
            .evidence("unread_comments", count(mood.unread, fields::TEXT), None)
            .evidence("inauthentic_comments", count(on.inauthentic, fields::INAUTHENTIC), None);
        if self.model.is_none() {
            return answer.reason("community-sentiment.no-model").given("unread", mood.unread);
        }
        answer
            .reason("community-sentiment.read")
            .given("classified", classified)
            .given("labelled", mood.labelled())
            .given("unread", mood.unread)
    }
}

impl Weights for Table {
    fn gather(&self, column: &str, rows: &[u32]) -> Vec<f64> {
        Self::gather(self, column, rows)
    }
}

/// The model of the pack; none where the pack gives none.
fn model() -> Result<Option<Model>, String> {
    let Some(weights) = Table::open(MODEL) else { return Ok(None) };
    if weights.len() != BIAS_ROW + 1 {
        let rows = weights.len();
        return Err(format!("table `{MODEL}` has {rows} rows, and a model has {}; train it again", BIAS_ROW + 1));
    }
    let words = Table::open(WORDS);
    let column = |name| words.as_ref().map(|words| words.texts(name)).unwrap_or_default();
    let pairs = column("written").into_iter().zip(column("meant"));
    let meanings = Meanings::new(pairs.filter_map(|(written, meant)| Some((written?, meant.unwrap_or_default()))));
    Ok(Some(Model::new(Box::new(weights), meanings)))
}

/// A confusion matrix; labels as true where the pack gives no such table, and none where a row or a number is missing.
fn matrix(table: &str) -> Option<Matrix> {
    let Some(table) = Table::open(table) else { return Some(TRUE_LABELS) };
    let mut matrix = TRUE_LABELS;
    for ((row, truth), found) in matrix.iter_mut().zip(SENTIMENTS).zip(table.find("truth", &SENTIMENTS)) {
        debug_assert!(found.is_none_or(|found| table.text(found, "truth").as_deref() == Some(truth)));
        for (cell, called) in row.iter_mut().zip(SENTIMENTS) {
            *cell = table.number(found?, called)?;
        }
    }
    Some(matrix)
}
