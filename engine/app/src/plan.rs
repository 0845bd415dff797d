//! From a roster and a campaign with a budget to who is booked with what.

use rayon::prelude::*;
use saring_eval::budget::{Undivided, divide};
use saring_eval::report::ReasonReport;
use saring_eval::worth::{Offered, objective, worth};
use saring_eval::{Context, Ranked, tell};
use saring_model::creator::check_all;
use saring_model::decode::decode;
use saring_model::limits::{CREATORS_MAX, ENTRIES_MAX};
use saring_model::{
    Campaign, Creator, CurrencyCode, Document, Fraction, Id, Language, List, Money, Name, Timestamp, Violations,
};
use saring_pack::Fault;
use saring_pack::rule::Subject;
use saring_planner::plan::report::PlanReport;
use saring_planner::plan::{Made, NoPlan, alternatives, gather, plan, tell as tell_plan};
pub use saring_planner::plan::{Pin, Wishes};
use saring_planner::portfolio::{Conflict, Effort, Side};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::explain::nearest;
use crate::roster::OnInvalid;
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
    /// What a person decided beforehand.
    pub wishes: Wishes,
    /// Whether to answer the neighbouring questions too: other budgets, relaxed bounds, stand-ins.
    pub what_if: bool,
    /// The gap at which the search may end, as a fraction; 0 asks for a proof.
    pub gap: f64,
}

/// The body of a request to plan.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanBody {
    /// The pack, by name, `name@version` or digest; absent means `standard`.
    pub pack: Option<Name>,
    /// The campaign, with a budget.
    pub campaign: Campaign,
    /// The creators, at least one.
    pub creators: List<Creator, CREATORS_MAX, 1>,
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
        Self { decide, wishes: Wishes::default(), what_if: true, gap: GAP_TARGET }
    }

    /// Reads the body of a request.
    ///
    /// # Errors
    /// Everything that is wrong with it. Where it asks to skip creators that cannot be read, these are listed in the
    /// request instead.
    pub fn decode(body: &[u8]) -> Result<Self, Violations> {
        match decode::<PlanBody>(body) {
            Ok(body) => Ok(Self::from(body)),
            Err(violations) => Self::lenient(body).ok_or(violations),
        }
    }

    /// The body without what cannot be read: the creators are read as those of a request to score are.
    fn lenient(body: &[u8]) -> Option<Self> {
        let mut rest: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(body).ok()?;
        let own: Vec<(String, serde_json::Value)> = OWN.iter().filter_map(|key| rest.remove_entry(*key)).collect();
        let decide = ScoreRequest::lenient(&serde_json::to_vec(&rest).ok()?)?;
        let own: OwnBody = serde_json::from_value(serde_json::Value::Object(own.into_iter().collect())).ok()?;
        Some(own.request(decide))
    }
}

/// What a request to plan says beyond one to score.
const OWN: [&str; 5] = ["pin", "ban", "swap", "what_if", "gap"];

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnBody {
    pin: Option<List<PinBody, ENTRIES_MAX>>,
    ban: Option<List<Id, ENTRIES_MAX>>,
    swap: Option<List<SwapBody, ENTRIES_MAX>>,
    what_if: Option<bool>,
    gap: Option<Fraction>,
}

impl OwnBody {
    fn request(self, decide: ScoreRequest) -> PlanRequest {
        let mut wishes = Wishes::default();
        for pin in self.pin.iter().flat_map(|pins| pins.iter()) {
            let package = pin.package.as_ref().map(ToString::to_string);
            wishes.pins.push(Pin { creator: pin.creator.to_string(), package });
        }
        wishes.bans.extend(self.ban.iter().flat_map(|bans| bans.iter()).map(ToString::to_string));
        for swap in self.swap.iter().flat_map(|swaps| swaps.iter()) {
            wishes.bans.push(swap.out.to_string());
            wishes.pins.push(Pin { creator: swap.into.to_string(), package: None });
        }
        let gap = self.gap.map_or(GAP_TARGET, |gap| gap.get());
        PlanRequest { decide, wishes, what_if: self.what_if.unwrap_or(true), gap }
    }
}

