//! The answer of a trigger.

use rhai::{Dynamic, ImmutableString};
use saring_model::action::{ActionKind, Urgency};
use saring_pack::proof::{self, refuse};
use saring_pack::{Answer, CheckAnswer, Condition, Fault, Proposal, ProposedMoney, Reason, TriggerAnswer};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as UnknownName;

use super::{AnswerHost, Shape, words};
use crate::fuel;
use crate::measure::{Measure, measure, number};
use crate::registry::{Form, Outcome, Register, raise};

/// A trigger's word in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    condition: Condition,
    at_once: bool,
    proposal: Option<Proposal>,
}

impl Draft {
    /// The finished answer, or what is wrong with it.
    pub fn finish(self, said: CheckAnswer) -> Result<Answer, Fault> {
        refuse(words(&said).collect())?;
        let Self { condition, at_once, proposal } = self;
        let CheckAnswer { reasons, evidence, missing, .. } = said;
        proof::trigger(TriggerAnswer { condition, at_once, proposal, reasons, evidence, missing })
    }
}

pub(super) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Function, "propose(kind, urgency) -> answer", "-", "Answers that a trigger's condition holds, and proposes a move: `amplify`, `adjust_message`, `expand`, `crisis` or `other`; `low`, `medium`, `high` or `now`.")
        .call(|kind: ImmutableString, urgency: ImmutableString| -> Outcome<AnswerHost> {
            let (kind, urgency) = (word::<ActionKind>(&kind, "kind of move")?, word::<Urgency>(&urgency, "urgency")?);
            let proposal = Some(Proposal { kind, urgency, money: None, expires_hours: None });
            Ok(begin(Draft { condition: Condition::Holds, at_once: false, proposal }))
        });
    register
        .say(Form::Function, "quiet() -> answer", "-", "Answers that a trigger's condition does not hold.")
        .call(|| begin(Draft { condition: Condition::Quiet, ..Draft::default() }));
    register
        .say(Form::Function, "no_telling(code, because) -> answer", "-", "Answers that a trigger's condition cannot be told, with the reason and the measure that is missing or too small.")
        .call(|code: ImmutableString| no_telling(&code, None))
        .call(|code: ImmutableString, because: Dynamic| -> Outcome<AnswerHost> {
            Ok(no_telling(&code, Some(measure(&because)?)))
        });
    register
        .say(
            Form::Method,
            "answer.blocked(code) -> answer",
            "-",
            "Says that the condition holds, and what forbids to act on it.",
        )
        .call(|answer: &mut AnswerHost, code: ImmutableString| {
            fuel::charge(code.len());
            change(answer, |draft| draft.condition = Condition::Blocked).change(|draft| {
                // What forbids to act is what a reader looks for first.
                draft.check.reasons.insert(0, Reason { code: code.to_string(), args: Vec::new() });
            })
        });
    moves(register);
}

fn moves(register: &mut Register<'_>) {
    register
        .say(Form::Method, "answer.at_once() -> answer", "-", "Says that the condition need not be sustained.")
        .call(|answer: &mut AnswerHost| change(answer, |draft| draft.at_once = true));
    register
        .say(Form::Method, "answer.money(line, amount) -> answer", "-", "The money that the move uses, of a budget line, in major units of the campaign's currency. The engine gives no more than the line has left.")
        .call(|answer: &mut AnswerHost, line: ImmutableString, amount: Dynamic| -> Outcome<AnswerHost> {
            let money = ProposedMoney { line: line.to_string(), amount: number(&amount)? };
            Ok(propose(answer, |proposal| proposal.money = Some(money)))
        });
    register.say(Form::Method, "answer.expires(hours) -> answer", "hours", "When the proposal lapses.").call(
        |answer: &mut AnswerHost, hours: Dynamic| -> Outcome<AnswerHost> {
            let hours = number(&hours)?;
            Ok(propose(answer, |proposal| proposal.expires_hours = Some(hours)))
        },
    );
}

fn begin(draft: Draft) -> AnswerHost {
    AnswerHost::of(Shape::Trigger(Box::new(draft)))
}

fn no_telling(code: &str, because: Option<Measure>) -> AnswerHost {
    begin(Draft::default()).change(|draft| {
        draft.check.reasons.push(Reason { code: code.to_owned(), args: Vec::new() });
        if let Some(because) = because {
            draft.check.missing = if because.value.is_some() { because.fields } else { because.missing };
        }
    })
}

/// A word of an enum of the model.
fn word<'d, T: Deserialize<'d>>(name: &'d str, what: &str) -> Outcome<T> {
    let read: Result<T, UnknownName> = T::deserialize(name.into_deserializer());
    read.or_else(|_| raise(format!("`{name}` is no {what}")))
}

fn propose(answer: &AnswerHost, change: impl FnOnce(&mut Proposal)) -> AnswerHost {
    self::change(answer, |draft| {
        if let Some(proposal) = &mut draft.proposal {
            change(proposal);
        }
    })
}

/// Says something that only triggers say. Other answers do not hear it, and are refused for what they are.
fn change(answer: &AnswerHost, change: impl FnOnce(&mut Draft)) -> AnswerHost {
    answer.change(|draft| {
        if let Some(Shape::Trigger(trigger)) = &mut draft.form {
            change(trigger);
        }
    })
}
