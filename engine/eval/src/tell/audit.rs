//! An audit, told in full.

use saring_model::Creator;
use saring_pack::{CheckAnswer, Locale, Status};

use super::creator::{account, country, faults, languages, layers, tier};
use super::reason::{paths, reason};
use super::summary::{silent_checks, tiers};
use super::{ENGINE, pack_identity, rules};
use crate::context::Setting;
use crate::decide::Layered;
use crate::next_data::{missing, names_campaign, next_data};
use crate::report::{
    AuditReport, AuditSummary, AuditedCreator, GateOutcome, GateOutlook, InvalidCreator, Outlook, SCHEMA_VERSION,
    Silent, Value, Veto,
};
use crate::score::CheckScore;

/// The whole report of an audit, from the reports of its creators in any order.
pub fn audit(
    setting: &Setting<'_>,
    lang: &str,
    inputs_digest: String,
    mut creators: Vec<AuditedCreator>,
    invalid: Vec<InvalidCreator>,
) -> AuditReport {
    creators.sort_by(|a, b| a.id.cmp(&b.id));
    let pack = &setting.pack.pack;
    AuditReport {
        schema_version: SCHEMA_VERSION,
        engine: ENGINE,
        pack: pack_identity(pack),
        as_of: setting.as_of,
        lang: pack.locale(lang).language().to_owned(),
        inputs_digest,
        summary: summary(setting, &creators, &invalid),
        rules: rules(pack),
        creators,
        invalid,
    }
}

/// The report on one creator. Texts are in the locale's language.
pub fn audited(setting: &Setting<'_>, locale: &Locale, layered: &Layered) -> AuditedCreator {
    let creator: &Creator = &layered.checked.classified.subject.creator;
    let (vetoes, gates) = (vetoes(setting, locale, layered), gates(setting, layered));
    let (needs_campaign, needs_data) = silent(setting, layered);
    let layers_n = layered.layers.len().max(1) as f64;
    // Each layer that is known counts whole: there is no goal to sum them up for.
    let shares: Vec<f64> = layered.layers.iter().map(|layer| if layer.score.is_some() { 1.0 } else { 0.0 }).collect();
    AuditedCreator {
        id: creator.id.to_string(),
        name: creator.name.as_ref().map(ToString::to_string),
        outlook: outlook(&vetoes, &gates),
        vetoes,
        gates,
        coverage: Value(layered.layers.iter().map(|layer| layer.coverage).sum::<f64>() / layers_n),
        account: account(layered),
        country: country(creator),
        languages: languages(creator),
        tier: tier(setting, locale, layered),
        layers: layers(setting, locale, layered, &shares),
        needs_campaign,
        needs_data,
        next_best_data: next_data(setting, &vec![1.0 / layers_n; layered.layers.len()], layered),
        faults: faults(setting, layered),
    }
}

fn outlook(vetoes: &[Veto], gates: &[GateOutlook]) -> Outlook {
    let any = |outlook: Outlook| gates.iter().any(|gate| gate.outlook == outlook);
    if !vetoes.is_empty() || any(Outlook::WouldFail) {
        Outlook::WouldFail
    } else if any(Outlook::Unknown) {
        Outlook::Unknown
    } else {
        Outlook::WouldPass
    }
}

fn gates(setting: &Setting<'_>, layered: &Layered) -> Vec<GateOutlook> {
    let rows = setting.pack.pack.layers.iter().zip(&layered.layers);
    let told = rows.filter_map(|(layer, score)| {
        let outlook = match score.gate?.0 {
            GateOutcome::Passed => Outlook::WouldPass,
            GateOutcome::Failed => Outlook::WouldFail,
            GateOutcome::Unknown => Outlook::Unknown,
        };
        Some(GateOutlook { layer: layer.id.clone(), outlook })
    });
    told.collect()
}

/// Every answer with the name of its check, as `layer.check`. Faults are told as faults.
fn answers<'a>(setting: &'a Setting<'_>, layered: &'a Layered) -> impl Iterator<Item = (String, Answered<'a>)> {
    let rows = setting.pack.pack.layers.iter().zip(&layered.layers).zip(&layered.checked.answers);
    rows.flat_map(|((layer, scores), answers)| {
        let checks = layer.checks.iter().zip(&scores.checks).zip(answers);
        checks.filter_map(|((check, score), answer)| {
            Some((format!("{}.{}", layer.id, check.id), (score, answer.as_ref().ok()?)))
        })
    })
}

type Answered<'a> = (&'a CheckScore, &'a CheckAnswer);

fn vetoes(setting: &Setting<'_>, locale: &Locale, layered: &Layered) -> Vec<Veto> {
    let told = answers(setting, layered)
        .filter_map(|(check, (_, answer))| Some(Veto { check, reason: reason(locale, answer.veto.as_ref()?) }));
    told.collect()
}

/// Checks without a score: those that wait for a campaign, by the fields that they lack and never by their words,
/// and those that lack data alone.
fn silent(setting: &Setting<'_>, layered: &Layered) -> (Vec<Silent>, Vec<Silent>) {
    let (mut needs_campaign, mut needs_data) = (Vec::new(), Vec::new());
    for (check, (score, answer)) in answers(setting, layered) {
        let missing = missing(answer);
        let list = if names_campaign(missing) { &mut needs_campaign } else { &mut needs_data };
        if score.status == Status::Unknown {
            let reason = answer.reasons.first().map(|reason| reason.code.clone()).unwrap_or_default();
            list.push(Silent { check, reason, missing: paths(missing) });
        }
    }
    (needs_campaign, needs_data)
}

fn summary(setting: &Setting<'_>, creators: &[AuditedCreator], invalid: &[InvalidCreator]) -> AuditSummary {
    let with = |outlook: Outlook| creators.iter().filter(|creator| creator.outlook == outlook).count();
    let coverage: f64 = creators.iter().map(|creator| creator.coverage.0).sum();
    let told = |list: fn(&AuditedCreator) -> &[Silent]| {
        let all = creators.iter().flat_map(list);
        silent_checks(all.map(|silent| (silent.check.clone(), &*silent.reason, silent.missing.as_slice())))
    };
    AuditSummary {
        creators: creators.len(),
        would_pass: with(Outlook::WouldPass),
        unknown: with(Outlook::Unknown),
        would_fail: with(Outlook::WouldFail),
        invalid: invalid.len(),
        faults: creators.iter().map(|creator| creator.faults.len()).sum(),
        coverage: Value(if creators.is_empty() { 0.0 } else { coverage / creators.len() as f64 }),
        tiers: tiers(&setting.pack.pack, || creators.iter().map(|creator| &creator.tier)),
        needs_campaign: told(|creator| &creator.needs_campaign),
        needs_data: told(|creator| &creator.needs_data),
    }
}
