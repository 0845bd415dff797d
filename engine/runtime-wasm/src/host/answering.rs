//! What a plugin says of a creator, word by word.

use saring_model::Timestamp;
use saring_model::catalogue::{FieldId, FieldSet, catalogue};
use saring_pack::{self as pack, Arg, Evidence, NextTier, Part, Penalty, Reason};
use wasmtime::Result;
use wasmtime::component::{LinkerInstance, Resource, ResourceType, WasmList, WasmStr};

use super::draft::{Cited, Draft, TierDraft, Told};
use super::{Answers, Cx, Refusal, State, budget, charge, metric, misuse, text, trigger, turn};
use crate::bindings as said;

pub(super) fn link(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.resource("answers", ResourceType::host::<Answers>(), |_, _| Ok(()))?;
    beginnings(linker)?;
    parts(linker)?;
    grounds(linker)?;
    judgements(linker)?;
    words(linker)?;
    tiers(linker)?;
    budget::link(linker)?;
    trigger::link(linker)?;
    metric::link(linker)
}

pub(super) type Of = Resource<Answers>;

fn beginnings(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("[method]answers.confidence", |mut cx: Cx<'_>, (_, creator, value): (Of, u32, f64)| {
        change(&mut cx, creator, |draft| {
            draft.is_begun = true;
            draft.check.confidence = value;
        })
    })?;
    linker.func_wrap("[method]answers.unknown", |mut cx: Cx<'_>, (_, creator): (Of, u32)| {
        change(&mut cx, creator, |draft| {
            draft.is_begun = true;
            draft.check.unknown = true;
        })
    })?;
    linker.func_wrap("[method]answers.bounds", |mut cx: Cx<'_>, (_, creator, low, high): (Of, u32, f64, f64)| {
        change(&mut cx, creator, |draft| draft.check.bounds = Some((low, high)))
    })
}

fn parts(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap(
        "[method]answers.part",
        |mut cx: Cx<'_>,
         (_, creator, id, measured, curve, weight): (Of, u32, WasmStr, said::Quantity, said::Curve, f64)| {
            let (id, quantity) = (text(&mut cx, &id)?, quantity(&mut cx, &measured)?);
            let curve = self::curve(&mut cx, &curve)?;
            let row = None;
            add(&mut cx, creator, |draft| &mut draft.check.parts, Part { id, quantity, curve, weight, row })?;
            change(&mut cx, creator, |draft| draft.cited = Cited::Part)
        },
    )?;
    linker.func_wrap(
        "[method]answers.penalty",
        |mut cx: Cx<'_>, (_, creator, id, points, seen): (Of, u32, WasmStr, f64, said::Quantity)| {
            let (id, quantity) = (text(&mut cx, &id)?, quantity(&mut cx, &seen)?);
            add(&mut cx, creator, |draft| &mut draft.check.penalties, Penalty { id, points, quantity })
        },
    )?;
    linker.func_wrap("[method]answers.cap", |mut cx: Cx<'_>, (_, creator, id, at): (Of, u32, WasmStr, f64)| {
        let id = text(&mut cx, &id)?;
        add(&mut cx, creator, |draft| &mut draft.check.caps, pack::Cap { id, at })
    })
}

/// What an answer rests on besides its parts.
fn grounds(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap(
        "[method]answers.evidence",
        |mut cx: Cx<'_>, (_, creator, seen, bound): (Of, u32, said::Quantity, Option<f64>)| {
            let quantity = quantity(&mut cx, &seen)?;
            add(&mut cx, creator, |draft| &mut draft.check.evidence, Evidence { quantity, bound, row: None })?;
            change(&mut cx, creator, |draft| draft.cited = Cited::Evidence)
        },
    )?;
    linker.func_wrap(
        "[method]answers.cite",
        |mut cx: Cx<'_>, (_, creator, table, row, fallback): (Of, u32, WasmStr, u32, bool)| {
            let table = text(&mut cx, &table)?;
            let row = Some(cx.data().tables.cite(&table, row, fallback)?);
            change(&mut cx, creator, |draft| match draft.cited {
                Cited::Part => draft.check.parts.last_mut().map(|part| part.row = row).unwrap_or_default(),
                Cited::Evidence => draft.check.evidence.last_mut().map(|seen| seen.row = row).unwrap_or_default(),
            })
        },
    )?;
    linker.func_wrap("[method]answers.missing", |mut cx: Cx<'_>, (_, creator, path): (Of, u32, WasmStr)| {
        let path = text(&mut cx, &path)?;
        let field = field(&path)?;
        change(&mut cx, creator, |draft| draft.check.missing.insert(field))
    })
}

