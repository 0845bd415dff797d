//! The looks themselves, one moment after the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_model::action::{Action, Observed};
use saring_model::timeline::Event;
use saring_model::trigger_state::{Phase, TriggerState};
use saring_model::{Id, Kebab, List, Money, Name, Number, Prose, Timestamp};
use saring_pack::answer::Arg;
use saring_pack::{
    Answer, Condition, Fault, LineLeft, Proposal, Question, Reason, Target, Trigger, TriggerAnswer, TriggerAsk,
};
use saring_vocabulary::chronicle::{Chronicle, View, hours, known_at};
use saring_vocabulary::random::SplitMix64;

use super::ledger::Ledger;
use super::looks::{moments, moments_max, targets};
use super::machine::{Look, Step, cooling, step};
use super::memory::{Phases, Sealing, is_said, key, phases, withdrawn};
use super::remarks::remarks;
use super::{Acted, Received, Running, Standing, Tally, Unwatched, Watched};
use crate::ask;
use crate::budget::fee_step;

/// Most moments of one request, over all triggers: a look every quarter of an hour for five years.
const MOMENTS_MAX: u64 = 200_000;
/// Most looks of one request, over all triggers and targets.
const LOOKS_MAX: u64 = 2_000_000;
/// Hours of a day.
const DAY_HOURS: f64 = 24.0;
/// Hours of a second.
const SECOND_HOURS: f64 = 1.0 / 3_600.0;

/// Lets the triggers look, from the sealed moment of the state to the moment of the request.
///
/// # Errors
/// Where the pack has no triggers, the state cannot be read or is of another campaign, the moment lies before the sealed
/// one, or a rule does not come to an end.
pub fn watch(running: &Running<'_>) -> Result<Watched, Unwatched> {
    let policy = running.pack.pack.watch.as_ref().ok_or(Unwatched::NoTriggers)?;
    let memory_hours = policy.history_days.value * DAY_HOURS;
    refuse_state(running)?;
    let (chronicle, received) = chronicle(running, memory_hours);
    let as_of = running.as_of;
    let sealed = running.state.and_then(|state| state.sealed);
    if let Some(sealed) = sealed.filter(|sealed| *sealed > as_of) {
        return Err(Unwatched::Backwards { as_of, sealed });
    }
    let ahead = chronicle.events().iter().filter(|event| known_at(event) > as_of).count();
    let received = Received { ahead, ..received };
    let first = chronicle.first_known();
    let known = chronicle.events().iter().map(known_at).filter(|at| *at <= as_of);
    // What is late by exactly as much as it may be still counts.
    let late_hours = policy.late_hours.value + SECOND_HOURS;
    let reached = known.max().map(|at| at.plus_hours(-late_hours));
    // Before the campaign has lasted for so long, an event may still come that was known before all others.
    let reached = reached.filter(|at| sealed.is_some() || first.is_some_and(|first| first <= *at));
    let sealing = reached.max(sealed);
    let from = sealed.or_else(|| first.map(|at| at.plus_hours(-1.0))).unwrap_or(as_of);
    let chronicle = Arc::new(chronicle);
    let mut shift = Shift::new(running, chronicle.clone(), memory_hours);
    let mut at_seal = (sealing <= sealed).then(|| shift.stands.clone());
    // Once nothing is left to look back to, nothing changes any more.
    let until = chronicle.last_known().map_or(as_of, |last| as_of.min(last.plus_hours(memory_hours)));
    let too_many = |max| Unwatched::TooManyLooks { from, to: as_of, max };
    if moments_max(&running.pack.pack, from, until) > MOMENTS_MAX {
        return Err(too_many(MOMENTS_MAX));
    }
    for (at, due) in moments(&running.pack.pack, from, until) {
        if sealing.is_some_and(|sealing| at > sealing) && at_seal.is_none() {
            at_seal = Some(shift.stands.clone());
        }
        shift.look(at, &due)?;
        if shift.looks > LOOKS_MAX {
            return Err(too_many(LOOKS_MAX));
        }
    }
    let phases = at_seal.unwrap_or_else(|| shift.stands.clone());
    Ok(shift.end(as_of, sealing, phases, received))
}

fn refuse_state(running: &Running<'_>) -> Result<(), Unwatched> {
    let Some(state) = running.state else { return Ok(()) };
    let (found, known) = (state.version.get(), TriggerState::VERSION);
    if found != known {
        return Err(Unwatched::StateVersion { found, known });
    }
    if state.campaign != running.campaign.id {
        let (found, wanted) = (state.campaign.to_string(), running.campaign.id.to_string());
        return Err(Unwatched::StateCampaign { found, wanted });
    }
    Ok(())
}

