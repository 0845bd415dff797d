//! The answer of a rule of worth.

use rhai::Dynamic;
use saring_pack::proof::{self, refuse};
use saring_pack::{Answer, CheckAnswer, Fault, Quantity, WorthAnswer};

use super::{AnswerHost, Shape, words};
use crate::measure::{Measure, measure};
use crate::registry::{Form, Outcome, Register};

/// A worth in the making.
#[derive(Debug)]
pub(super) struct Draft {
    value: Quantity,
    interval: Option<(f64, f64)>,
    reach: Option<Quantity>,
    fair: Option<Quantity>,
    fair_interval: Option<(f64, f64)>,
}

impl Draft {
    /// The finished answer, or what is wrong with it.
    pub fn finish(self, said: CheckAnswer) -> Result<Answer, Fault> {
        refuse(words(&said).collect())?;
        let Self { value, interval, reach, fair, fair_interval } = self;
        let CheckAnswer { reasons, evidence, .. } = said;
        proof::worth(WorthAnswer { value, interval, reach, fair, fair_interval, reasons, evidence })
    }
}

pub(super) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Function, "worth(value) -> answer", "-", "Answers what a package adds towards the goal. An unknown value stays unknown: the package cannot be planned with.")
        .call(|value: Dynamic| -> Outcome<AnswerHost> { Ok(worth(measure(&value)?)) });
    register
        .say(
            Form::Method,
            "answer.between(low, high) -> answer",
            "-",
            "The interval of the value. Nothing is said where an end is unknown.",
        )
        .call(|answer: &mut AnswerHost, low: Dynamic, high: Dynamic| -> Outcome<AnswerHost> {
            let interval = interval(&low, &high)?;
            Ok(change(answer, |draft| draft.interval = interval))
        });
    register
        .say(
            Form::Method,
            "answer.reach(people) -> answer",
            "-",
            "How many people the package reaches, each counted once.",
        )
        .call(|answer: &mut AnswerHost, people: Dynamic| -> Outcome<AnswerHost> {
            let people = measure(&people)?.quantity("reach");
            Ok(change(answer, |draft| draft.reach = Some(people)))
        });
    register
        .say(
            Form::Method,
            "answer.fair(price, low, high) -> answer",
            "-",
            "The fair fee of the package in major units of the campaign's currency, with its interval.",
        )
        .call(|answer: &mut AnswerHost, price: Dynamic, low: Dynamic, high: Dynamic| -> Outcome<AnswerHost> {
            let (price, interval) = (measure(&price)?.quantity("fair_price"), interval(&low, &high)?);
            Ok(change(answer, |draft| (draft.fair, draft.fair_interval) = (Some(price), interval)))
        });
}

fn worth(value: Measure) -> AnswerHost {
    let value = value.quantity("worth");
    let draft = Draft { value, interval: None, reach: None, fair: None, fair_interval: None };
    AnswerHost::of(Shape::Worth(Box::new(draft)))
}

fn interval(low: &Dynamic, high: &Dynamic) -> Outcome<Option<(f64, f64)>> {
    let (low, high) = (measure(low)?.value, measure(high)?.value);
    Ok(low.zip(high))
}

/// Says something that only a worth says. Other answers do not hear it, and are refused for what they are.
fn change(answer: &AnswerHost, change: impl FnOnce(&mut Draft)) -> AnswerHost {
    answer.change(|draft| {
        if let Some(Shape::Worth(worth)) = &mut draft.form {
            change(worth);
        }
    })
}
