//! One creator, told in full.

use saring_model::Creator;
use saring_model::campaign::Override;
use saring_pack::{Arg, Criterion, Locale, Reason, Unit};

use super::check::{check, waterfall};
use super::reason::{fault, late, reason};
use crate::context::{Context, Setting};
use crate::decide::{Decided, Layered};
use crate::layer::LayerScore;
use crate::next_data::next_data;
use crate::report::{
    AccountIdentity, CreatorReport, CriterionReport, FaultReport, GateReport, LayerReport, NextTierReport,
    OverrideReport, Points, ReasonReport, TierFitReport, TierReport, Value,
};
use crate::score::Cuts;
use crate::tier_fit::{TierFit, tier_fit};
use crate::verdict::Ground;

/// The report on one creator, with its place in the ranking from 1. Texts are in the locale's language.
pub fn creator(context: &Context<'_>, locale: &Locale, decided: &Decided, rank: usize) -> CreatorReport {
    let (setting, layered) = (&context.setting, &decided.layered);
    let creator = &layered.checked.classified.subject.creator;
    CreatorReport {
        id: creator.id.to_string(),
        name: creator.name.as_ref().map(ToString::to_string),
        rank,
        verdict: decided.verdict(),
        reasons: reasons(context, locale, decided),
        score: decided.composite.score.map(Points),
        low: Points(decided.composite.low),
        high: Points(decided.composite.high),
        confidence: Value(decided.composite.confidence),
        coverage: Value(decided.composite.coverage),
        account: account(layered),
        country: country(creator),
        languages: languages(creator),
        tier: tier(setting, locale, layered),
        layers: layers(setting, locale, layered, &shares(context, decided)),
        next_best_data: next_data(setting, &context.weights, layered),
        overrides: overrides(context, decided),
        faults: faults(setting, layered),
    }
}

/// Grounds of the verdict. Where nothing speaks against a creator, what speaks for and least for them.
fn reasons(context: &Context<'_>, locale: &Locale, decided: &Decided) -> Vec<ReasonReport> {
    if decided.grounds.is_empty() {
        return vec![reason(locale, &clear(context, decided))];
    }
    let layer = |index: usize| context.setting.pack.pack.layers.get(index).map(|layer| layer.id.to_string());
    let told = |ground: &Ground| ReasonReport { layer: ground.layer.and_then(layer), ..reason(locale, &ground.reason) };
    decided.grounds.iter().map(told).collect()
}

/// The strongest and the weakest of the layers that count, or the only one that does.
fn clear(context: &Context<'_>, decided: &Decided) -> Reason {
    let layers = context.setting.pack.pack.layers.iter().zip(&context.weights).zip(&decided.layered.layers);
    let counted = layers.filter(|((_, weight), _)| **weight > 0.0);
    let mut known: Vec<(f64, &str)> =
        counted.filter_map(|((layer, _), score)| Some((score.score?, &*layer.id))).collect();
    // Stable, so that of equal layers the earlier is the stronger.
    known.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let named = |(points, id): &(f64, &str), end: &str| {
        [
            (format!("{end}_layer"), Arg::Text((*id).to_owned())),
            (format!("{end}_score"), Arg::Number(*points, Unit::Points)),
        ]
    };
    let (code, ends) = match known.as_slice() {
        [best, .., worst] => ("verdict.clear", vec![named(best, "best"), named(worst, "worst")]),
        [only] => ("verdict.clear-one", vec![named(only, "only")]),
        [] => ("verdict.clear-none", Vec::new()),
    };
    Reason { code: code.to_owned(), args: ends.into_iter().flatten().collect() }
}

pub(super) fn country(creator: &Creator) -> Option<String> {
    creator.location.as_ref().and_then(|location| location.country).map(|country| country.to_string())
}

pub(super) fn languages(creator: &Creator) -> Vec<String> {
    creator.languages.as_deref().unwrap_or_default().iter().map(ToString::to_string).collect()
}

pub(super) fn account(layered: &Layered) -> AccountIdentity {
    let subject = &layered.checked.classified.subject;
    let account = subject.creator.accounts.get(subject.primary);
    AccountIdentity {
        platform: account.map_or(saring_model::Platform::Other, |account| account.platform),
        handle: account.and_then(|account| account.handle.as_ref()).map(ToString::to_string),
        followers: account.and_then(|account| account.followers).map(|followers| followers.get()),
    }
}

