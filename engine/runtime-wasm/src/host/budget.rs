//! What a budget policy says of the campaign, word by word.

use saring_pack::proof::{self, finite, names, numbers, refuse};
use saring_pack::{Answer, BudgetAnswer, Capped, CheckAnswer, Fault, Reason, Share, ShareCap};
use wasmtime::Result;
use wasmtime::component::{LinkerInstance, WasmStr};

use super::answering::{Of, add, change};
use super::draft::Told;
use super::{Cx, State, text};

/// What a budget policy has said so far.
#[derive(Debug, Default)]
pub(crate) struct BudgetDraft {
    lines: Vec<Share>,
    tiers: Vec<Share>,
    caps: Vec<ShareCap>,
    /// The place among the reasons of the one why there is no division.
    infeasible: Option<usize>,
}

impl BudgetDraft {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.tiers.is_empty() && self.caps.is_empty() && self.infeasible.is_none()
    }

    /// The finished answer, or what is wrong with it.
    pub fn finish(self, check: CheckAnswer) -> Result<Answer, Fault> {
        refuse(names(&check).chain(finite(numbers(&check))).collect())?;
        let Self { lines, tiers, caps, infeasible } = self;
        let CheckAnswer { mut reasons, evidence, .. } = check;
        let infeasible = infeasible.filter(|at| *at < reasons.len()).map(|at| reasons.remove(at));
        proof::budget(BudgetAnswer { lines, tiers, caps, reasons, evidence, infeasible })
    }
}

pub(super) fn link(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    shares(linker)?;
    caps(linker)?;
    linker.func_wrap("[method]answers.infeasible", |mut cx: Cx<'_>, (_, campaign, code): (Of, u32, WasmStr)| {
        let reason = Reason { code: text(&mut cx, &code)?, args: Vec::new() };
        add(&mut cx, campaign, |draft| &mut draft.check.reasons, reason)?;
        change(&mut cx, campaign, |draft| {
            draft.budget.infeasible = draft.check.reasons.len().checked_sub(1);
            draft.told = Told::Reason;
        })
    })
}

type Band = Option<(f64, f64)>;

fn shares(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap(
        "[method]answers.line",
        |mut cx: Cx<'_>, (_, campaign, id, share, band): (Of, u32, WasmStr, f64, Band)| {
            let id = text(&mut cx, &id)?;
            add(&mut cx, campaign, |draft| &mut draft.budget.lines, Share { id, share, band })
        },
    )?;
    linker.func_wrap(
        "[method]answers.tier-share",
        |mut cx: Cx<'_>, (_, campaign, id, share): (Of, u32, WasmStr, f64)| {
            let id = text(&mut cx, &id)?;
            add(&mut cx, campaign, |draft| &mut draft.budget.tiers, Share { id, share, band: None })
        },
    )
}

fn caps(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("[method]answers.cap-creator", |mut cx: Cx<'_>, (_, campaign, share): (Of, u32, f64)| {
        add(&mut cx, campaign, |draft| &mut draft.budget.caps, ShareCap { of: Capped::Creator, share })
    })?;
    linker.func_wrap(
        "[method]answers.cap-platform",
        |mut cx: Cx<'_>, (_, campaign, platform, share): (Of, u32, WasmStr, f64)| {
            let of = Capped::Platform(text(&mut cx, &platform)?);
            add(&mut cx, campaign, |draft| &mut draft.budget.caps, ShareCap { of, share })
        },
    )
}
