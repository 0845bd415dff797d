//! The missing input that would most likely settle a verdict.

use std::collections::BTreeMap;

use saring_model::catalogue::{Field, FieldId, FieldSet, catalogue};
use saring_pack::CheckAnswer;

use crate::context::Setting;
use crate::decide::Layered;
use crate::report::{GateOutcome, NextData, Points};

/// Most entries that are worth telling.
const ENTRIES_MAX: usize = 5;

/// Fields that an answer lacks: those of unknown parts, and those that the rule names besides.
pub(crate) fn missing(answer: &CheckAnswer) -> FieldSet {
    let unknown = answer.parts.iter().filter(|part| part.quantity.value.is_none());
    unknown.fold(answer.missing, |fields, part| fields.union(part.quantity.fields))
}

/// Whether some field of a set is the campaign's.
pub(crate) fn names_campaign(fields: FieldSet) -> bool {
    fields.iter().filter_map(|id| catalogue().get(id)).any(Field::is_of_campaign)
}

/// Missing fields: those that an undecided gate waits for first, then by how much of the interval they could close.
/// `weights` are those of the layers.
pub(crate) fn next_data(setting: &Setting<'_>, weights: &[f64], layered: &Layered) -> Vec<NextData> {
    let pack = &setting.pack.pack;
    let mut by_field: BTreeMap<FieldId, Wait> = BTreeMap::new();
    for (index, layer) in pack.layers.iter().enumerate() {
        let (Some(score), Some(answers)) = (layered.layers.get(index), layered.checked.answers.get(index)) else {
            continue;
        };
        let weight: f64 = layer.checks.iter().map(|check| check.weight.value).sum();
        let share = weights.get(index).copied().unwrap_or_default();
        let waits = score.gate.is_some_and(|(outcome, _)| outcome == GateOutcome::Unknown);
        for ((check, answer), result) in layer.checks.iter().zip(answers).zip(&score.checks) {
            let Ok(answer) = answer else { continue };
            let missing = missing(answer);
            // Where there is no campaign, this check may stay silent whatever is found out about the creator.
            if setting.campaign.is_none() && names_campaign(missing) {
                continue;
            }
            let closes =
                if weight > 0.0 { share * check.weight.value / weight * (result.high - result.low) } else { 0.0 };
            for field in missing.iter() {
                let wait = by_field.entry(field).or_default();
                wait.closes += closes;
                wait.gate |= waits && result.score.is_none();
                wait.checks.push(format!("{}.{}", layer.id, check.id));
            }
        }
    }
    // A field that moves no score is named with its check, and needs no telling here.
    let worth = by_field.into_iter().filter(|(_, wait)| wait.gate || wait.closes > 0.0);
    let mut waits: Vec<(FieldId, Wait)> = worth.collect();
    waits.sort_by(|(a_id, a), (b_id, b)| {
        b.gate.cmp(&a.gate).then_with(|| b.closes.total_cmp(&a.closes)).then_with(|| a_id.cmp(b_id))
    });
    let told = waits.into_iter().take(ENTRIES_MAX).filter_map(|(id, wait)| {
        let field = catalogue().get(id)?;
        Some(NextData { field: &field.path, checks: wait.checks, gate: wait.gate, closes: Points(wait.closes) })
    });
    told.collect()
}

#[derive(Default)]
struct Wait {
    closes: f64,
    gate: bool,
    checks: Vec<String>,
}
