//! The division of a campaign's money: what its budget policy says in shares, in money to the minor unit.

use std::sync::Arc;

use saring_model::campaign::Budget;
use saring_model::creator::Platform;
use saring_model::{CurrencyCode, Money};
use saring_pack::{
    Answer, BudgetAnswer, CampaignAsk, Capped, Evidence, Fault, PlanPolicy, Question, Reason, Share, ShareCap,
};
use saring_vocabulary::apportionment::{apportion, at_most};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as UnknownName;

use crate::ask;
use crate::context::Context;

/// A campaign's money, divided. Every amount is in the currency of the total.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// The policy that says so.
    pub policy: String,
    /// Content address of the policy with its params and tables: `sha256:…`.
    pub digest: String,
    /// Everything that may be spent.
    pub total: Money,
    /// Money per budget line, in the policy's order. The amounts sum to the total.
    pub lines: Vec<LineMoney>,
    /// Money of the line that pays creators.
    pub fees: Money,
    /// The fees per tier, in the policy's order. The amounts sum to the fees; none where tiers are not told apart.
    pub tiers: Vec<TierMoney>,
    /// What a fee is a whole multiple of.
    pub fee_step: Money,
    /// Most of the fees that may go one way.
    pub caps: Vec<CapMoney>,
    /// Why, the most telling reason first.
    pub reasons: Vec<Reason>,
    /// What was looked at.
    pub evidence: Vec<Evidence>,
}

/// Money of one budget line.
#[derive(Debug, Clone, PartialEq)]
pub struct LineMoney {
    /// The line.
    pub id: String,
    /// Its share of the total, 0 to 1.
    pub share: f64,
    /// The smallest and the largest share that the line may have, where the policy says them.
    pub band: Option<(f64, f64)>,
    /// Its money.
    pub amount: Money,
}

/// Money of one tier's creators.
#[derive(Debug, Clone, PartialEq)]
pub struct TierMoney {
    /// The tier.
    pub id: Arc<str>,
    /// Its share of the fees, 0 to 1.
    pub share: f64,
    /// Its money.
    pub amount: Money,
}

/// Most of the fees that may go one way.
#[derive(Debug, Clone, PartialEq)]
pub struct CapMoney {
    /// The platform whose creators get no more together; none where it is any single creator.
    pub platform: Option<Platform>,
    /// The largest share of the fees, 0 to 1.
    pub share: f64,
    /// That share in money, rounded down.
    pub amount: Money,
}

/// Why money is not divided.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Undivided {
    /// The pack has no section `[plan]`.
    #[error("the pack makes no plans")]
    NoPlans,
    /// The campaign has no budget.
    #[error("the campaign has no budget")]
    NoBudget,
    /// The campaign asks for a policy that the pack does not have.
    #[error("the pack has no budget policy `{policy}`")]
    UnknownPolicy {
        /// The policy asked for.
        policy: String,
        /// The pack's policies.
        known: Vec<String>,
    },
    /// The campaign bounds the creators of a tier that the pack does not have.
    #[error("`budget.creators_per_tier` names `{tier}`, which is no tier of the pack")]
    UnknownTier {
        /// The tier.
        tier: String,
        /// The pack's tiers.
        known: Vec<String>,
    },
    /// The policy knows no division that keeps every bound; the reason says by how much it misses.
    #[error("the budget policy `{policy}` knows no division of {total}")]
    Infeasible {
        /// The policy.
        policy: String,
        /// Everything that may be spent.
        total: Money,
        /// Why, with the amount that is missing or too much.
        reason: Box<Reason>,
    },
    /// A line has a share, and the share is not one minor unit.
    #[error("{total} is too small to divide: `{line}` would get nothing")]
    TotalTooSmall {
        /// Everything that may be spent.
        total: Money,
        /// The line, of several the one with the smallest share.
        line: String,
        /// A total of which every line gets something.
        least: Money,
    },
    /// What one creator may have is less than the smallest fee.
    #[error("{fees} for one creator is less than {step}, the smallest fee")]
    FeesTooSmall {
        /// The most that one creator may have.
        fees: Money,
        /// The smallest fee.
        step: Money,
        /// About the smallest total that pays one; none where no total does.
        least: Option<Money>,
    },
    /// The policy failed.
    #[error("the budget policy `{policy}` failed")]
    Faulted {
        /// The policy.
        policy: String,
        /// Why it gave no answer.
        #[source]
        fault: Box<Fault>,
    },
}

