//! A running campaign, told in full.

use saring_model::Prose;
use saring_model::action::Action;
use saring_model::plan::Plan;
use saring_pack::{LineLeft, Locale, Pack};

use super::check::evidence;
use super::reason::{fault, reason};
use super::{ENGINE, pack_identity};
use crate::report::{
    ActionReport, InvalidCreator, LineBalance, RuleIdentity, SCHEMA_VERSION, StandingReport, TriggerReport,
    WatchReport, WatchSummary,
};
use crate::watch::{Acted, Running, Standing, Tally, Watched};
use crate::{digest, watch};

/// The whole report on a running campaign.
pub fn watched(running: &Running<'_>, lang: &str, watched: Watched, invalid: Vec<InvalidCreator>) -> WatchReport {
    let pack = &running.pack.pack;
    let locale = pack.locale(lang);
    let watch::Received { events, duplicates, conflicting, too_late, ahead } = watched.received;
    let summary = WatchSummary {
        actions: watched.actions.len(),
        withdrawn: watched.withdrawn.len(),
        events,
        duplicates,
        too_late,
        ahead,
        conflicting,
        faults: watched.faults.len(),
    };
    let creators = running.roster.iter().map(|subject| digest::creator(&subject.creator)).collect();
    let plan: Option<&Plan> = running.plan.map(|plan| &**plan);
    WatchReport {
        schema_version: SCHEMA_VERSION,
        engine: ENGINE,
        pack: pack_identity(pack),
        campaign: running.campaign.id.clone(),
        as_of: watched.as_of,
        lang: locale.language().to_owned(),
        inputs_digest: digest::running(running.campaign, creators, plan, running.events, running.state),
        summary,
        remarks: watched.remarks.iter().map(|one| reason(locale, one)).collect(),
        actions: watched.actions.into_iter().map(|acted| action(locale, acted)).collect(),
        withdrawn: watched.withdrawn,
        standing: watched.standing.into_iter().map(|one| standing(pack, locale, one)).collect(),
        triggers: watched.tallies.into_iter().map(|tally| trigger(pack, tally)).collect(),
        lines: watched.lines.iter().map(line).collect(),
        faults: watched.faults.iter().map(|(rule, why)| fault(rule, why)).collect(),
        invalid,
        rules: rules(pack),
        state: watched.state,
    }
}

fn action(locale: &Locale, acted: Acted) -> ActionReport {
    let reasons: Vec<_> = acted.reasons.iter().map(|one| reason(locale, one)).collect();
    let text = reasons.first().and_then(|reason| Prose::new(reason.text.as_str()).ok());
    let Acted { action, cut_from, is_settled: settled, .. } = acted;
    let said = text.unwrap_or_else(|| action.reason.clone());
    ActionReport { action: Action { reason: said, ..action }, reasons, cut_from, settled }
}

fn standing(pack: &Pack, locale: &Locale, standing: Standing) -> StandingReport {
    let trigger = pack.triggers.iter().find(|trigger| trigger.id == standing.trigger);
    StandingReport {
        creator: standing.target.creator,
        post: standing.target.post,
        phase: standing.phase,
        sustain: trigger.map_or(1, |trigger| trigger.sustain.value),
        at: standing.at,
        condition: standing.condition,
        reasons: standing.reasons.iter().map(|one| reason(locale, one)).collect(),
        evidence: standing.evidence.iter().map(evidence).collect(),
        trigger: standing.trigger,
    }
}

fn trigger(pack: &Pack, tally: Tally) -> TriggerReport {
    let Tally { trigger: id, looks, holds, blocked, unknown, fired } = tally;
    let of = pack.triggers.iter().find(|trigger| trigger.id == id);
    let every_minutes = of.map_or(0, |trigger| trigger.every_minutes.value);
    TriggerReport { id, every_minutes, looks, holds, blocked, unknown, fired }
}

fn line(line: &LineLeft) -> LineBalance {
    let LineLeft { id, planned, spent, proposed, left } = line.clone();
    LineBalance { id, planned, spent, proposed, left }
}

fn rules(pack: &Pack) -> Vec<RuleIdentity> {
    let triggers = pack.triggers.iter().map(|trigger| RuleIdentity {
        id: trigger.rule.source.id.clone(),
        run: trigger.rule.run.value.clone(),
        digest: trigger.rule.digest.clone(),
    });
    triggers.collect()
}
