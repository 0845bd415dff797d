//! Why there is no plan: in the language of the request, with the places of the request that it is about.

use saring_eval::budget::Undivided;
use saring_eval::tell;
use saring_model::campaign::Budget;
use saring_model::{CurrencyCode, Money};
use saring_pack::{Arg, Locale, Reason};
use saring_planner::plan::reason::{amount, currency, text};
use saring_planner::plan::{Barrier, Bound, NoPlan, PlanQuestion};
use saring_planner::portfolio::{Conflict, Infeasible, Side};
use schemars::JsonSchema;
use serde::Serialize;

use super::PlanRequest;
use crate::explain::nearest;

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{detail}")]
pub struct Unplanned {
    why: Why,
    detail: String,
    help: String,
    places: Vec<Place>,
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

/// A place of a request, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// JSON Pointer (RFC 6901) into the request.
    pub pointer: String,
    /// What is wrong there.
    pub message: String,
}

impl Unplanned {
    /// The kind of reason.
    pub fn why(&self) -> Why {
        self.why
    }

    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self.why {
            Why::NoPlans => "no-plans",
            Why::NoBudget => "no-budget",
            Why::BudgetRefused => "budget-refused",
            Why::WishRefused => "wish-refused",
            Why::NoFeasiblePlan => "no-feasible-plan",
        }
    }

    /// What the caller can do.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// Where in the request, the most telling place first; none where the pack is at fault.
    pub fn places(&self) -> &[Place] {
        &self.places
    }
}

/// Puts the reasons for which a request has no plan into words.
pub(super) struct Teller<'a> {
    /// The request.
    pub request: &'a PlanRequest,
    /// The texts of the request's pack, then those of a pack that has all of them.
    pub locales: [&'a Locale; 2],
}

/// Arguments of a reason, by name.
type Args = Vec<(String, Arg)>;