/// Divides the campaign's money by the policy that it names, or else by the pack's.
///
/// Lines get their shares in minor units by largest remainder. Tiers get theirs in whole fees, so that each can spend
/// what it has; what no whole fee holds goes to the largest tier. Every currency that the model reads has minor units.
pub fn divide(context: &Context<'_>) -> Result<Division, Undivided> {
    let pack = context.setting.pack;
    let plan = pack.pack.plan.as_ref().ok_or(Undivided::NoPlans)?;
    let budget = context.campaign.budget.as_ref().ok_or(Undivided::NoBudget)?;
    let policy = budget.policy.as_ref().map_or(plan.budget.value.as_str(), |policy| policy.as_str());
    let (Some(rule), Some(said)) = (pack.budgets.get(policy), pack.pack.budgets.get(policy)) else {
        let known = pack.pack.budgets.keys().cloned().collect();
        return Err(Undivided::UnknownPolicy { policy: policy.to_owned(), known });
    };
    let faulted = |fault| Undivided::Faulted { policy: policy.to_owned(), fault: Box::new(fault) };
    let ask = CampaignAsk { campaign: context.campaign, selection: None, timeline: None, as_of: context.setting.as_of };
    let answer = match ask::of_campaign(&**rule, Question::Budget(ask)).map_err(faulted)? {
        Answer::Budget(answer) => *answer,
        _ => return Err(faulted(bad("another answer than a budget's".to_owned()))),
    };
    if let Some(reason) = answer.infeasible {
        let reason = Box::new(reason);
        return Err(Undivided::Infeasible { policy: policy.to_owned(), total: budget.total, reason });
    }
    let lines = lines(budget, &answer.lines).map_err(|why| why.told(policy))?;
    let fees = fees(plan, &lines).map_err(faulted)?;
    let fee_step = fee_step(plan, budget.total.currency());
    known_tiers(context, budget)?;
    let caps = caps(&answer, fees).map_err(faulted)?;
    let of_one = caps.iter().filter(|cap| cap.platform.is_none()).map(|cap| cap.amount.minor());
    let of_one = Money::from_minor(of_one.min().unwrap_or(i64::MAX).min(fees.minor()), fees.currency());
    large_enough(budget.total, of_one, fee_step)?;
    let tiers = tiers(context, &answer.tiers, fees, fee_step).map_err(faulted)?;
    let (policy, digest) = (policy.to_owned(), said.digest.clone());
    let BudgetAnswer { reasons, evidence, .. } = answer;
    Ok(Division { policy, digest, total: budget.total, lines, fees, tiers, fee_step, caps, reasons, evidence })
}

/// What fees in a currency are whole multiples of: the pack's step, or else one minor unit.
pub fn fee_step(plan: &PlanPolicy, currency: CurrencyCode) -> Money {
    let major = plan.fee_steps.get(currency.as_str()).map_or(0.0, |step| step.value);
    let per_major = (0..currency.exponent()).fold(1.0, |scale, _| scale * 10.0);
    // A step below one minor unit is none.
    Money::from_minor(((major * per_major).round() as i64).max(1), currency)
}

/// Why lines get no money.
enum Unpaid {
    Told(Undivided),
    Faulted(Fault),
}

impl Unpaid {
    fn told(self, policy: &str) -> Undivided {
        match self {
            Self::Told(why) => why,
            Self::Faulted(fault) => Undivided::Faulted { policy: policy.to_owned(), fault: Box::new(fault) },
        }
    }
}

