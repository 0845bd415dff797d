//! A campaign that runs or ran: events in, actions out, or what it was worth.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_eval::chronicle::{Chronicle, known_at};
use saring_eval::measure::{Measuring, creators, measure};
use saring_eval::report::{InvalidCreator, ScorecardReport, WatchReport};
use saring_eval::watch::{Running, Unwatched, watch};
use saring_eval::{Setting, classify, layered, tell};
use saring_model::creator::check_all;
use saring_model::decode::decode;
use saring_model::limits::{CREATORS_MAX, EVENTS_MAX};
use saring_model::plan::Plan;
use saring_model::timeline::{Event, check_events};
use saring_model::trigger_state::TriggerState;
use saring_model::{Campaign, Creator, Document, Id, Language, List, Name, Timestamp, Violations};
use saring_pack::rule::Subject;
use saring_pack::{CompiledPack, Fault};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::deadline::in_time;
use crate::preflight::other_campaign;
use crate::score::DEFAULT_LANG;
use crate::{App, DEFAULT_PACK, Refusal};

/// A campaign that runs or ran.
#[derive(Debug, Clone)]
pub struct RunningRequest {
    /// The pack, by name, `name@version` or digest; absent means the standard pack.
    pub pack: Option<String>,
    /// The campaign.
    pub campaign: Arc<Campaign>,
    /// What was planned.
    pub plan: Option<Arc<Plan>>,
    /// The creators of the campaign, as far as their facts are at hand.
    pub creators: Vec<Arc<Creator>>,
    /// Creators that were skipped because they could not be read.
    pub invalid: Vec<InvalidCreator>,
    /// What happened, in any order.
    pub events: Vec<Event>,
    /// What the triggers remember; for a measurement it says nothing.
    pub state: Option<TriggerState>,
    /// The moment; absent means the last at which anything became known for triggers, and now for a measurement.
    pub as_of: Option<Timestamp>,
    /// Language of the texts; absent means English.
    pub lang: Option<String>,
}

/// The body of a request to the triggers of a running campaign.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TriggersBody {
    /// The pack, by name, `name@version` or digest; absent means `standard`.
    pub pack: Option<Name>,
    /// The campaign.
    pub campaign: Campaign,
    /// What was planned: the money of the lines, and who is booked. Without it no proposal uses money.
    pub plan: Option<Plan>,
    /// The creators of the campaign.
    pub creators: Option<List<Creator, CREATORS_MAX>>,
    /// New events, in any order. One that came before counts once.
    pub events: List<Event, EVENTS_MAX>,
    /// The state of the last answer; absent at the beginning.
    pub state: Option<TriggerState>,
    /// The moment up to which the triggers look; absent means the last at which anything became known.
    pub as_of: Option<Timestamp>,
    /// Language of the texts.
    pub lang: Option<Language>,
}

/// The body of a request to measure a campaign.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureBody {
    /// The pack, by name, `name@version` or digest; absent means `standard`.
    pub pack: Option<Name>,
    /// The campaign.
    pub campaign: Campaign,
    /// What was planned, to be held against what came of it.
    pub plan: Option<Plan>,
    /// The creators of the campaign.
    pub creators: Option<List<Creator, CREATORS_MAX>>,
    /// What happened, in any order.
    pub events: List<Event, EVENTS_MAX>,
    /// The moment of the measurement; absent means now, and the report says which.
    pub as_of: Option<Timestamp>,
    /// Language of the texts.
    pub lang: Option<Language>,
}

impl Document for TriggersBody {
    const NAME: &'static str = "triggers-request";

    fn check(&self, found: &mut Violations) {
        check(&self.campaign, self.plan.as_ref(), self.creators.as_deref(), &self.events, found);
        if let Some(state) = &self.state {
            under("/state", state, found);
        }
    }
}

impl Document for MeasureBody {
    const NAME: &'static str = "measure-request";

    fn check(&self, found: &mut Violations) {
        check(&self.campaign, self.plan.as_ref(), self.creators.as_deref(), &self.events, found);
    }
}

fn check(
    campaign: &Campaign,
    plan: Option<&Plan>,
    creators: Option<&[Creator]>,
    events: &[Event],
    found: &mut Violations,
) {
    under("/campaign", campaign, found);
    if let Some(plan) = plan {
        let mut own = Violations::default();
        plan.check(&mut own);
        other_campaign(plan, campaign).into_iter().for_each(|violation| own.push(violation));
        found.append(own.under("/plan"));
    }
    check_all(creators.unwrap_or_default(), found);
    check_events(events, found);
}

fn under(at: &str, document: &impl Document, found: &mut Violations) {
    let mut own = Violations::default();
    document.check(&mut own);
    found.append(own.under(at));
}

impl RunningRequest {
    /// Everything at its default: the standard pack, in English, nothing planned, nobody known, nothing happened.
    pub fn new(campaign: Arc<Campaign>) -> Self {
        Self {
            pack: None,
            campaign,
            plan: None,
            creators: Vec::new(),
            invalid: Vec::new(),
            events: Vec::new(),
            state: None,
            as_of: None,
            lang: None,
        }
    }