impl Teller<'_> {
    /// The pack says nothing of what packages are worth to a goal.
    pub fn no_worth(&self, goal: &str) -> Unplanned {
        self.told(Why::NoPlans, "no-worth", vec![text("goal", goal)], ["/campaign/goal".to_owned()])
    }

    /// The money cannot be divided.
    pub fn undivided(&self, undivided: &Undivided) -> Unplanned {
        let (refused, total) = (Why::BudgetRefused, ["/campaign/budget/total".to_owned()]);
        match undivided {
            Undivided::NoPlans => self.told(Why::NoPlans, "no-plans", Vec::new(), ["/pack".to_owned()]),
            Undivided::NoBudget => self.told(Why::NoBudget, "no-budget", Vec::new(), ["/campaign/budget".to_owned()]),
            Undivided::UnknownPolicy { policy, known } => {
                let args = vec![text("policy", policy), text("known", known.join(", "))];
                self.told(refused, "no-policy", args, ["/campaign/budget/policy".to_owned()])
            }
            Undivided::UnknownTier { tier, known } => {
                let args = vec![text("tier", tier), text("known", known.join(", "))];
                self.told(refused, "no-tier", args, [of_tier("creators_per_tier", tier)])
            }
            // The policy says why in its own words.
            Undivided::Infeasible { reason, .. } => {
                let detail = tell::reason(self.locale(&reason.code), reason).text;
                let help = self.text("unplanned.help.infeasible", &[]);
                let places = vec![Place { pointer: self.asked(reason), message: detail.clone() }];
                Unplanned { why: refused, detail, help, places }
            }
            Undivided::TotalTooSmall { total: all, line, least } => {
                let amounts = [amount("total", *all), amount("least", *least), currency(all.currency())];
                let args = amounts.into_iter().chain([text("line", line)]).collect();
                self.told(refused, "total-too-small", args, total)
            }
            Undivided::FeesTooSmall { fees, step, least } => {
                let code = if least.is_some() { "fees-too-small" } else { "fees-none" };
                let least = least.map(|least| amount("least", least));
                let args = [amount("fees", *fees), amount("step", *step), currency(fees.currency())];
                self.told(refused, code, args.into_iter().chain(least).collect(), total)
            }
            Undivided::Faulted { policy, fault } => {
                let args = vec![text("policy", policy), text("fault", fault.to_string())];
                self.told(refused, "policy-failed", args, [])
            }
        }
    }

    /// A wish cannot be met, or no choice holds every bound.
    pub fn no_plan(&self, no_plan: &NoPlan, question: &PlanQuestion, code: CurrencyCode) -> Unplanned {
        let money = |minor: i64| Money::from_minor(minor, code);
        let wish = |name: &str, creator: &str, more: Args| {
            let args = [text("creator", creator)].into_iter().chain(more).collect();
            self.told(Why::WishRefused, name, args, self.wishes(creator))
        };
        match no_plan {
            NoPlan::UnknownCreator { creator } => {
                let near = nearest(&self.request.decide.creators, creator);
                let name = if near.is_empty() { "no-creator" } else { "no-creator-but" };
                wish(name, creator, vec![text("nearest", near.join(", "))])
            }
            NoPlan::PinnedAndBanned { creator } => wish("pinned-and-banned", creator, Vec::new()),
            NoPlan::PinnedTwice { creator } => wish("pinned-twice", creator, Vec::new()),
            NoPlan::CannotBePinned { creator, barrier: Barrier::NoPackage } if self.package(creator).is_some() => {
                wish("no-such-package", creator, vec![text("package", self.package(creator).unwrap_or_default())])
            }
            NoPlan::CannotBePinned { creator, barrier } => {
                let reason = barrier.reason(code);
                let why = self.text(&reason.code, &reason.args);
                wish("cannot-be-pinned", creator, vec![text("why", why)])
            }
            NoPlan::Nobody { cheapest: Some(cheapest), fees, fee_max } => {
                let most = fee_max.map_or(*fees, |max| max.min(*fees));
                let args = vec![amount("cheapest", money(*cheapest)), amount("most", money(most)), currency(code)];
                self.told(Why::NoFeasiblePlan, "nobody", args, ["/campaign/budget/total".to_owned()])
            }
            NoPlan::Nobody { cheapest: None, .. } => {
                self.told(Why::NoFeasiblePlan, "nobody-priced", Vec::new(), ["/creators".to_owned()])
            }
            NoPlan::Infeasible(infeasible) => self.infeasible(infeasible, question, code),
            NoPlan::Malformed(malformed) => {
                self.told(Why::NoFeasiblePlan, "malformed", vec![text("fault", malformed.to_string())], [])
            }
        }
    }

    fn infeasible(&self, infeasible: &Infeasible, question: &PlanQuestion, code: CurrencyCode) -> Unplanned {
        let place = |conflict: &Conflict| {
            let bound = question.bound(&conflict.row)?;
            let reason = bound.conflict(conflict, code);
            let pointer = self.bound(&bound, conflict.side);
            Some(Place { pointer, message: self.text(&reason.code, &reason.args) })
        };
        let places: Vec<Place> = infeasible.conflicts.iter().filter_map(place).collect();
        let messages: Vec<&str> = places.iter().map(|place| place.message.as_str()).collect();
        let name = if infeasible.is_proved { "no-choice" } else { "no-choice-found" };
        let args = vec![text("conflicts", messages.join("; "))];
        let help = if infeasible.is_each_enough { "relax-one" } else { "relax-all" };
        let help = self.text(&format!("unplanned.help.{help}"), &[]);
        Unplanned { help, places, ..self.told(Why::NoFeasiblePlan, name, args, []) }
    }

    fn told(&self, why: Why, name: &str, args: Args, pointers: impl IntoIterator<Item = String>) -> Unplanned {
        let detail = self.text(&format!("unplanned.{name}"), &args);
        let help = self.text(&format!("unplanned.help.{name}"), &args);
        let places = pointers.into_iter().map(|pointer| Place { pointer, message: detail.clone() }).collect();
        Unplanned { why, detail, help, places }
    }

    fn text(&self, code: &str, args: &[(String, Arg)]) -> String {
        self.locale(code).render(&Reason { code: code.to_owned(), args: args.to_vec() })
    }

    /// A pack that is not made from the standard one has no texts of refusals.
    fn locale(&self, code: &str) -> &Locale {
        let [own, standard] = self.locales;
        if own.tells(code) { own } else { standard }
    }

    fn budget(&self) -> Option<&Budget> {
        self.request.decide.campaign.budget.as_ref()
    }

    /// The field of the campaign that a policy's reason names by its arguments, or else what the campaign puts in the
    /// place of the policy's own numbers.
    fn asked(&self, reason: &Reason) -> String {
        let named = |name: &str| {
            reason.args.iter().find_map(|(own, arg)| match arg {
                Arg::Text(text) if own == name => Some(text.as_str()),
                _ => None,
            })
        };
        let (bands, mix) =
            self.budget().map_or((false, false), |budget| (budget.bands.is_some(), budget.tier_mix.is_some()));
        match (named("goal"), named("line"), named("tier")) {
            (Some(_), ..) => "/campaign/goal".to_owned(),
            (_, Some(line), _) if bands => format!("/campaign/budget/bands/{line}"),
            (.., Some(tier)) if mix => of_tier("tier_mix", tier),
            _ if bands && !mix => "/campaign/budget/bands".to_owned(),
            _ if mix && !bands => "/campaign/budget/tier_mix".to_owned(),
            _ => "/campaign/budget".to_owned(),
        }
    }

    /// The field of the campaign that a bound comes from; the total where the pack says the rest.
    fn bound(&self, bound: &Bound, side: Side) -> String {
        let total = || "/campaign/budget/total".to_owned();
        match bound {
            Bound::Fees | Bound::PlatformFees(_) => total(),
            Bound::TierFees(tier) => match self.budget().and_then(|budget| budget.tier_mix.as_ref()) {
                Some(mix) if mix.get(tier).is_some() => of_tier("tier_mix", tier),
                Some(_) => "/campaign/budget/tier_mix".to_owned(),
                None => total(),
            },
            Bound::TierCreators(tier) => {
                let end = if side == Side::Min { "min" } else { "max" };
                format!("{}/{end}", of_tier("creators_per_tier", tier))
            }
            Bound::Exclusion(group) => format!("/campaign/exclusions/{group}"),
            Bound::Posts(platform, format) => {
                let asked = self.budget().and_then(|budget| budget.posts_min.as_deref()).unwrap_or_default();
                let own =
                    asked.iter().enumerate().filter(|(_, min)| (min.platform, min.format) == (*platform, *format));
                // Of several minimums of one thing the greatest binds.
                let at = own.max_by_key(|(at, min)| (min.posts, std::cmp::Reverse(*at))).map_or(0, |(at, _)| at);
                format!("/campaign/budget/posts_min/{at}")
            }
        }
    }

    /// The package that a creator is to be booked with.
    fn package(&self, creator: &str) -> Option<&str> {
        let mut pins = self.request.wishes.pins.iter().filter(|pin| pin.creator == creator);
        pins.find_map(|pin| pin.package.as_deref())
    }

    /// Where the request speaks of a creator, in its wishes and in its campaign.
    fn wishes(&self, creator: &str) -> Vec<String> {
        let PlanRequest { decide, wishes, swaps, .. } = self.request;
        let required = decide.campaign.required.as_deref().unwrap_or_default();
        let pins = wishes.pins.iter().enumerate().filter(|(_, pin)| pin.creator == creator);
        let bans = wishes.bans.iter().enumerate().filter(|(_, ban)| *ban == creator);
        let comes = swaps.iter().enumerate().filter(|(_, swap)| swap.into == creator);
        let goes = swaps.iter().enumerate().filter(|(_, swap)| swap.out == creator);
        let required = required.iter().enumerate().filter(|(_, id)| id.as_str() == creator);
        (pins.map(|(at, _)| format!("/pin/{at}")))
            .chain(bans.map(|(at, _)| format!("/ban/{at}")))
            .chain(comes.map(|(at, _)| format!("/swap/{at}/into")))
            .chain(goes.map(|(at, _)| format!("/swap/{at}/out")))
            .chain(required.map(|(at, _)| format!("/campaign/required/{at}")))
            .collect()
    }
}

fn of_tier(field: &str, tier: &str) -> String {
    format!("/campaign/budget/{field}/{tier}")
}