fn lines(budget: &Budget, shares: &[Share]) -> Result<Vec<LineMoney>, Unpaid> {
    let total = budget.total;
    let amounts = amounts(total, shares, 1).map_err(Unpaid::Faulted)?;
    let lines = shares.iter().zip(amounts).map(|(share, amount)| {
        let Share { id, share, band } = share.clone();
        LineMoney { id, share, band, amount }
    });
    let lines: Vec<LineMoney> = lines.collect();
    let unpaid = lines.iter().filter(|line| line.share > 0.0 && line.amount.minor() == 0);
    match unpaid.min_by(|a, b| a.share.total_cmp(&b.share)) {
        Some(unpaid) => {
            let least = Money::from_minor((1.0 / unpaid.share).ceil() as i64, total.currency());
            Err(Unpaid::Told(Undivided::TotalTooSmall { total, line: unpaid.id.clone(), least }))
        }
        None => Ok(lines),
    }
}

/// Money of the line that pays creators.
fn fees(plan: &PlanPolicy, lines: &[LineMoney]) -> Result<Money, Fault> {
    let wanted = &plan.fees_line.value;
    let line = lines.iter().find(|line| line.id == *wanted);
    line.map(|line| line.amount).ok_or_else(|| bad(format!("it has no line `{wanted}`, which pays creators")))
}

fn large_enough(total: Money, fees: Money, step: Money) -> Result<(), Undivided> {
    if fees.minor() >= step.minor() {
        return Ok(());
    }
    // Rounded up, so that as much is never too little. Without any fees no total pays one.
    let least = i128::from(total.minor()) * i128::from(step.minor());
    let least = least.checked_div(i128::from(fees.minor())).and_then(|least| i64::try_from(least + 1).ok());
    let least = least.map(|least| Money::from_minor(least, total.currency()));
    Err(Undivided::FeesTooSmall { fees, step, least })
}

/// The campaign's numbers of creators speak of the pack's tiers, or one that is misspelt would bind nobody.
fn known_tiers(context: &Context<'_>, budget: &Budget) -> Result<(), Undivided> {
    let pack = &context.setting.pack.pack;
    let named = budget.creators_per_tier.iter().flat_map(|tiers| tiers.iter());
    match named.map(|(tier, _)| tier.as_str()).find(|tier| pack.tier(tier).is_none()) {
        Some(tier) => {
            let known = pack.tiers.iter().map(|tier| tier.id.to_string()).collect();
            Err(Undivided::UnknownTier { tier: tier.to_owned(), known })
        }
        None => Ok(()),
    }
}

fn tiers(context: &Context<'_>, shares: &[Share], fees: Money, step: Money) -> Result<Vec<TierMoney>, Fault> {
    let amounts = amounts(fees, shares, step.minor())?;
    let tier = |(share, amount): (&Share, Money)| {
        let known = context.setting.pack.pack.tier(&share.id);
        let tier = known.ok_or_else(|| bad(format!("`{}` is no tier of the pack", share.id)))?;
        Ok(TierMoney { id: tier.id.clone(), share: share.share, amount })
    };
    shares.iter().zip(amounts).map(tier).collect()
}

fn caps(answer: &BudgetAnswer, fees: Money) -> Result<Vec<CapMoney>, Fault> {
    let cap = |ShareCap { of, share }: &ShareCap| {
        let platform = match of {
            Capped::Creator => None,
            Capped::Platform(name) => Some(platform(name)?),
        };
        let amount = at_most(fees.minor(), *share).ok_or_else(|| bad(format!("a cap is {share}, outside 0 to 1")))?;
        Ok(CapMoney { platform, share: *share, amount: Money::from_minor(amount, fees.currency()) })
    };
    answer.caps.iter().map(cap).collect()
}

fn platform(name: &str) -> Result<Platform, Fault> {
    let read: Result<Platform, UnknownName> = Platform::deserialize(name.into_deserializer());
    read.map_err(|_| bad(format!("`{name}` is no platform")))
}

/// The total in parts of whole steps that sum to it.
fn amounts(total: Money, shares: &[Share], step_minor: i64) -> Result<Vec<Money>, Fault> {
    if shares.is_empty() {
        return Ok(Vec::new());
    }
    let shares: Vec<f64> = shares.iter().map(|share| share.share).collect();
    let minor = apportion(total.minor(), &shares, step_minor);
    let minor = minor.ok_or_else(|| bad("its shares do not divide the total".to_owned()))?;
    Ok(minor.into_iter().map(|minor| Money::from_minor(minor, total.currency())).collect())
}

fn bad(violation: String) -> Fault {
    Fault::BadAnswer { violations: vec![violation] }
}