impl From<PlanBody> for PlanRequest {
    fn from(body: PlanBody) -> Self {
        let PlanBody { pack, campaign, creators, as_of, on_invalid, lang, require_plugins, .. } = body;
        let decide = ScoreBody { pack, campaign, creators, as_of, on_invalid, lang, top: None, require_plugins };
        let own = OwnBody { pin: body.pin, ban: body.ban, swap: body.swap, what_if: body.what_if, gap: body.gap };
        own.request(ScoreRequest::from(decide))
    }
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Unplanned {
    /// The pack says nothing of what packages are worth to the campaign's goal.
    #[error("the pack makes no plans for the goal `{goal}`")]
    NoWorth {
        /// The goal.
        goal: String,
    },
    /// The money cannot be divided; the policy's own words where it has any.
    #[error("{undivided}")]
    Money {
        /// Why.
        undivided: Undivided,
        /// The policy's reason in the language of the request.
        told: Option<String>,
    },
    /// A wish cannot be met, or no choice holds every bound.
    #[error("{told}")]
    Choice {
        /// Why.
        no_plan: NoPlan,
        /// Why, with money as people read it.
        told: String,
        /// Ids that are near to one that is not there.
        nearest: Vec<String>,
    },
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
        self.threads.install(|| planned(&context, request))
    }
}

fn planned(context: &Context<'_>, request: &PlanRequest) -> Result<PlanReport, Refusal> {
    let decide = &request.decide;
    let lang = decide.lang.as_deref().unwrap_or(DEFAULT_LANG);
    let division = divide(context).map_err(|undivided| no_money(context, lang, undivided))?;
    let goal = objective(&context.campaign.goal);
    if saring_eval::worth::combine(&context.setting, goal).is_none() {
        return Err(Unplanned::NoWorth { goal: goal.to_owned() }.into());
    }
    let (ranked, inputs) = ranked(context, &decide.creators)?;
    let offered = offered(context, goal, &ranked)?;
    let effort = Effort { nodes_max: NODES_MAX, gap_target: request.gap, start: Vec::new() };
    let question = gather(context, &ranked, &offered, &division, request.wishes.clone(), effort);
    let refused = |no_plan: NoPlan| {
        let nearest = match &no_plan {
            NoPlan::UnknownCreator { creator } => nearest(&decide.creators, creator),
            _ => Vec::new(),
        };
        let told = told(&no_plan, division.total.currency());
        Unplanned::Choice { no_plan, told, nearest }
    };
    let outcome = plan(&question).map_err(refused)?;
    let alternatives = request.what_if.then(|| alternatives(&question, &outcome)).transpose().map_err(refused)?;
    let made = Made {
        context,
        ranked: &ranked,
        offered: &offered,
        division: &division,
        question: &question,
        outcome: &outcome,
        alternatives: alternatives.as_ref(),
    };
    Ok(tell_plan(&made, lang, inputs, decide.invalid.clone()))
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

fn no_money(context: &Context<'_>, lang: &str, undivided: Undivided) -> Refusal {
    if let Undivided::Faulted { policy, fault } = &undivided
        && let Fault::Deadline { limit_ms } = **fault
    {
        return Refusal::Deadline { rule: format!("budgets.{policy}"), limit_ms };
    }
    let told = match &undivided {
        Undivided::Infeasible { reason, .. } => {
            let ReasonReport { text, .. } = tell::reason(context.setting.pack.pack.locale(lang), reason);
            Some(text)
        }
        _ => None,
    };
    Unplanned::Money { undivided, told }.into()
}

/// The kinds of reasons for which there is no plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The pack makes no plans for the goal.
    NoPlans,
    /// The campaign has no budget.
    NoBudget,
    /// The money cannot be divided.
    BudgetRefused,
    /// A wish cannot be met.
    WishRefused,
    /// No choice holds every bound.
    NoFeasiblePlan,
}