fn judgements(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("[method]answers.status", |mut cx: Cx<'_>, (_, creator, status): (Of, u32, said::Status)| {
        let status = match status {
            said::Status::Warn => pack::Status::Warn,
            said::Status::Fail => pack::Status::Fail,
        };
        change(&mut cx, creator, |draft| draft.check.status = draft.check.status.max(Some(status)))
    })?;
    linker.func_wrap("[method]answers.veto", |mut cx: Cx<'_>, (_, creator, code): (Of, u32, WasmStr)| {
        let reason = Reason { code: text(&mut cx, &code)?, args: Vec::new() };
        change(&mut cx, creator, |draft| {
            draft.check.veto = Some(reason);
            draft.told = Told::Veto;
        })
    })
}

fn words(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("[method]answers.reason", |mut cx: Cx<'_>, (_, creator, code): (Of, u32, WasmStr)| {
        let reason = Reason { code: text(&mut cx, &code)?, args: Vec::new() };
        add(&mut cx, creator, |draft| &mut draft.check.reasons, reason)?;
        change(&mut cx, creator, |draft| draft.told = Told::Reason)
    })?;
    linker.func_wrap(
        "[method]answers.given",
        |mut cx: Cx<'_>, (_, creator, name, value): (Of, u32, WasmStr, said::Arg)| {
            let (name, value) = (text(&mut cx, &name)?, arg(&mut cx, &value)?);
            let most = cx.data().rule_limits.answer_items_max;
            let draft = draft(&mut cx, creator)?;
            let reason = match draft.told {
                Told::Reason => draft.check.reasons.last_mut(),
                Told::Veto => draft.check.veto.as_mut(),
                Told::First => draft.check.reasons.first_mut(),
                Told::Figure => draft.metric.figures.last_mut().and_then(|figure| figure.unknown.as_mut()),
            };
            let Some(reason) = reason else { return misuse(format!("`{name}` is given before any reason")) };
            push(&mut reason.args, (name, value), most)
        },
    )?;
    linker.func_wrap("[method]answers.flag", |mut cx: Cx<'_>, (_, creator, name): (Of, u32, WasmStr)| {
        let name = text(&mut cx, &name)?;
        add(&mut cx, creator, |draft| &mut draft.check.flags, name)
    })
}

fn tiers(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap(
        "[method]answers.tier",
        |mut cx: Cx<'_>, (_, creator, id, size): (Of, u32, WasmStr, said::Quantity)| {
            let (tier, size) = (Some(text(&mut cx, &id)?), quantity(&mut cx, &size)?);
            change(&mut cx, creator, |draft| draft.tier = Some(TierDraft { tier, size, next: None }))
        },
    )?;
    linker.func_wrap("[method]answers.no-tier", |mut cx: Cx<'_>, (_, creator, size): (Of, u32, said::Quantity)| {
        let size = quantity(&mut cx, &size)?;
        change(&mut cx, creator, |draft| draft.tier = Some(TierDraft { tier: None, size, next: None }))
    })?;
    linker.func_wrap("[method]answers.next-tier", |mut cx: Cx<'_>, (_, creator, id, at): (Of, u32, WasmStr, f64)| {
        let next = NextTier { tier: text(&mut cx, &id)?, at };
        match &mut draft(&mut cx, creator)?.tier {
            Some(tier) => tier.next = Some(next),
            None => return misuse("it said `next-tier` before `tier` or `no-tier`"),
        }
        Ok(())
    })
}

/// The draft of the creator whose turn it is.
pub(super) fn draft<'a>(cx: &'a mut Cx<'_>, creator: u32) -> Result<&'a mut Draft> {
    let own = turn::own(cx, creator)?;
    charge(cx, 0)?;
    match cx.data_mut().drafts.get_mut(own) {
        Some(draft) => Ok(draft),
        None => misuse("there is no such creator"),
    }
}

pub(super) fn change(cx: &mut Cx<'_>, creator: u32, change: impl FnOnce(&mut Draft)) -> Result<()> {
    change(draft(cx, creator)?);
    Ok(())
}