pub(super) fn tier(setting: &Setting<'_>, locale: &Locale, layered: &Layered) -> TierReport {
    let classified = &layered.checked.classified;
    let row = classified.subject.tier.as_deref().and_then(|id| setting.pack.pack.tier(id));
    let answer = classified.tier.as_ref().ok();
    TierReport {
        id: classified.subject.tier.clone(),
        reason: answer.map(|answer| reason(locale, &answer.reason)),
        role: row.map(|tier| tier.role.clone()),
        measured_by: row.map(|tier| tier.measured_by.clone()).unwrap_or_default(),
        fit: tier_fit(setting, layered).map(fit),
        next: (answer.and_then(|answer| answer.next.as_ref()))
            .map(|next| NextTierReport { tier: next.tier.clone(), at: Value(next.at) }),
    }
}

fn fit(fit: TierFit<'_>) -> TierFitReport {
    let told = |(criterion, points): (&Criterion, Option<f64>)| CriterionReport {
        id: criterion.id.clone(),
        check: criterion.check.clone(),
        part: criterion.part.clone(),
        weight: Value(criterion.weight),
        score: points.map(Points),
    };
    TierFitReport {
        score: fit.score.map(Points),
        coverage: Value(fit.coverage),
        criteria: fit.criteria.into_iter().map(told).collect(),
    }
}

/// What each layer counts for in the creator's score, 0 to 1: its weight among the layers that are known.
fn shares(context: &Context<'_>, decided: &Decided) -> Vec<f64> {
    let known_weight = decided.composite.known_weight;
    let share = |(weight, layer): (&f64, &LayerScore)| {
        let counted = layer.score.is_some() && known_weight > 0.0;
        if counted { weight / known_weight } else { 0.0 }
    };
    context.weights.iter().zip(&decided.layered.layers).map(share).collect()
}

/// The layers with their checks. `shares` are what each layer counts for, 0 to 1.
pub(super) fn layers(setting: &Setting<'_>, locale: &Locale, layered: &Layered, shares: &[f64]) -> Vec<LayerReport> {
    let pack = &setting.pack.pack;
    let cuts = Cuts::of(&pack.policy);
    let rows = pack.layers.iter().zip(shares).zip(&layered.layers).zip(&layered.checked.answers);
    let told = rows.map(|(((layer, &share), score), answers)| {
        let trusted: f64 = (layer.checks.iter().zip(&score.checks))
            .filter(|(_, check)| check.score.is_some())
            .map(|(check, score)| check.weight.value * score.confidence)
            .sum();
        let checks = layer.checks.iter().zip(answers).zip(&score.checks).map(|((rule, answer), score)| {
            let part = if trusted > 0.0 { share * rule.weight.value * score.confidence / trusted } else { 0.0 };
            check(locale, rule, answer, score, cuts, part)
        });
        LayerReport {
            id: layer.id.clone(),
            status: score.status,
            gate: (layer.gate.as_ref().zip(score.gate))
                .map(|(gate, (outcome, _))| GateReport { min_score: Points(gate.min_score.value), outcome }),
            score: score.score.map(Points),
            low: Points(score.low),
            high: Points(score.high),
            confidence: Value(score.confidence),
            coverage: Value(score.coverage),
            points: waterfall(score.score, share),
            checks: checks.collect(),
        }
    });
    told.collect()
}

fn overrides(context: &Context<'_>, decided: &Decided) -> Vec<OverrideReport> {
    let id = &decided.layered.checked.classified.subject.creator.id;
    let today = context.setting.as_of.date();
    let told = |given: &Override| OverrideReport {
        verdict: given.verdict,
        check: given.check.as_ref().map(ToString::to_string),
        by: given.by.to_string(),
        reason: given.reason.to_string(),
        until: given.until.map(|until| until.to_string()),
        active: given.until.is_none_or(|until| until >= today),
    };
    let given = context.campaign.overrides.as_deref().unwrap_or_default();
    given.iter().filter(|given| given.creator == *id).map(told).collect()
}

pub(super) fn faults(setting: &Setting<'_>, layered: &Layered) -> Vec<FaultReport> {
    let classified = &layered.checked.classified;
    let mut faults: Vec<FaultReport> = classified.late.iter().map(late).collect();
    faults.extend(classified.tier.as_ref().err().map(|tier| fault("tiers", tier)));
    for (layer, answers) in setting.pack.pack.layers.iter().zip(&layered.checked.answers) {
        for (check, answer) in layer.checks.iter().zip(answers) {
            faults.extend(answer.as_ref().err().map(|error| fault(&format!("{}.{}", layer.id, check.id), error)));
        }
    }
    faults
}
