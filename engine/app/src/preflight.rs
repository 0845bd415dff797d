//! Whether a campaign is ready to begin, and what to ask before it does.

use std::sync::Arc;

use saring_eval::preflight::{preflight, selection};
use saring_eval::report::{InvalidCreator, PreflightReport};
use saring_eval::{Context, Ranked, digest, tell};
use saring_model::creator::check_all;
use saring_model::decode::{ViolationCode, decode};
use saring_model::limits::CREATORS_MAX;
use saring_model::plan::Plan;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, Creator, Document, Id, Language, List, Name, Timestamp, Violation, Violations};
use saring_pack::{Chosen, Fault, Status};
use saring_planner::plan::report::Standing;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::explain::nearest;
use crate::score::{DEFAULT_LANG, ranked};
use crate::{App, DEFAULT_PACK, Refusal};

/// What to check.
#[derive(Debug, Clone)]
pub struct PreflightRequest {
    /// The pack, by name, `name@version` or digest; absent means the standard pack.
    pub pack: Option<String>,
    /// The campaign.
    pub campaign: Arc<Campaign>,
    /// The creators who could be chosen; empty where nobody is looked for yet.
    pub creators: Vec<Arc<Creator>>,
    /// Creators that were skipped because they could not be read.
    pub invalid: Vec<InvalidCreator>,
    /// Who is chosen of them; absent means those who are selected and those whom the campaign requires.
    pub chosen: Option<Vec<Id>>,
    /// What happened so far.
    pub timeline: Option<Arc<Timeline>>,
    /// The moment of the check; absent means now.
    pub as_of: Option<Timestamp>,
    /// Language of the texts; absent means English.
    pub lang: Option<String>,
}

/// The body of a request to check a campaign.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreflightBody {
    /// The pack, by name, `name@version` or digest; absent means `standard`.
    pub pack: Option<Name>,
    /// The campaign.
    pub campaign: Campaign,
    /// The creators who could be chosen, at least one. They are scored first.
    pub creators: Option<List<Creator, CREATORS_MAX, 1>>,
    /// Who is chosen of `creators`; absent means those who are selected and those whom the campaign requires.
    pub chosen: Option<List<Id, CREATORS_MAX>>,
    /// A plan of the campaign, instead of `chosen`: who is booked of `creators`.
    pub plan: Option<Plan>,
    /// What happened so far.
    pub timeline: Option<Timeline>,
    /// The moment of the check; absent means now, and the report says which.
    pub as_of: Option<Timestamp>,
    /// Language of the texts.
    pub lang: Option<Language>,
}

impl Document for PreflightBody {
    const NAME: &'static str = "preflight-request";

    fn check(&self, found: &mut Violations) {
        let mut own = Violations::default();
        self.campaign.check(&mut own);
        found.append(own.under("/campaign"));
        if let Some(timeline) = &self.timeline {
            let mut own = Violations::default();
            timeline.check(&mut own);
            found.append(own.under("/timeline"));
        }
        check_all(self.creators.as_deref().unwrap_or_default(), found);
        if let Some(plan) = &self.plan {
            let mut own = Violations::default();
            plan.check(&mut own);
            other_campaign(plan, &self.campaign).into_iter().for_each(|violation| own.push(violation));
            found.append(own.under("/plan"));
        }
        let named = [("chosen", self.chosen.is_some()), ("plan", self.plan.is_some())];
        for (field, _) in named.iter().filter(|(_, is_given)| *is_given && self.creators.is_none()) {
            let message = format!("`{field}` names creators, and there are no `creators`");
            let help = format!("send the creators as `creators`, or leave `{field}` out");
            found.push(Violation::new(format!("/{field}"), ViolationCode::NotAllowed, message).help(help));
        }
        if named.iter().all(|(_, is_given)| *is_given) {
            let message = "`chosen` and `plan` both say who is chosen";
            found.push(Violation::new("/plan", ViolationCode::NotAllowed, message).help("leave one of the two out"));
        }
    }
}

/// What is wrong with a plan that is of another campaign, or in another currency than its budget; none where it fits.
pub fn other_campaign(plan: &Plan, campaign: &Campaign) -> Option<Violation> {
    if plan.campaign != campaign.id {
        let message = format!("a plan of the campaign `{}`, where the campaign is `{}`", plan.campaign, campaign.id);
        let violation = Violation::new("/campaign", ViolationCode::NotAllowed, message);
        return Some(violation.help("give the plan of this campaign, or the campaign of this plan"));
    }
    let (planned, given) = (plan.lines.first()?.amount.currency(), campaign.budget.as_ref()?.total.currency());
    let message = || format!("a plan in {planned}, where the campaign's budget is in {given}");
    (planned != given).then(|| {
        Violation::new("/lines/0/amount/currency", ViolationCode::CurrencyMix, message())
            .help("plan in the currency of the budget; Saring converts no money of its own accord")
    })
}