/// The events of the state with those of the request that are not too late.
fn chronicle(running: &Running<'_>, memory_hours: f64) -> (Chronicle, Received) {
    let sealed = running.state.and_then(|state| state.sealed);
    let is_late = |event: &&Event| sealed.is_some_and(|sealed| known_at(event) <= sealed);
    let new: Vec<&Event> = running.events.iter().filter(|event| !is_late(event)).collect();
    let state = running.state.into_iter();
    let kept = state.clone().flat_map(|state| state.events.iter()).cloned();
    let kept: Vec<Event> = kept.chain(state.flat_map(|state| state.mentions.iter()).flat_map(hours)).collect();
    let all = kept.len() + new.len();
    let too_late = running.events.len() - new.len();
    let chronicle = Chronicle::new(kept.into_iter().chain(new.into_iter().cloned())).remembering(memory_hours);
    let received = Received {
        events: running.events.len(),
        duplicates: all - chronicle.events().len(),
        conflicting: chronicle.conflicting().to_vec(),
        too_late,
        ahead: 0,
    };
    (chronicle, received)
}

/// The looks of one request.
struct Shift<'a> {
    running: &'a Running<'a>,
    chronicle: Arc<Chronicle>,
    memory_hours: f64,
    ledger: Ledger,
    stands: Phases,
    /// Actions of before the sealed moment of the state, and those of these looks.
    settled: Vec<Action>,
    acted: Vec<Acted>,
    standing: BTreeMap<(usize, Target), Standing>,
    tallies: Vec<Tally>,
    faults: BTreeMap<String, Fault>,
    looks: u64,
}

impl<'a> Shift<'a> {
    fn new(running: &'a Running<'a>, chronicle: Arc<Chronicle>, memory_hours: f64) -> Self {
        let tally = |trigger: &Trigger| Tally { trigger: trigger.id.clone(), ..Tally::default() };
        let fees = running.pack.pack.plan.as_ref().map(|plan| plan.fees_line.value.as_str());
        Self {
            ledger: Ledger::new(running.plan.map(|plan| &**plan), fees, chronicle.events().iter()),
            running,
            chronicle,
            memory_hours,
            stands: phases(running.pack, running.state),
            settled: running.state.map(|state| state.settled.to_vec()).unwrap_or_default(),
            acted: Vec::new(),
            standing: BTreeMap::new(),
            tallies: running.pack.pack.triggers.iter().map(tally).collect(),
            faults: BTreeMap::new(),
            looks: 0,
        }
    }

    /// All looks of one moment.
    fn look(&mut self, at: Timestamp, due: &[usize]) -> Result<(), Unwatched> {
        let pack = self.running.pack;
        self.ledger.turn_to(at);
        for place in due {
            let (Some(trigger), Some(rule)) = (pack.pack.triggers.get(*place), pack.triggers.get(*place)) else {
                continue;
            };
            let chronicle = self.chronicle.clone();
            let view = chronicle.as_of(at);
            let targets = targets(trigger, view, view.last_hours(self.memory_hours));
            self.looks += targets.len() as u64;
            let lines = self.lines(at);
            let ask = TriggerAsk {
                campaign: self.running.campaign,
                plan: self.running.plan,
                chronicle: &chronicle,
                roster: self.running.roster,
                lines: &lines,
                targets: &[],
                as_of: at,
            };
            let answers = ask::of_each(&**rule, &targets, |targets| Question::Trigger(TriggerAsk { targets, ..ask }));
            self.standing.retain(|(of, _), _| of != place);
            for (target, answer) in targets.iter().zip(answers) {
                let answer = self.answer(trigger, answer)?;
                self.take((*place, trigger), target, answer, view);
            }
        }
        Ok(())
    }

    /// The lines at the moment to which the ledger is turned.
    fn lines(&self, at: Timestamp) -> Arc<[LineLeft]> {
        self.ledger.lines(at, self.settled.iter().chain(self.acted.iter().map(|acted| &acted.action)))
    }

    /// The answer of a rule; of one that failed, that there is no telling.
    fn answer(&mut self, trigger: &Trigger, answer: Result<Answer, Fault>) -> Result<TriggerAnswer, Unwatched> {
        match answer {
            Ok(Answer::Trigger(answer)) => Ok(*answer),
            Ok(_) => Ok(TriggerAnswer::default()),
            Err(Fault::Deadline { limit_ms }) => Err(Unwatched::Deadline { trigger: trigger.id.clone(), limit_ms }),
            Err(fault) => {
                self.faults.entry(trigger.rule.source.id.clone()).or_insert(fault);
                Ok(TriggerAnswer::default())
            }
        }
    }

