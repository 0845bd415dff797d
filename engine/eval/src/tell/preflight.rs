//! A preflight, told in full.

use saring_model::timeline::Timeline;
use saring_pack::{Chosen, Layer, Locale, Pack, Status};

use super::check::check;
use super::reason::{fault, late};
use super::{ENGINE, campaign_identity, pack_identity};
use crate::context::Context;
use crate::layer::layer_score;
use crate::preflight::Preflight;
use crate::report::{
    FaultReport, InvalidCreator, Points, PreflightCheck, PreflightGroup, PreflightReport, PreflightSummary, Readiness,
    ReasonReport, RuleIdentity, SCHEMA_VERSION, Value,
};
use crate::score::Cuts;

/// What was checked.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// Digest of everything that was given.
    pub digest: &'a str,
    /// Who was chosen.
    pub selection: Option<&'a [Chosen]>,
    /// What happened so far.
    pub timeline: Option<&'a Timeline>,
    /// Creators that were skipped.
    pub invalid: &'a [InvalidCreator],
}

/// The whole report of a preflight.
pub fn preflight(context: &Context<'_>, lang: &str, inputs: Inputs<'_>, preflight: &Preflight) -> PreflightReport {
    let pack = &context.setting.pack.pack;
    let locale = pack.locale(lang);
    let as_of = context.setting.as_of;
    let rows = pack.preflight.iter().zip(&preflight.answers);
    let groups: Vec<PreflightGroup> = rows.map(|(group, answers)| inspected(pack, locale, group, answers)).collect();
    let faults = faults(pack, preflight);
    let rules_failed = preflight.answers.iter().flatten().filter(|answer| answer.is_err()).count();
    let checks = || groups.iter().flat_map(|group| &group.checks);
    let count = |status: Status| checks().filter(|check| check.check.status == status).count();
    let is_known =
        |event: &&saring_model::timeline::Event| event.at <= as_of && event.received_at.is_none_or(|at| at <= as_of);
    let summary = PreflightSummary {
        readiness: groups.iter().map(|group| group.readiness).max().unwrap_or(Readiness::Ready),
        pass: count(Status::Pass),
        warn: count(Status::Warn),
        fail: count(Status::Fail),
        unknown: count(Status::Unknown),
        questions: checks().map(|check| check.questions.len()).sum(),
        faults: rules_failed,
        chosen: inputs.selection.map(<[Chosen]>::len),
        events: inputs.timeline.map(|timeline| timeline.events.iter().filter(is_known).count()),
    };
    PreflightReport {
        schema_version: SCHEMA_VERSION,
        engine: ENGINE,
        pack: pack_identity(pack),
        campaign: campaign_identity(context),
        as_of,
        lang: locale.language().to_owned(),
        inputs_digest: inputs.digest.to_owned(),
        summary,
        rules: rules(pack),
        groups,
        faults,
        invalid: inputs.invalid.to_vec(),
    }
}

/// A group of checks with their answers, one each.
pub fn inspected(
    pack: &Pack,
    locale: &Locale,
    group: &Layer,
    answers: &[Result<saring_pack::CheckAnswer, saring_pack::Fault>],
) -> PreflightGroup {
    let cuts = Cuts::of(&pack.policy);
    let scored = layer_score(group, answers, cuts);
    let weight: f64 = group.checks.iter().map(|check| check.weight.value).sum();
    let rows = group.checks.iter().zip(answers).zip(&scored.checks);
    let checks: Vec<PreflightCheck> = rows
        .map(|((own, answer), score)| {
            let share = if weight > 0.0 { own.weight.value / weight } else { 0.0 };
            let mut check = check(locale, own, answer, score, cuts, share);
            let (questions, reasons) = check.reasons.into_iter().partition(is_question);
            check.reasons = reasons;
            PreflightCheck { check, questions }
        })
        .collect();
    PreflightGroup {
        id: group.id.clone(),
        readiness: checks.iter().map(|check| readiness(check.check.status)).max().unwrap_or(Readiness::Ready),
        score: scored.score.map(Points),
        low: Points(scored.low),
        high: Points(scored.high),
        coverage: Value(scored.coverage),
        checks,
    }
}

fn readiness(status: Status) -> Readiness {
    match status {
        Status::Pass => Readiness::Ready,
        Status::Warn | Status::Unknown => Readiness::Review,
        Status::Fail => Readiness::NotReady,
    }
}

/// A reason asks where the last word of its code is `ask`, or begins with `ask-`.
fn is_question(reason: &ReasonReport) -> bool {
    let last = reason.code.rsplit('.').next().unwrap_or_default();
    last == "ask" || last.starts_with("ask-")
}

fn faults(pack: &Pack, preflight: &Preflight) -> Vec<FaultReport> {
    let mut faults: Vec<FaultReport> = preflight.late.iter().map(late).collect();
    for (group, answers) in pack.preflight.iter().zip(&preflight.answers) {
        for (check, answer) in group.checks.iter().zip(answers) {
            faults.extend(answer.as_ref().err().map(|error| fault(check.path(), error)));
        }
    }
    faults
}

fn rules(pack: &Pack) -> Vec<RuleIdentity> {
    let checks = pack.preflight.iter().flat_map(|group| &group.checks).map(|check| RuleIdentity {
        id: check.path().to_owned(),
        run: check.run.value.clone(),
        digest: check.digest.clone(),
    });
    checks.collect()
}
