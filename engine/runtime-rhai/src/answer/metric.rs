//! The answer of a metric.

use rhai::{Dynamic, ImmutableString};
use saring_pack::proof::{self, refuse};
use saring_pack::{Answer, Better, CheckAnswer, Fault, Figure, MetricAnswer, Reason};

use super::{AnswerHost, Shape, words};
use crate::fuel;
use crate::measure::measure;
use crate::registry::{Form, Outcome, Register, raise};

/// A metric in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    figures: Vec<Figure>,
    verdict: Option<String>,
}

impl Draft {
    /// The finished answer, or what is wrong with it.
    pub fn finish(self, said: CheckAnswer, items_max: usize) -> Result<Answer, Fault> {
        if self.figures.len() > items_max {
            return Err(Fault::OutputTooLarge { limit: items_max as u64 });
        }
        refuse(words(&said).collect())?;
        let Self { figures, verdict } = self;
        let CheckAnswer { reasons, evidence, .. } = said;
        proof::metric(MetricAnswer { figures, verdict, reasons, evidence })
    }
}

pub(super) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Function, "metric() -> answer", "-", "Begins the answer of a metric.")
        .call(|| AnswerHost::of(Shape::Metric(Draft::default())));
    register
        .say(Form::Method, "answer.figure(name, value) -> answer", "-", "Adds a figure; the first is the one that the metric is named for. An unknown one says why with `.because(…)`.")
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: Dynamic| -> Outcome<AnswerHost> {
            fuel::charge(name.len());
            let figure = Figure::of(measure(&value)?.quantity(&name));
            Ok(change(answer, |draft| draft.figures.push(figure)))
        });
    register
        .say(
            Form::Method,
            "answer.ranges(low, high) -> answer",
            "-",
            "The interval of the last figure; an end that is unknown is open. Where both are, nothing is said.",
        )
        .call(|answer: &mut AnswerHost, low: Dynamic, high: Dynamic| -> Outcome<AnswerHost> {
            let (low, high) = (measure(&low)?.value, measure(&high)?.value);
            let ends = (low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY));
            let interval = (low.is_some() || high.is_some()).then_some(ends);
            Ok(last(answer, |figure| figure.interval = interval))
        });
    remarks(register);
}

/// What is said beside a figure's value.
fn remarks(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "answer.better(way) -> answer",
            "-",
            "Whether the last figure is better `higher` or `lower`.",
        )
        .call(|answer: &mut AnswerHost, way: ImmutableString| -> Outcome<AnswerHost> {
            let better = match way.as_str() {
                "higher" => Better::Higher,
                "lower" => Better::Lower,
                other => return raise(format!("`{other}` is no way to be better; there are `higher` and `lower`")),
            };
            Ok(last(answer, |figure| figure.better = Some(better)))
        });
    register
        .say(
            Form::Method,
            "answer.planned(value) -> answer",
            "-",
            "What the plan expected of the last figure. Nothing is said where that is unknown.",
        )
        .call(|answer: &mut AnswerHost, value: Dynamic| -> Outcome<AnswerHost> {
            let planned = measure(&value)?.value;
            Ok(last(answer, |figure| figure.planned = planned))
        });
    register
        .say(
            Form::Method,
            "answer.because(code) -> answer",
            "-",
            "Why the last figure is unknown; nothing is said of one that is known.",
        )
        .call(|answer: &mut AnswerHost, code: ImmutableString| {
            fuel::charge(code.len());
            let reason = Reason { code: code.to_string(), args: Vec::new() };
            last(answer, |figure| figure.unknown = figure.unknown.is_some().then_some(reason))
        });
    register
        .say(Form::Method, "answer.verdict(word) -> answer", "-", "What to do, as one word of the pack's locale files.")
        .call(|answer: &mut AnswerHost, verdict: ImmutableString| {
            fuel::charge(verdict.len());
            change(answer, |draft| draft.verdict = Some(verdict.to_string()))
        });
}

fn last(answer: &AnswerHost, change: impl FnOnce(&mut Figure)) -> AnswerHost {
    self::change(answer, |draft| {
        if let Some(figure) = draft.figures.last_mut() {
            change(figure);
        }
    })
}

/// Says something that only metrics say. Other answers do not hear it, and are refused for what they are.
fn change(answer: &AnswerHost, change: impl FnOnce(&mut Draft)) -> AnswerHost {
    answer.change(|draft| {
        if let Some(Shape::Metric(metric)) = &mut draft.form {
            change(metric);
        }
    })
}
