//! The answer of a budget policy.

use rhai::{Dynamic, ImmutableString};
use saring_pack::proof::{self, refuse};
use saring_pack::{Answer, BudgetAnswer, Capped, CheckAnswer, Fault, Reason, Share, ShareCap};

use super::{AnswerHost, Shape, words};
use crate::fuel;
use crate::measure::number;
use crate::registry::{Form, Outcome, Register};

/// A division in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    lines: Vec<Share>,
    tiers: Vec<Share>,
    caps: Vec<ShareCap>,
    infeasible: Option<Reason>,
}

impl Draft {
    /// The finished answer, or what is wrong with it.
    pub fn finish(self, said: CheckAnswer, items_max: usize) -> Result<Answer, Fault> {
        let Self { lines, tiers, caps, infeasible } = self;
        if [lines.len(), tiers.len(), caps.len()].into_iter().any(|items| items > items_max) {
            return Err(Fault::OutputTooLarge { limit: items_max as u64 });
        }
        refuse(words(&said).collect())?;
        let CheckAnswer { mut reasons, evidence, .. } = said;
        // The reason that came with `infeasible` is the first, so that `.given(…)` could speak to it.
        let infeasible = infeasible.filter(|_| !reasons.is_empty()).map(|_| reasons.remove(0));
        proof::budget(BudgetAnswer { lines, tiers, caps, reasons, evidence, infeasible })
    }
}

pub(super) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Function, "budget() -> answer", "-", "Begins the answer of a budget policy.")
        .call(|| AnswerHost::of(Shape::Budget(Draft::default())));
    register
        .say(Form::Function, "infeasible(code) -> answer", "-", "Answers that the money cannot be divided, and why.")
        .call(|code: ImmutableString| {
            let reason = Reason { code: code.to_string(), args: Vec::new() };
            let draft = Draft { infeasible: Some(reason.clone()), ..Draft::default() };
            AnswerHost::of(Shape::Budget(draft)).change(|draft| draft.check.reasons.push(reason))
        });
    shares(register);
    caps(register);
}

fn shares(register: &mut Register<'_>) {
    register
        .say(Form::Method, "answer.line(id, share, min, max) -> answer", "-", "Gives a budget line a share of the total, 0 to 1, with the band that it may have where there is one. All shares sum to 1.")
        .call(|answer: &mut AnswerHost, id: ImmutableString, share: Dynamic| line(answer, &id, &share, None))
        .call(|answer: &mut AnswerHost, id: ImmutableString, share: Dynamic, min: Dynamic, max: Dynamic| {
            line(answer, &id, &share, Some((number(&min)?, number(&max)?)))
        });
    register
        .say(
            Form::Method,
            "answer.tier_share(id, share) -> answer",
            "-",
            "Gives a tier a share of the creator fees, 0 to 1. All shares sum to 1.",
        )
        .call(|answer: &mut AnswerHost, id: ImmutableString, share: Dynamic| -> Outcome<AnswerHost> {
            let share = Share { id: id.to_string(), share: number(&share)?, band: None };
            fuel::charge(id.len());
            Ok(change(answer, |draft| draft.tiers.push(share)))
        });
}

fn line(answer: &AnswerHost, id: &str, share: &Dynamic, band: Option<(f64, f64)>) -> Outcome<AnswerHost> {
    let share = Share { id: id.to_owned(), share: number(share)?, band };
    fuel::charge(id.len());
    Ok(change(answer, |draft| draft.lines.push(share)))
}

fn caps(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "answer.cap_creator(share) -> answer",
            "-",
            "The largest share of the creator fees, 0 to 1, for one creator.",
        )
        .call(|answer: &mut AnswerHost, share: Dynamic| cap(answer, Capped::Creator, &share));
    register
        .say(
            Form::Method,
            "answer.cap_platform(platform, share) -> answer",
            "-",
            "The largest share of the creator fees, 0 to 1, for all creators that are booked on one platform.",
        )
        .call(|answer: &mut AnswerHost, platform: ImmutableString, share: Dynamic| {
            fuel::charge(platform.len());
            cap(answer, Capped::Platform(platform.to_string()), &share)
        });
}

fn cap(answer: &AnswerHost, of: Capped, share: &Dynamic) -> Outcome<AnswerHost> {
    let cap = ShareCap { of, share: number(share)? };
    Ok(change(answer, |draft| draft.caps.push(cap)))
}

/// Says something that only budgets say. Other answers do not hear it, and are refused for what they are.
fn change(answer: &AnswerHost, change: impl FnOnce(&mut Draft)) -> AnswerHost {
    answer.change(|draft| {
        if let Some(Shape::Budget(budget)) = &mut draft.form {
            change(budget);
        }
    })
}
