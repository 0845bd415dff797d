//! Sampled comments and sampled followers of an account.

use rhai::{FLOAT, INT};
use saring_model::catalogue::FieldSet;
use saring_model::creator::{Comment, FollowerRecord, Sentiment};
use saring_pack::Unit;
use saring_vocabulary::followers::{self, Bounds};
use saring_vocabulary::statistics::share;

use super::creator::{CreatorHost, whole, whole_int};
use crate::fuel;
use crate::measure::Measure;
use crate::registry::{Form, Register};

/// Sampled comments.
#[derive(Debug, Clone)]
pub(crate) struct CommentsHost(pub(crate) CreatorHost);

/// Sampled followers.
#[derive(Debug, Clone)]
pub(crate) struct FollowersHost(CreatorHost);

impl CommentsHost {
    pub(crate) fn of(host: &CreatorHost) -> Self {
        Self(host.clone())
    }
}

impl FollowersHost {
    pub(crate) fn of(host: &CreatorHost) -> Self {
        Self(host.clone())
    }
}

pub(crate) fn register(register: &mut Register<'_>) {
    comments(register);
    follower_sample(register);
}

impl CommentsHost {
    pub(crate) fn all(&self) -> &[Comment] {
        let all = self.0.account().and_then(|account| account.comments_sample.as_deref()).unwrap_or_default();
        fuel::charge(all.len());
        all
    }

    fn share_of(&self, get: impl Fn(&Comment) -> Option<bool>, fields: FieldSet) -> Measure {
        let known: Vec<bool> = self.all().iter().filter_map(get).collect();
        let hits = known.iter().filter(|hit| **hit).count();
        Measure::of(share(hits as f64, known.len() as f64), Unit::Fraction, fields).of_sample(known.len())
    }
}

fn comments(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "comments.len() -> value",
            "count",
            "How many comments were sampled; unknown without a sample.",
        )
        .reads(&["creator.accounts[].comments_sample"]);
    let fields = register.fields();
    register.call(move |c: &mut CommentsHost| {
        let listed = c.0.account().is_some_and(|account| account.comments_sample.is_some());
        Measure::of(listed.then(|| c.all().len() as f64), Unit::Count, fields)
    });
    register
        .say(Form::Property, "comments.total -> value", "count", "Comments from which the sample was drawn.")
        .reads(&["creator.accounts[].comments_n"])
        .property(|c: &CommentsHost, f| Measure::count(c.0.account().and_then(|account| account.comments_n), f));
    register
        .say(
            Form::Property,
            "comments.inauthentic_share -> value",
            "fraction",
            "Share that looks bought or automated, among those that were judged.",
        )
        .reads(&["creator.accounts[].comments_sample[].inauthentic"])
        .property(|c: &CommentsHost, f| c.share_of(|comment| comment.inauthentic, f));
    register
        .say(
            Form::Property,
            "comments.negative_share -> value",
            "fraction",
            "Share of negative comments, among those whose sentiment is known.",
        )
        .reads(&["creator.accounts[].comments_sample[].sentiment"])
        .property(|c: &CommentsHost, f| c.share_of(|comment| comment.sentiment.map(|it| it == Sentiment::Negative), f));
    register
        .say(
            Form::Property,
            "comments.positive_share -> value",
            "fraction",
            "Share of positive comments, among those whose sentiment is known.",
        )
        .reads(&["creator.accounts[].comments_sample[].sentiment"])
        .property(|c: &CommentsHost, f| c.share_of(|comment| comment.sentiment.map(|it| it == Sentiment::Positive), f));
}

impl FollowersHost {
    fn all(&self) -> &[FollowerRecord] {
        let all = self.0.account().and_then(|account| account.follower_sample.as_deref()).unwrap_or_default();
        fuel::charge(all.len());
        all
    }
}

fn follower_sample(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "follower_sample.len() -> value",
            "count",
            "How many profiles were sampled; unknown without a sample.",
        )
        .reads(&["creator.accounts[].follower_sample"]);
    let fields = register.fields();
    register.call(move |s: &mut FollowersHost| {
        let listed = s.0.account().is_some_and(|account| account.follower_sample.is_some());
        Measure::of(listed.then(|| s.all().len() as f64), Unit::Count, fields)
    });
    register
        .say(Form::Method, "follower_sample.failing(rules) -> value", "fraction", "Share of profiles that fail at least that many of five rules, among those that can be told: following over followers above 10, no picture, no biography, at most 1 post, a name with 4 or 30 % digits.")
        .reads(&["creator.accounts[].follower_sample"]);
    let fields = register.fields();
    register
        .call(move |s: &mut FollowersHost, rules: FLOAT| failing(s, whole(rules), fields))
        .call(move |s: &mut FollowersHost, rules: INT| failing(s, whole_int(rules), fields));
}

fn failing(sample: &FollowersHost, rules: usize, fields: FieldSet) -> Measure {
    let failing = followers::failing(sample.all(), rules, &Bounds::PUBLISHED);
    Measure::of(failing.mean(), Unit::Fraction, fields).of_sample(failing.known())
}
