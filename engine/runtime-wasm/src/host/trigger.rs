//! What a trigger says of a target, word by word.

use saring_model::action::{ActionKind, Urgency};
use saring_pack::proof::{self, finite, names, numbers, refuse};
use saring_pack::{Answer, CheckAnswer, Condition, Fault, Proposal, ProposedMoney, Reason, TriggerAnswer};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as UnknownWord;
use wasmtime::Result;
use wasmtime::component::{LinkerInstance, WasmStr};

use super::answering::{Of, change, draft, make_room};
use super::draft::{Told, bad};
use super::{Cx, State, misuse, text};

/// What a trigger has said so far.
#[derive(Debug, Default)]
pub(crate) struct TriggerDraft {
    condition: Option<Condition>,
    at_once: bool,
    proposal: Option<Proposal>,
}

impl TriggerDraft {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.condition.is_none() && !self.at_once && self.proposal.is_none()
    }

    /// The finished answer of the target with this index, or what is wrong with it.
    pub fn finish(self, said: CheckAnswer, target: usize) -> Result<Answer, Fault> {
        refuse(names(&said).chain(finite(numbers(&said))).collect())?;
        let Self { condition, at_once, proposal } = self;
        let condition = match (condition, said.unknown) {
            (Some(_), true) => return Err(bad(format!("target {target} is both known and unknown"))),
            (None, false) => {
                return Err(bad(format!(
                    "no answer for target {target}: say `holds`, `quiet`, `blocked` or `unknown`"
                )));
            }
            (condition, _) => condition.unwrap_or_default(),
        };
        let CheckAnswer { reasons, evidence, missing, .. } = said;
        proof::trigger(TriggerAnswer { condition, at_once, proposal, reasons, evidence, missing })
    }
}

pub(super) fn link(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    conditions(linker)?;
    proposals(linker)
}

fn conditions(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap(
        "[method]answers.holds",
        |mut cx: Cx<'_>, (_, target, kind, urgency): (Of, u32, WasmStr, WasmStr)| {
            let (kind, urgency) = (text(&mut cx, &kind)?, text(&mut cx, &urgency)?);
            let (kind, urgency) = (word::<ActionKind>(&kind, "move")?, word::<Urgency>(&urgency, "urgency")?);
            change(&mut cx, target, |draft| {
                // What forbids to act may have been said before.
                if draft.trigger.condition != Some(Condition::Blocked) {
                    draft.trigger.condition = Some(Condition::Holds);
                }
                draft.trigger.proposal = Some(Proposal { kind, urgency, money: None, expires_hours: None });
            })
        },
    )?;
    linker.func_wrap("[method]answers.quiet", |mut cx: Cx<'_>, (_, target): (Of, u32)| {
        change(&mut cx, target, |draft| draft.trigger.condition = Some(Condition::Quiet))
    })?;
    linker.func_wrap("[method]answers.blocked", |mut cx: Cx<'_>, (_, target, code): (Of, u32, WasmStr)| {
        let reason = Reason { code: text(&mut cx, &code)?, args: Vec::new() };
        make_room(&mut cx, target, |draft| draft.check.reasons.len())?;
        change(&mut cx, target, |draft| {
            draft.trigger.condition = Some(Condition::Blocked);
            draft.check.reasons.insert(0, reason);
            draft.told = Told::First;
        })
    })?;
    linker.func_wrap("[method]answers.at-once", |mut cx: Cx<'_>, (_, target): (Of, u32)| {
        change(&mut cx, target, |draft| draft.trigger.at_once = true)
    })
}

fn proposals(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap(
        "[method]answers.money",
        |mut cx: Cx<'_>, (_, target, line, amount): (Of, u32, WasmStr, f64)| {
            let line = text(&mut cx, &line)?;
            propose(&mut cx, target, |proposal| proposal.money = Some(ProposedMoney { line, amount }))
        },
    )?;
    linker.func_wrap("[method]answers.expires", |mut cx: Cx<'_>, (_, target, hours): (Of, u32, f64)| {
        propose(&mut cx, target, |proposal| proposal.expires_hours = Some(hours))
    })
}

fn propose(cx: &mut Cx<'_>, target: u32, change: impl FnOnce(&mut Proposal)) -> Result<()> {
    match &mut draft(cx, target)?.trigger.proposal {
        Some(proposal) => change(proposal),
        None => return misuse("it said more of a move before it said `holds`"),
    }
    Ok(())
}

/// A word of an enum of the model.
fn word<'d, T: Deserialize<'d>>(name: &'d str, what: &str) -> Result<T> {
    let read: std::result::Result<T, UnknownWord> = T::deserialize(name.into_deserializer());
    read.or_else(|_| misuse(format!("`{}` is no {what}", name.escape_debug())))
}