    /// Reads the body of a request to the triggers.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn of_triggers(body: &[u8]) -> Result<Self, Violations> {
        let TriggersBody { pack, campaign, plan, creators, events, state, as_of, lang } = decode(body)?;
        Ok(Self { state, ..Self::of(MeasureBody { pack, campaign, plan, creators, events, as_of, lang }) })
    }

    /// Reads the body of a request to measure.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn of_measure(body: &[u8]) -> Result<Self, Violations> {
        decode(body).map(Self::of)
    }

    fn of(body: MeasureBody) -> Self {
        let creators = body.creators.map(List::into_vec).unwrap_or_default();
        Self {
            pack: body.pack.map(|pack| pack.to_string()),
            plan: body.plan.map(Arc::new),
            creators: creators.into_iter().map(Arc::new).collect(),
            events: body.events.into_vec(),
            as_of: body.as_of,
            lang: body.lang.map(|lang| lang.to_string()),
            ..Self::new(Arc::new(body.campaign))
        }
    }

    fn lang(&self) -> &str {
        self.lang.as_deref().unwrap_or(DEFAULT_LANG)
    }

    /// The creators with their tiers, as known at a moment.
    fn roster(&self, pack: &CompiledPack, as_of: Timestamp) -> Result<Arc<[Subject]>, Refusal> {
        let classified = classify(&Setting { pack, campaign: Some(&self.campaign), as_of }, &self.creators);
        let late = classified.iter().find_map(|one| match one.tier {
            Err(Fault::Deadline { limit_ms }) => Some(limit_ms),
            _ => None,
        });
        match late {
            Some(limit_ms) => Err(Refusal::Deadline { rule: "tiers".to_owned(), limit_ms }),
            None => Ok(classified.into_iter().map(|one| one.subject).collect()),
        }
    }

    /// The same with the gates that those fail who take part in the campaign: whether to book them again depends on it.
    fn gated(&self, measuring: &Measuring<'_>) -> Result<Arc<[Subject]>, Refusal> {
        let Measuring { pack, as_of, .. } = *measuring;
        let setting = Setting { pack, campaign: Some(&self.campaign), as_of };
        let team = creators(measuring);
        let own: Vec<_> = self.creators.iter().filter(|creator| team.contains(&creator.id)).cloned().collect();
        let checked = saring_eval::check(&setting, classify(&setting, &own));
        in_time(pack, &checked)?;
        let failed = checked.into_iter().map(|checked| {
            let layered = layered(&setting, checked);
            let failed = layered.failed_gates(&pack.pack);
            (layered.checked.classified.subject.creator.id.clone(), Arc::from(failed))
        });
        let failed: BTreeMap<Id, Arc<[Arc<str>]>> = failed.collect();
        let gated = measuring.roster.iter().map(|subject| {
            let failed_gates = failed.get(&subject.creator.id).cloned();
            Subject { failed_gates, ..subject.clone() }
        });
        Ok(gated.collect())
    }
}

impl App {
    /// Lets the triggers of a running campaign look at its events.
    ///
    /// # Errors
    /// Where the pack is not there, not valid or without triggers, the state is of another campaign or version, or there
    /// is nothing to look at. What a rule does wrong is no error: it is a fault in the report.
    pub fn triggers(&self, request: &RunningRequest) -> Result<WatchReport, Refusal> {
        let compiled = self.pack(request.pack.as_deref().unwrap_or(DEFAULT_PACK))?;
        let last = request.events.iter().map(known_at).max();
        let looked = request.state.as_ref().and_then(|state| state.looked);
        let as_of = request.as_of.or(last.max(looked)).ok_or(Unwatched::Nothing)?;
        let roster = request.roster(&compiled, as_of)?;
        let running = Running {
            pack: &compiled,
            campaign: &request.campaign,
            plan: request.plan.as_ref(),
            roster: &roster,
            events: &request.events,
            state: request.state.as_ref(),
            as_of,
        };
        let watched = watch(&running)?;
        Ok(tell::watched(&running, request.lang(), watched, request.invalid.clone()))
    }

    /// Measures what a campaign was worth. `now` is used where the request names no moment.
    ///
    /// # Errors
    /// Where the pack is not there, not valid or without metrics, or a rule does not come to an end. What a rule does wrong
    /// otherwise is no error: it is a fault in the report.
    pub fn measure(&self, request: &RunningRequest, now: Timestamp) -> Result<ScorecardReport, Refusal> {
        let compiled = self.pack(request.pack.as_deref().unwrap_or(DEFAULT_PACK))?;
        if compiled.metrics.is_empty() {
            return Err(Refusal::NoMetrics { pack: compiled.pack.label() });
        }
        let as_of = request.as_of.unwrap_or(now);
        let roster = request.roster(&compiled, as_of)?;
        let chronicle = Arc::new(Chronicle::new(request.events.iter().cloned()));
        let measuring = Measuring {
            pack: &compiled,
            campaign: &request.campaign,
            plan: request.plan.as_ref(),
            roster: &roster,
            chronicle: &chronicle,
            as_of,
        };
        let roster = request.gated(&measuring)?;
        let measuring = Measuring { roster: &roster, ..measuring };
        let scorecard = measure(&measuring);
        let rows = compiled.pack.metrics.iter().zip(&scorecard.metrics);
        for (metric, answers) in rows {
            let late = answers.iter().find_map(|(_, answer)| match answer {
                Err(Fault::Deadline { limit_ms }) => Some(*limit_ms),
                _ => None,
            });
            if let Some(limit_ms) = late {
                return Err(Refusal::Deadline { rule: metric.rule.source.id.clone(), limit_ms });
            }
        }
        Ok(tell::scorecard(&measuring, request.lang(), &scorecard, request.invalid.clone()))
    }
}
