//! What a metric says of a scope, and a rule of worth of a package, word by word.

use std::collections::BTreeMap;

use saring_pack::proof::{self, finite, names, numbers, refuse};
use saring_pack::{Answer, Better, CheckAnswer, Fault, Figure, MetricAnswer, Reason, WorthAnswer};
use wasmtime::Result;
use wasmtime::component::{LinkerInstance, WasmStr};

use super::answering::{Of, add, change, draft, quantity};
use super::draft::{Told, bad};
use super::{Cx, State, misuse, text};
use crate::bindings as said;

/// What a metric has said so far.
#[derive(Debug, Default)]
pub(crate) struct MetricDraft {
    pub figures: Vec<Figure>,
    verdict: Option<String>,
}

impl MetricDraft {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.verdict.is_none()
    }

    /// The finished answer of the scope with this index, or what is wrong with it.
    pub fn finish(self, said: CheckAnswer, scope: usize) -> Result<Answer, Fault> {
        refuse(names(&said).chain(finite(numbers(&said))).collect())?;
        if self.is_empty() {
            return Err(bad(format!("no answer for scope {scope}: say `figure` or `verdict`")));
        }
        let Self { figures, verdict } = self;
        let CheckAnswer { reasons, evidence, .. } = said;
        proof::metric(MetricAnswer { figures, verdict, reasons, evidence })
    }
}

/// The figure of a rule of worth that it is named for.
const WORTH: &str = "worth";
/// Its figure of people.
const REACH: &str = "reach";
/// Its figure of the fee.
const FAIR: &str = "fair_price";

impl MetricDraft {
    /// What a package of the creator with this index is worth, or what is wrong with the answer.
    pub fn appraised(self, said: CheckAnswer, creator: usize) -> Result<Answer, Fault> {
        refuse(names(&said).chain(finite(numbers(&said))).collect())?;
        let mut figures: BTreeMap<String, Figure> = BTreeMap::new();
        for figure in self.figures {
            let name = figure.quantity.name.clone();
            if ![WORTH, REACH, FAIR].contains(&name.as_str()) {
                let name = name.escape_debug();
                return Err(bad(format!("a package has no `{name}`; it has `{WORTH}`, `{REACH}` and `{FAIR}`")));
            }
            if figures.insert(name.clone(), figure).is_some() {
                return Err(bad(format!("the figure `{name}` is given twice")));
            }
        }
        let Some(Figure { quantity: value, interval, .. }) = figures.remove(WORTH) else {
            return Err(bad(format!("no answer for creator {creator}: say the figure `{WORTH}`")));
        };
        let (reach, fair) = (figures.remove(REACH).map(|figure| figure.quantity), figures.remove(FAIR));
        let (fair, fair_interval) = fair.map_or((None, None), |figure| (Some(figure.quantity), figure.interval));
        let CheckAnswer { reasons, evidence, .. } = said;
        proof::worth(WorthAnswer { value, interval, reach, fair, fair_interval, reasons, evidence })
    }
}

pub(super) fn link(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("[method]answers.figure", |mut cx: Cx<'_>, (_, scope, seen): (Of, u32, said::Quantity)| {
        let figure = Figure::of(quantity(&mut cx, &seen)?);
        add(&mut cx, scope, |draft| &mut draft.metric.figures, figure)
    })?;
    linker.func_wrap(
        "[method]answers.figure-interval",
        |mut cx: Cx<'_>, (_, scope, low, high): (Of, u32, Option<f64>, Option<f64>)| {
            let ends = (low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY));
            last(&mut cx, scope, |figure| figure.interval = Some(ends))
        },
    )?;
    linker.func_wrap("[method]answers.figure-better", |mut cx: Cx<'_>, (_, scope, higher): (Of, u32, bool)| {
        let better = if higher { Better::Higher } else { Better::Lower };
        last(&mut cx, scope, |figure| figure.better = Some(better))
    })?;
    linker.func_wrap("[method]answers.figure-planned", |mut cx: Cx<'_>, (_, scope, value): (Of, u32, f64)| {
        last(&mut cx, scope, |figure| figure.planned = Some(value))
    })?;
    linker.func_wrap("[method]answers.figure-unknown", |mut cx: Cx<'_>, (_, scope, code): (Of, u32, WasmStr)| {
        let reason = Reason { code: text(&mut cx, &code)?, args: Vec::new() };
        last(&mut cx, scope, |figure| figure.unknown = Some(reason))?;
        change(&mut cx, scope, |draft| draft.told = Told::Figure)
    })?;
    linker.func_wrap("[method]answers.verdict", |mut cx: Cx<'_>, (_, scope, word): (Of, u32, WasmStr)| {
        let word = text(&mut cx, &word)?;
        change(&mut cx, scope, |draft| draft.metric.verdict = Some(word))
    })
}

fn last(cx: &mut Cx<'_>, scope: u32, change: impl FnOnce(&mut Figure)) -> Result<()> {
    match draft(cx, scope)?.metric.figures.last_mut() {
        Some(figure) => change(figure),
        None => return misuse("it said more of a figure before any"),
    }
    Ok(())
}
