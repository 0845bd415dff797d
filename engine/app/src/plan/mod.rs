//! From a roster and a campaign with a budget to who is booked with what.

mod unplanned;

use rayon::prelude::*;
use saring_eval::budget::{Undivided, divide};
use saring_eval::worth::{Offered, objective, worth};
use saring_eval::{Context, Ranked};
use saring_model::creator::check_all;
use saring_model::decode::decode;
use saring_model::limits::{CREATORS_MAX, ENTRIES_MAX};
use saring_model::{Campaign, Creator, Document, Fraction, Id, Language, List, Name, Timestamp, Violations};
use saring_pack::Fault;
use saring_pack::rule::Subject;
use saring_planner::plan::report::PlanReport;
use saring_planner::plan::{Made, NoPlan, alternatives, gather, plan, tell as tell_plan};
pub use saring_planner::plan::{Pin, Wishes};
use saring_planner::portfolio::Effort;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use unplanned::{Place, Unplanned, Why};

use unplanned::Teller;

use crate::preflight::standing;
use crate::roster::{OnInvalid, Unread};
use crate::score::{BATCH_CREATORS, DEFAULT_LANG, ScoreBody, ScoreRequest, ranked};
use crate::{App, DEFAULT_PACK, Refusal};

/// Most nodes of branch and bound for one plan, and for each of the neighbouring questions.
const NODES_MAX: u64 = 2_000;
/// The gap, as a fraction, at which a plan is good enough where the request does not say.
pub const GAP_TARGET: f64 = 0.001;

/// What to plan.
#[derive(Debug, Clone)]
pub struct PlanRequest {
    /// Who to decide on, for which campaign, by which rules.
    pub decide: ScoreRequest,
    /// Who must be booked, and who must not.
    pub wishes: Wishes,
    /// Who is to be booked instead of whom.
    pub swaps: Vec<Swap>,
    /// Whether to answer the neighbouring questions too: other budgets, relaxed bounds, stand-ins.
    pub what_if: bool,
    /// The gap at which the search may end, as a fraction; 0 asks for a proof.
    pub gap: f64,
}

/// A creator that is to be booked instead of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    /// Who goes.
    pub out: String,
    /// Who comes.
    pub into: String,
}

/// The body of a request to plan.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PlanBody")]
pub struct PlanBody<C = List<Creator, CREATORS_MAX, 1>> {
    /// The pack, by name, `name@version` or digest; absent means `standard`.
    pub pack: Option<Name>,
    /// The campaign, with a budget.
    pub campaign: Campaign,
    /// The creators, at least one.
    pub creators: C,
    /// The moment of the plan; absent means now, and the report says which.
    pub as_of: Option<Timestamp>,
    /// What to do where some creators cannot be read; absent means to refuse the request.
    pub on_invalid: Option<OnInvalid>,
    /// Language of the texts.
    pub lang: Option<Language>,
    /// Refuse where a rule stands in for a plugin that is not installed.
    pub require_plugins: Option<bool>,
    /// Creators that must be booked.
    pub pin: Option<List<PinBody, ENTRIES_MAX>>,
    /// Creators that must not be booked.
    pub ban: Option<List<Id, ENTRIES_MAX>>,
    /// Creators that are to be booked instead of others.
    pub swap: Option<List<SwapBody, ENTRIES_MAX>>,
    /// Whether to answer what another budget would buy, what each bound costs and who stands by; absent means yes.
    pub what_if: Option<bool>,
    /// How far the plan may be from the best one, as a fraction; absent means 0.001, and 0 asks for a proof.
    pub gap: Option<Fraction>,
}

/// A creator that must be booked.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PinBody {
    /// The creator.
    pub creator: Id,
    /// The package, as reports name it; absent means any.
    pub package: Option<Name>,
}

/// A creator that is to be booked instead of another.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SwapBody {
    /// Who goes.
    pub out: Id,
    /// Who comes.
    pub into: Id,
}

impl Document for PlanBody {
    const NAME: &'static str = "plan-request";

    fn check(&self, found: &mut Violations) {
        let mut campaign = Violations::default();
        self.campaign.check(&mut campaign);
        found.append(campaign.under("/campaign"));
        check_all(&self.creators, found);
    }
}

impl PlanRequest {
    /// Everything at its default.
    pub fn new(decide: ScoreRequest) -> Self {
        Self { decide, wishes: Wishes::default(), swaps: Vec::new(), what_if: true, gap: GAP_TARGET }
    }

    /// Reads the body of a request.
    ///
    /// # Errors
    /// Everything that is wrong with it. Where it asks to skip creators that cannot be read, these are listed in the
    /// request instead.
    pub fn decode(body: &[u8]) -> Result<Self, Violations> {
        match decode::<PlanBody>(body) {
            Ok(body) => body.request(|decide| Ok(decide.into())),
            Err(violations) => match serde_json::from_slice::<PlanBody<Unread>>(body) {
                Ok(body) => body.request(|decide| decide.lenient().ok_or(violations)),
                Err(_) => Err(violations),
            },
        }
    }

    /// What is wished, with both sides of every swap.
    fn all_wishes(&self) -> Wishes {
        let mut wishes = self.wishes.clone();
        for Swap { out, into } in &self.swaps {
            wishes.bans.push(out.clone());
            wishes.pins.push(Pin { creator: into.clone(), package: None });
        }
        wishes
    }
}

