//! `events.response(…)`: what comments say, by the labels that a classifier or a person gave them.

use rhai::Dynamic;
use saring_model::catalogue::FieldSet;
use saring_model::timeline::CommentSample;
use saring_pack::Unit;
use saring_vocabulary::chronicle::{Seen, Window};
use saring_vocabulary::tally::{Label, Tally};

use super::EventsHost;
use crate::fuel;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register};

/// Labels of comments, counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ResponseHost(pub(super) Tally);

impl EventsHost {
    /// Labels of the samples of a window that are wanted.
    pub(super) fn response(&self, window: Window, wanted: impl Fn(&Seen<'_, CommentSample>) -> bool) -> ResponseHost {
        let samples = self.view().comments(window).inspect(|seen| fuel::charge(seen.what.comments.len() + 1));
        ResponseHost(Tally::of_samples(samples.filter(wanted).map(|seen| seen.what)))
    }
}

pub(super) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Method, "events.response(hours) -> response", "-", "The comments that were sampled in the last hours, with their labels: in labelled comments and in counts alike.")
        .call(|e: &mut EventsHost, hours: Dynamic| -> Outcome<ResponseHost> {
            Ok(e.response(e.view().last_hours(number(&hours)?), |_| true))
        });
    register
        .say(
            Form::Method,
            "events.response_between(from, to) -> response",
            "-",
            "The same from so many hours ago to fewer hours ago, to compare with.",
        )
        .call(|e: &mut EventsHost, from: Dynamic, to: Dynamic| -> Outcome<ResponseHost> {
            Ok(e.response(e.view().between_hours(number(&from)?, number(&to)?), |_| true))
        });
    register
        .say(Form::Property, "response.comments -> value", "count", "How many comments were sampled.")
        .property(|r: &ResponseHost, _| Measure::of(Some(r.0.comments as f64), Unit::Count, FieldSet::EMPTY));
    let mut share = |signature, meaning, get: fn(&Tally) -> Label| {
        register.say(Form::Property, signature, "fraction", meaning).property(move |r: &ResponseHost, _| r.share(get));
    };
    share(
        "response.negative_share -> value",
        "Share of negative comments among those whose sentiment is known and that do not look bought.",
        |tally| tally.negative,
    );
    share("response.positive_share -> value", "Share of positive comments among the same.", |tally| tally.positive);
    share(
        "response.off_message_share -> value",
        "Share that misses or misunderstands the message, among those that were looked at for it.",
        |tally| tally.off_message,
    );
    share(
        "response.pillar_coverage -> value",
        "Share that speaks of a messaging pillar, among those that were looked at for it.",
        |tally| tally.on_pillar,
    );
    share(
        "response.inauthentic_share -> value",
        "Share that looks bought or automated, among those that were looked at for it.",
        |tally| tally.inauthentic,
    );
}

impl ResponseHost {
    fn share(&self, get: fn(&Tally) -> Label) -> Measure {
        let label = get(&self.0);
        let sample = usize::try_from(label.judged).unwrap_or(usize::MAX);
        Measure::of(label.share(), Unit::Fraction, FieldSet::EMPTY).of_sample(sample)
    }
}
