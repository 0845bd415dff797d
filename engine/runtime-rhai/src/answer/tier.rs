//! The answer of a tier rule.

use rhai::{Dynamic, ImmutableString};
use saring_pack::proof::{finite, refuse};
use saring_pack::{Answer, CheckAnswer, Fault, NextTier, Quantity, Reason, TierAnswer};

use super::{AnswerHost, Shape, bad, words};
use crate::measure::{Measure, measure};
use crate::registry::{Form, Outcome, Register};

/// A tier in the making.
#[derive(Debug)]
pub(super) struct Draft {
    tier: Option<String>,
    size: Quantity,
    next: Option<NextTier>,
}

impl Draft {
    /// The finished answer, or what is wrong with it.
    pub fn finish(self, mut said: CheckAnswer) -> Result<Answer, Fault> {
        if said.reasons.is_empty() {
            return Err(bad("the tier has no reason; give one with `.reason(…)`"));
        }
        let next = self.next.as_ref().map(|next| ("next", next.at));
        refuse(words(&said).chain(finite(next.into_iter())).collect())?;
        let reason = said.reasons.swap_remove(0);
        Ok(Answer::Tier(Box::new(TierAnswer { tier: self.tier, reason, quantity: self.size, next: self.next })))
    }
}

pub(super) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Function, "tier(id, size) -> answer", "-", "Answers a tier, with the audience size that decided.")
        .call(|id: ImmutableString, size: Dynamic| -> Outcome<AnswerHost> {
            Ok(tier(Some(id.to_string()), measure(&size)?))
        });
    register
        .say(Form::Function, "no_tier(code, size) -> answer", "-", "Answers that the creator has no tier, and why.")
        .call(|code: ImmutableString, size: Measure| {
            tier(None, size)
                .change(|draft| draft.check.reasons.push(Reason { code: code.to_string(), args: Vec::new() }))
        });
    register
        .say(Form::Method, "answer.next(id, at) -> answer", "-", "Names the next tier up, and the audience size at which it begins. Nothing is said where the id is unknown.")
        .call(|answer: &mut AnswerHost, id: ImmutableString, at: Measure| -> Outcome<AnswerHost> {
            let next = NextTier { tier: id.to_string(), at: at.known()? };
            Ok(answer.change(|draft| {
                if let Some(Shape::Tier(tier)) = &mut draft.form {
                    tier.next = Some(next);
                }
            }))
        })
        .call(|answer: &mut AnswerHost, _: Measure, _: Measure| answer.clone());
}

fn tier(id: Option<String>, size: Measure) -> AnswerHost {
    AnswerHost::of(Shape::Tier(Draft { tier: id, size: size.quantity("size"), next: None }))
}