pub(super) fn add<T>(
    cx: &mut Cx<'_>,
    creator: u32,
    list: impl FnOnce(&mut Draft) -> &mut Vec<T>,
    item: T,
) -> Result<()> {
    let most = cx.data().rule_limits.answer_items_max;
    push(list(draft(cx, creator)?), item, most)
}

/// Refuses one more item than an answer has room for.
pub(super) fn make_room(cx: &mut Cx<'_>, creator: u32, items: impl FnOnce(&Draft) -> usize) -> Result<()> {
    let most = cx.data().rule_limits.answer_items_max;
    if items(draft(cx, creator)?) < most { Ok(()) } else { Err(Refusal::OutputTooLarge { limit: most as u64 }.into()) }
}

fn push<T>(list: &mut Vec<T>, item: T, most: usize) -> Result<()> {
    if list.len() >= most {
        return Err(Refusal::OutputTooLarge { limit: most as u64 }.into());
    }
    list.push(item);
    Ok(())
}

pub(super) fn quantity(cx: &mut Cx<'_>, said: &said::Quantity) -> Result<pack::Quantity> {
    let most = cx.data().rule_limits.answer_items_max;
    if said.fields.len() > most {
        return Err(Refusal::OutputTooLarge { limit: most as u64 }.into());
    }
    let limit = cx.data().limits.text_bytes_max;
    let mut fields = FieldSet::EMPTY;
    for at in 0..said.fields.len() {
        let Some(path) = said.fields.get(&mut *cx, at) else { continue };
        let path = path?.to_str(&*cx).map_err(|error| Refusal::Contract(error.to_string()))?;
        if path.len() > limit {
            return Err(Refusal::OutputTooLarge { limit: limit as u64 }.into());
        }
        fields.insert(field(&path)?);
    }
    let unit = unit(said.unit);
    let actor = match said.actor {
        said::Actor::Creator => pack::Actor::Creator,
        said::Actor::Agency => pack::Actor::Agency,
        said::Actor::Data => pack::Actor::Data,
        said::Actor::Nobody => pack::Actor::Nobody,
    };
    Ok(pack::Quantity { name: text(cx, &said.name)?, value: said.value, unit, fields, sample: said.sample, actor })
}

fn unit(said: said::Unit) -> pack::Unit {
    match said {
        said::Unit::Number => pack::Unit::Number,
        said::Unit::Count => pack::Unit::Count,
        said::Unit::Fraction => pack::Unit::Fraction,
        said::Unit::Points => pack::Unit::Points,
        said::Unit::Days => pack::Unit::Days,
        said::Unit::Hours => pack::Unit::Hours,
        said::Unit::Ratio => pack::Unit::Ratio,
        said::Unit::Money => pack::Unit::Money,
    }
}

fn curve(cx: &mut Cx<'_>, said: &said::Curve) -> Result<pack::Curve> {
    Ok(match said {
        said::Curve::Ramp((from, to)) => pack::Curve::Ramp { from: *from, to: *to },
        said::Curve::Table(knots) => pack::Curve::Table(self::knots(cx, knots)?),
        said::Curve::Step(steps) => pack::Curve::Step(knots(cx, steps)?),
        said::Curve::Opaque(points) => pack::Curve::Opaque(*points),
    })
}

fn knots(cx: &mut Cx<'_>, said: &WasmList<(f64, f64)>) -> Result<Vec<(f64, f64)>> {
    let most = cx.data().rule_limits.array_items_max;
    if said.len() > most {
        return Err(Refusal::OutputTooLarge { limit: most as u64 }.into());
    }
    said.iter(&mut *cx)?.collect()
}

fn arg(cx: &mut Cx<'_>, said: &said::Arg) -> Result<Arg> {
    Ok(match said {
        said::Arg::Number((value, unit)) => Arg::Number(*value, self::unit(*unit)),
        said::Arg::Text(value) => Arg::Text(text(cx, value)?),
        said::Arg::Instant(at) => match Timestamp::from_unix_seconds(at.div_euclid(1000)) {
            Ok(at) => Arg::Time(at),
            Err(_) => return misuse(format!("{at} ms is no instant")),
        },
    })
}

fn field(path: &str) -> Result<FieldId> {
    match catalogue().find(path) {
        Some(field) => Ok(field.id),
        None => {
            let near = catalogue().nearest(path);
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{}`?", near.path));
            misuse(format!("`{}` is the path of no field{near}", path.escape_debug()))
        }
    }
}