    /// What becomes of an answer about one target.
    fn take(&mut self, (place, trigger): (usize, &Trigger), target: &Target, answer: TriggerAnswer, view: View<'_>) {
        let (at, key) = (view.moment(), key(&trigger.id, target));
        let mut answer = answer;
        let money = self.forbid(trigger, &mut answer, view);
        if let Some(tally) = self.tallies.get_mut(place) {
            tally.looks += 1;
            tally.holds += u64::from(answer.condition == Condition::Holds);
            tally.blocked += u64::from(answer.condition == Condition::Blocked);
            tally.unknown += u64::from(answer.condition == Condition::Unknown);
        }
        let before = self.stands.get(&key).cloned().unwrap_or_default();
        let look = Look { condition: answer.condition, at_once: answer.at_once, at };
        let phase = match step(trigger, &before, look) {
            Step::Stay(phase) => phase,
            Step::Fire { escalates } => match self.act(trigger, target, &answer, (money, escalates), at) {
                Some(id) => cooling(trigger, id, at),
                None => before,
            },
        };
        let is_quiet = phase == Phase::Armed && answer.condition == Condition::Quiet;
        if !is_quiet {
            let TriggerAnswer { condition, reasons, evidence, .. } = answer;
            let (trigger, phase, target) = (trigger.id.clone(), phase.clone(), target.clone());
            let standing = Standing { trigger, target: target.clone(), phase, at, condition, reasons, evidence };
            self.standing.insert((place, target), standing);
        }
        match phase {
            Phase::Armed => self.stands.remove(&key),
            phase => self.stands.insert(key, phase),
        };
    }

    /// Turns an answer that holds into one that is blocked, where another trigger pauses this one or the budget line has
    /// nothing left; else the money that the line gives, and what was asked for where that is more.
    fn forbid(&self, trigger: &Trigger, answer: &mut TriggerAnswer, view: View<'_>) -> Option<(Money, Option<Money>)> {
        if answer.condition != Condition::Holds {
            return None;
        }
        let mut block = |code: &str, name: &str, value: String| {
            answer.condition = Condition::Blocked;
            answer.reasons.insert(0, Reason { code: code.to_owned(), args: vec![(name.to_owned(), Arg::Text(value))] });
        };
        if let Some(by) = self.paused_by(trigger, view.moment()) {
            block("watch.paused", "by", by);
            return None;
        }
        let proposed = answer.proposal.as_ref().and_then(|proposal| proposal.money.clone())?;
        let lines = self.lines(view.moment());
        let Some(line) = lines.iter().find(|line| line.id == proposed.line) else {
            block("watch.no-line", "line", proposed.line);
            return None;
        };
        let money = self.grant(proposed.amount, line);
        if money.0.minor() == 0 {
            block("watch.line-empty", "line", proposed.line);
            return None;
        }
        Some(money)
    }

    /// The trigger that keeps this one from acting.
    fn paused_by(&self, trigger: &Trigger, at: Timestamp) -> Option<String> {
        let pausing = self.running.pack.pack.triggers.iter();
        let pausing = pausing.filter(|other| other.pauses.iter().any(|paused| paused.value == trigger.id));
        let is_cooling = |other: &&Trigger| {
            let mut of_other = self.stands.iter().filter(|((id, _), _)| *id == other.id);
            of_other.any(|(_, phase)| matches!(phase, Phase::Cooling(cooling) if cooling.until > at))
        };
        pausing.into_iter().find(is_cooling).map(|other| other.id.clone())
    }

    /// As much of an amount in major units as a line has left, in whole steps of fees; with what was asked for, where that
    /// is more.
    fn grant(&self, amount: f64, line: &LineLeft) -> (Money, Option<Money>) {
        let currency = line.left.currency();
        let step = self.running.pack.pack.plan.as_ref().map_or(1, |plan| fee_step(plan, currency).minor());
        let per_major = (0..currency.exponent()).fold(1.0, |scale, _| scale * 10.0);
        let whole = |minor: i64| Money::from_minor(minor - minor % step, currency);
        let wanted = whole((amount * per_major).round() as i64);
        let granted = whole(wanted.minor().min(line.left.minor()));
        (granted, (granted.minor() < wanted.minor()).then_some(wanted))
    }