/// Who is booked by a plan.
pub fn booked(plan: &Plan) -> Vec<Id> {
    plan.bookings.iter().map(|booking| booking.creator.clone()).collect()
}

impl PreflightRequest {
    /// Everything at its default: the standard pack, now, in English, nobody chosen, nothing recorded.
    pub fn new(campaign: Arc<Campaign>) -> Self {
        Self {
            pack: None,
            campaign,
            creators: Vec::new(),
            invalid: Vec::new(),
            chosen: None,
            timeline: None,
            as_of: None,
            lang: None,
        }
    }

    /// Reads the body of a request.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn decode(body: &[u8]) -> Result<Self, Violations> {
        decode::<PreflightBody>(body).map(Self::from)
    }
}

impl From<PreflightBody> for PreflightRequest {
    fn from(body: PreflightBody) -> Self {
        let creators = body.creators.map(List::into_vec).unwrap_or_default();
        Self {
            pack: body.pack.map(|pack| pack.to_string()),
            creators: creators.into_iter().map(Arc::new).collect(),
            chosen: body.chosen.map(List::into_vec).or(body.plan.as_ref().map(booked)),
            timeline: body.timeline.map(Arc::new),
            as_of: body.as_of,
            lang: body.lang.map(|lang| lang.to_string()),
            ..Self::new(Arc::new(body.campaign))
        }
    }
}

impl App {
    /// Asks every check of the campaign itself. Creators are scored first, so that checks may speak of who is chosen.
    /// `now` is used where the request names no moment.
    ///
    /// # Errors
    /// Where the pack is not there or not valid, the goal is not known to it, or somebody is chosen who is not among
    /// the creators. What a rule does wrong is no error: it is a fault in the report.
    pub fn preflight(&self, request: &PreflightRequest, now: Timestamp) -> Result<PreflightReport, Refusal> {
        let compiled = self.pack(request.pack.as_deref().unwrap_or(DEFAULT_PACK))?;
        refuse_strangers(request)?;
        let context = Context::new(&compiled, &request.campaign, request.as_of.unwrap_or(now))?;
        self.threads.install(|| checked(&context, request))
    }
}

fn checked(context: &Context<'_>, request: &PreflightRequest) -> Result<PreflightReport, Refusal> {
    let (ranking, inputs) = ranked(context, &request.creators)?;
    let named = request.chosen.as_deref();
    let chosen: Option<Arc<[Chosen]>> =
        (!request.creators.is_empty()).then(|| selection(context, &ranking.creators, named));
    let answers = preflight(context, chosen.as_ref(), request.timeline.as_ref());
    in_time(context, &answers.answers)?;
    let digest = digest::with(inputs, named, request.timeline.as_deref());
    let inputs = tell::Inputs {
        digest: &digest,
        selection: chosen.as_deref(),
        timeline: request.timeline.as_deref(),
        invalid: &request.invalid,
    };
    Ok(tell::preflight(context, request.lang.as_deref().unwrap_or(DEFAULT_LANG), inputs, &answers))
}

/// How the campaign's own checks stand with those who are booked; none where the pack has no such checks.
pub(crate) fn standing(context: &Context<'_>, ranked: &Ranked, booked: &[Id]) -> Result<Option<Standing>, Refusal> {
    if context.setting.pack.pack.preflight.is_empty() {
        return Ok(None);
    }
    let chosen = selection(context, &ranked.creators, Some(booked));
    let answers = preflight(context, Some(&chosen), None);
    in_time(context, &answers.answers)?;
    let inputs = tell::Inputs { digest: "", selection: Some(&chosen), timeline: None, invalid: &[] };
    let report = tell::preflight(context, DEFAULT_LANG, inputs, &answers);
    let of = |status: Status| {
        let checks = report.groups.iter().flat_map(|group| &group.checks);
        checks.filter(|check| check.check.status == status).map(|check| check.check.id.clone()).collect()
    };
    Ok(Some(Standing { readiness: report.summary.readiness, failed: of(Status::Fail), warned: of(Status::Warn) }))
}

fn refuse_strangers(request: &PreflightRequest) -> Result<(), Refusal> {
    let known = |id: &Id| request.creators.iter().any(|creator| creator.id == *id);
    match request.chosen.iter().flatten().find(|id| !known(id)) {
        Some(wanted) => {
            let nearest = nearest(&request.creators, wanted);
            Err(Refusal::UnknownCreator { wanted: wanted.to_string(), nearest })
        }
        None => Ok(()),
    }
}

/// How far a rule gets by the clock is no fact about a campaign.
fn in_time(context: &Context<'_>, answers: &[Vec<Result<saring_pack::CheckAnswer, Fault>>]) -> Result<(), Refusal> {
    for (group, answers) in context.setting.pack.pack.preflight.iter().zip(answers) {
        for (check, answer) in group.checks.iter().zip(answers) {
            if let Err(Fault::Deadline { limit_ms }) = answer {
                return Err(Refusal::Deadline { rule: check.path().to_owned(), limit_ms: *limit_ms });
            }
        }
    }
    Ok(())
}