impl Unplanned {
    /// The kind of reason.
    pub fn why(&self) -> Why {
        match self {
            Self::NoWorth { .. } | Self::Money { undivided: Undivided::NoPlans, .. } => Why::NoPlans,
            Self::Money { undivided: Undivided::NoBudget, .. } => Why::NoBudget,
            Self::Money { .. } => Why::BudgetRefused,
            Self::Choice { no_plan: NoPlan::Infeasible(_) | NoPlan::Malformed(_) | NoPlan::Nobody { .. }, .. } => {
                Why::NoFeasiblePlan
            }
            Self::Choice { .. } => Why::WishRefused,
        }
    }

    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self.why() {
            Why::NoPlans => "no-plans",
            Why::NoBudget => "no-budget",
            Why::BudgetRefused => "budget-refused",
            Why::WishRefused => "wish-refused",
            Why::NoFeasiblePlan => "no-feasible-plan",
        }
    }

    /// What the caller can do.
    pub fn help(&self) -> String {
        match self {
            Self::NoWorth { .. } => "give the goal a `worth` in the pack, or choose a goal that has one".to_owned(),
            Self::Money { told: Some(told), .. } => told.clone(),
            Self::Money { undivided, .. } => match undivided {
                Undivided::NoPlans => "give the pack a section `[plan]`, or choose a pack that has one".to_owned(),
                Undivided::NoBudget => "give the campaign a `budget` with its `total`".to_owned(),
                Undivided::UnknownPolicy { known, .. } => format!("choose one of {}", known.join(", ")),
                Undivided::TotalTooSmall { least, .. } | Undivided::FeesTooSmall { least: Some(least), .. } => {
                    format!("give the campaign at least {least}")
                }
                Undivided::FeesTooSmall { least: None, .. } => {
                    "give the line that pays creators a share of the total".to_owned()
                }
                Undivided::UnknownTier { known, .. } => format!("choose one of {}", known.join(", ")),
                Undivided::Faulted { fault, .. } => format!("put the policy right: {fault}"),
                Undivided::Infeasible { .. } => "widen the bands, or change the shares".to_owned(),
            },
            Self::Choice { no_plan, nearest, .. } => wish_help(no_plan, nearest),
        }
    }
}

/// Why there is no plan, with money as people read it: rows of the problem count minor units.
fn told(no_plan: &NoPlan, currency: CurrencyCode) -> String {
    let money = |minor: i64| Money::from_minor(minor, currency);
    let infeasible = match no_plan {
        NoPlan::Infeasible(infeasible) => infeasible,
        NoPlan::Nobody { cheapest: Some(cheapest), fees, fee_max } => {
            let most = money(fee_max.map_or(*fees, |max| max.min(*fees)));
            let cheapest = money(*cheapest);
            return format!(
                "nobody can be booked: the cheapest package costs {cheapest}, and one creator may have {most}"
            );
        }
        NoPlan::Nobody { .. } => return "nobody can be booked: no creator who may be has a price".to_owned(),
        _ => return no_plan.to_string(),
    };
    let amount = |row: &str, amount: i64| match row.starts_with("fees") {
        true => money(amount).to_string(),
        false => amount.to_string(),
    };
    let conflicts = infeasible.conflicts.iter().map(|Conflict { row, side, bound, possible }| {
        let (bound, possible) = (amount(row, *bound), amount(row, *possible));
        match side {
            Side::Min => format!("{} must be at least {bound}, and {possible} can be had", bound_in_words(row)),
            Side::Max => format!("{} may be at most {bound}, and {possible} is needed", bound_in_words(row)),
        }
    });
    let link = if infeasible.is_each_enough { ", or " } else { ", and " };
    let conflicts = conflicts.collect::<Vec<_>>().join(link);
    let found = if infeasible.is_proved {
        "no choice of creators holds every bound"
    } else {
        "no choice of creators that holds every bound was found"
    };
    if conflicts.is_empty() { found.to_owned() } else { format!("{found}: {conflicts}") }
}

/// A bound as people call it: `creators:mega` as "creators of `mega`".
fn bound_in_words(row: &str) -> String {
    let parts: Vec<&str> = row.split(':').collect();
    match parts.as_slice() {
        ["exclusion", group] => format!("creators of `campaign.exclusions[{group}]`"),
        [what, of] => format!("{what} of `{of}`"),
        [what, platform, format] => format!("{what} of `{platform}` as `{format}`"),
        _ => format!("all {row}"),
    }
}

fn wish_help(no_plan: &NoPlan, nearest: &[String]) -> String {
    match no_plan {
        NoPlan::UnknownCreator { .. } if nearest.is_empty() => "name a creator of the roster by its id".to_owned(),
        NoPlan::UnknownCreator { .. } => format!("did you mean {}?", nearest.join(", ")),
        NoPlan::PinnedAndBanned { .. } => "take it out of one of the two".to_owned(),
        NoPlan::CannotBePinned { barrier, .. } => format!("{barrier}; leave the pin out, or change that first"),
        NoPlan::PinnedTwice { .. } => "name one of its packages".to_owned(),
        NoPlan::Nobody { cheapest: Some(_), .. } => {
            "raise the budget, its share for creators, or the largest share of one creator".to_owned()
        }
        NoPlan::Nobody { .. } => "`saring score` says why nobody is selected; rates give prices".to_owned(),
        NoPlan::Infeasible(_) => "relax one of the bounds that are named".to_owned(),
        NoPlan::Malformed(_) => "report this to the authors of Saring".to_owned(),
    }
}