impl<C> PlanBody<C> {
    /// The request, with the part of it that is one to score read as `decide` does.
    fn request(
        self,
        decide: impl FnOnce(ScoreBody<C>) -> Result<ScoreRequest, Violations>,
    ) -> Result<PlanRequest, Violations> {
        let Self { pack, campaign, creators, as_of, on_invalid, lang, require_plugins, .. } = self;
        let decide =
            decide(ScoreBody { pack, campaign, creators, as_of, on_invalid, lang, top: None, require_plugins })?;
        let pin = |pin: &PinBody| Pin {
            creator: pin.creator.to_string(),
            package: pin.package.as_ref().map(ToString::to_string),
        };
        let swap = |swap: &SwapBody| Swap { out: swap.out.to_string(), into: swap.into.to_string() };
        Ok(PlanRequest {
            decide,
            wishes: Wishes {
                pins: self.pin.iter().flat_map(|pins| pins.iter()).map(pin).collect(),
                bans: self.ban.iter().flat_map(|bans| bans.iter()).map(ToString::to_string).collect(),
            },
            swaps: self.swap.iter().flat_map(|swaps| swaps.iter()).map(swap).collect(),
            what_if: self.what_if.unwrap_or(true),
            gap: self.gap.map_or(GAP_TARGET, |gap| gap.get()),
        })
    }
}

impl App {
    /// Decides on every creator, divides the money, and finds the best bookings within every bound. `now` is used where
    /// the request names no moment.
    ///
    /// # Errors
    /// As [`App::score`]; and where the money cannot be divided, a wish cannot be met or no choice holds every bound.
    pub fn plan(&self, request: &PlanRequest, now: Timestamp) -> Result<PlanReport, Refusal> {
        let decide = &request.decide;
        let compiled = self.pack(decide.pack.as_deref().unwrap_or(DEFAULT_PACK))?;
        crate::score::ready(&compiled, decide)?;
        let context = Context::new(&compiled, &decide.campaign, decide.as_of.unwrap_or(now))?;
        let lang = decide.lang.as_deref().unwrap_or(DEFAULT_LANG);
        let standard = self.pack(DEFAULT_PACK)?;
        let teller = Teller { request, locales: [compiled.pack.locale(lang), standard.pack.locale(lang)] };
        self.threads.install(|| planned(&context, &teller, lang))
    }
}

fn planned(context: &Context<'_>, teller: &Teller<'_>, lang: &str) -> Result<PlanReport, Refusal> {
    let PlanRequest { decide, .. } = teller.request;
    let division = divide(context).map_err(|undivided| no_money(teller, &undivided))?;
    let goal = objective(&context.campaign.goal);
    if saring_eval::worth::combine(&context.setting, goal).is_none() {
        return Err(teller.no_worth(goal).into());
    }
    let (ranked, inputs) = ranked(context, &decide.creators)?;
    let offered = offered(context, goal, &ranked)?;
    let effort = Effort { nodes_max: NODES_MAX, gap_target: teller.request.gap, start: Vec::new() };
    let question = gather(context, &ranked, &offered, &division, teller.request.all_wishes(), effort);
    let refused = |no_plan: NoPlan| teller.no_plan(&no_plan, &question, division.total.currency());
    let outcome = plan(&question).map_err(refused)?;
    let alternatives =
        teller.request.what_if.then(|| alternatives(&question, &outcome)).transpose().map_err(refused)?;
    let made = Made {
        context,
        ranked: &ranked,
        offered: &offered,
        division: &division,
        question: &question,
        outcome: &outcome,
        alternatives: alternatives.as_ref(),
    };
    let booked = outcome.booked.iter().filter_map(|booked| ranked.creators.get(booked.entrant));
    let booked: Vec<Id> = booked.map(|decided| decided.layered.checked.classified.subject.creator.id.clone()).collect();
    let preflight = standing(context, &ranked, &booked)?;
    Ok(tell_plan(&made, lang, inputs, preflight, decide.invalid.clone()))
}

/// What everybody offers, worth and price. Creators are independent, so batches run where there is a thread for them.
fn offered(context: &Context<'_>, goal: &str, ranked: &Ranked) -> Result<Vec<Offered>, Refusal> {
    let subjects: Vec<Subject> =
        ranked.creators.iter().map(|decided| decided.layered.checked.classified.subject.clone()).collect();
    let batches: Vec<Vec<Offered>> =
        subjects.par_chunks(BATCH_CREATORS).map(|batch| worth(&context.setting, goal, batch)).collect();
    let batches = batches.into_iter().enumerate();
    let offered: Vec<Offered> = batches
        .flat_map(|(batch, offered)| {
            let first = batch * BATCH_CREATORS;
            offered.into_iter().map(move |one| Offered { creator: first + one.creator, ..one })
        })
        .collect();
    let faults = offered.iter().filter_map(|one| one.fault.as_ref());
    match faults.into_iter().find(|fault| matches!(fault, Fault::Deadline { .. })) {
        Some(Fault::Deadline { limit_ms }) => {
            Err(Refusal::Deadline { rule: format!("goals.{goal}"), limit_ms: *limit_ms })
        }
        _ => Ok(offered),
    }
}

fn no_money(teller: &Teller<'_>, undivided: &Undivided) -> Refusal {
    if let Undivided::Faulted { policy, fault } = undivided
        && let Fault::Deadline { limit_ms } = **fault
    {
        return Refusal::Deadline { rule: format!("budgets.{policy}"), limit_ms };
    }
    teller.undivided(undivided).into()
}