    fn act(
        &mut self,
        trigger: &Trigger,
        target: &Target,
        answer: &TriggerAnswer,
        (money, escalates): (Option<(Money, Option<Money>)>, Option<Id>),
        at: Timestamp,
    ) -> Option<Id> {
        let Proposal { kind, urgency, money: proposed, expires_hours } = answer.proposal.clone()?;
        let id = action_id(&trigger.id, target, at)?;
        let code = answer.reasons.first().map_or(trigger.id.as_str(), |reason| reason.code.as_str());
        let action = Action {
            id: id.clone(),
            trigger: Kebab::new(trigger.id.as_str()).ok()?,
            kind,
            at,
            creator: target.creator.clone(),
            post: target.post.clone(),
            amount: money.map(|(amount, _)| amount),
            line: proposed.and_then(|money| Kebab::new(money.line).ok()),
            escalates,
            urgency,
            expires_at: expires_hours.map(|hours| at.plus_hours(hours)),
            reason: Prose::new(code).ok()?,
            evidence: Some(observed(answer)),
        };
        let (reasons, evidence) = (answer.reasons.clone(), answer.evidence.clone());
        let cut_from = money.and_then(|(_, wanted)| wanted);
        self.acted.push(Acted { action, reasons, evidence, cut_from, is_settled: false });
        if let Some(tally) = self.tallies.iter_mut().find(|tally| tally.trigger == trigger.id) {
            tally.fired += 1;
        }
        Some(id)
    }

    fn end(mut self, as_of: Timestamp, sealed: Option<Timestamp>, phases: Phases, received: Received) -> Watched {
        let state = self.running.state;
        self.ledger.turn_to(as_of);
        let lines = self.lines(as_of);
        let remarks = remarks(self.running, &self.ledger, &lines);
        let is_settled = |acted: &Acted| sealed.is_some_and(|sealed| acted.action.at <= sealed);
        let acted: Vec<Acted> =
            self.acted.into_iter().map(|acted| Acted { is_settled: is_settled(&acted), ..acted }).collect();
        let ids: Vec<Id> = acted.iter().map(|acted| acted.action.id.clone()).collect();
        let of = |settled: bool| {
            let actions = acted.iter().filter(move |acted| acted.is_settled == settled);
            actions.map(|acted| acted.action.clone())
        };
        let settled = self.settled.into_iter().chain(of(true)).collect();
        // What was said of later moments than this one still stands: nothing was looked at there.
        let later = state.into_iter().flat_map(|state| state.open.iter()).filter(|said| said.at > as_of).cloned();
        let sealing = Sealing {
            running: self.running,
            chronicle: &self.chronicle,
            sealed,
            looked: as_of.max(state.and_then(|state| state.looked).unwrap_or(as_of)),
            memory_hours: self.memory_hours,
            phases,
            settled,
            open: of(false).chain(later).collect(),
        };
        Watched {
            as_of,
            received,
            remarks,
            withdrawn: withdrawn(state, as_of, &ids),
            standing: self.standing.into_values().collect(),
            tallies: self.tallies,
            lines,
            faults: self.faults.into_iter().collect(),
            state: sealing.state(),
            actions: acted.into_iter().filter(|acted| !is_said(state, &acted.action)).collect(),
        }
    }
}

/// Most characters of a target in the id of an action; longer ones are told apart by a hash.
const TARGET_CHARS_MAX: usize = 100;

/// The same for the same trigger, target and moment.
fn action_id(trigger: &str, target: &Target, at: Timestamp) -> Option<Id> {
    let of = target.post.as_ref().or(target.creator.as_ref()).map(Id::as_str).unwrap_or_default();
    let short: String = of.chars().take(TARGET_CHARS_MAX).collect();
    let text = match (short.is_empty(), short.len() < of.len()) {
        (true, _) => format!("{trigger}@{at}"),
        (false, false) => format!("{trigger}@{at}:{short}"),
        (false, true) => format!("{trigger}@{at}:{short}:{:016x}", SplitMix64::of_text(of).next_u64()),
    };
    Id::new(text).ok()
}

/// What was looked at, as actions carry it.
fn observed(answer: &TriggerAnswer) -> List<Observed, { saring_model::limits::ENTRIES_MAX }> {
    let observed = answer.evidence.iter().filter_map(|evidence| {
        let unit = serde_json::to_value(evidence.quantity.unit).ok()?;
        Some(Observed {
            name: Name::new(evidence.quantity.name.as_str()).ok()?,
            value: Number::new(evidence.quantity.value?).ok()?,
            bound: evidence.bound.and_then(|bound| Number::new(bound).ok()),
            unit: unit.as_str().and_then(|unit| Name::new(unit).ok()),
        })
    });
    List::new(observed.take(saring_model::limits::ENTRIES_MAX).collect()).unwrap_or_default()
}
