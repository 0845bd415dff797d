//! An answer in the making, held against the same proof as a script's when it is finished.

use saring_pack::proof::{finite, names, numbers, refuse, valid};
use saring_pack::{Answer, CheckAnswer, Fault, Kind, NextTier, Quantity, TierAnswer};

use super::budget::BudgetDraft;
use super::metric::MetricDraft;
use super::trigger::TriggerDraft;

/// What a plugin has said of one creator so far.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub check: CheckAnswer,
    pub tier: Option<TierDraft>,
    pub budget: BudgetDraft,
    pub trigger: TriggerDraft,
    pub metric: MetricDraft,
    /// Whether anything was said that begins an answer.
    pub is_begun: bool,
    /// What the next argument belongs to.
    pub told: Told,
    /// What the next table row belongs to.
    pub cited: Cited,
}

/// What a tier rule has said of one creator so far.
#[derive(Debug)]
pub(crate) struct TierDraft {
    pub tier: Option<String>,
    pub size: Quantity,
    pub next: Option<NextTier>,
}

/// The reason that was given last.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    #[default]
    Reason,
    Veto,
    /// The first reason.
    First,
    /// The reason why the last figure is unknown.
    Figure,
}

/// What was added last of the things that rest on a table row.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cited {
    #[default]
    Part,
    Evidence,
}

impl Draft {
    /// The finished answer of the creator with this index, or what is wrong with it.
    pub fn finish(self, kind: Kind, creator: usize, setup_log: &[String]) -> Result<Answer, Fault> {
        let Self { mut check, tier, budget, trigger, metric, is_begun, .. } = self;
        check.log.splice(0..0, setup_log.iter().cloned());
        if kind != Kind::Trigger && !trigger.is_empty() {
            return Err(bad("a rule of another kind answered as a trigger"));
        }
        if !matches!(kind, Kind::Metric | Kind::Worth) && !metric.is_empty() {
            return Err(bad("a rule of another kind gave figures"));
        }
        if kind != Kind::Budget && !budget.is_empty() {
            return Err(bad("a rule of another kind divided money"));
        }
        // A trigger may say that it is unknown, and so begin as a check does.
        let judges = tier.is_some() || is_scored(&check) || (is_begun && kind != Kind::Trigger);
        match (kind, judges) {
            (Kind::Budget | Kind::Trigger | Kind::Metric | Kind::Worth, true) => {
                return Err(bad(format!("a {} answered as a check", in_words(kind))));
            }
            (Kind::Budget, false) => return budget.finish(check),
            (Kind::Trigger, false) => return trigger.finish(check, creator),
            (Kind::Metric, false) => return metric.finish(check, creator),
            (Kind::Worth, false) => return metric.appraised(check, creator),
            _ => {}
        }
        match (kind, tier) {
            (Kind::Check | Kind::Preflight, None) if is_begun => {
                valid(check).map(|check| Answer::Check(Box::new(check)))
            }
            (Kind::Tier, Some(tier)) => finish_tier(check, tier),
            (Kind::Check, Some(_)) => Err(bad("a check answered with a tier")),
            (Kind::Preflight, None) => Err(bad("no answer: begin it with `confidence` or `unknown`")),
            (Kind::Check, None) => {
                Err(bad(format!("no answer for creator {creator}: begin it with `confidence` or `unknown`")))
            }
            (Kind::Tier, None) => Err(bad(format!("no tier for creator {creator}: say `tier` or `no-tier`"))),
            _ => Err(bad("an answer of another kind of rule")),
        }
    }
}

/// Whether anything was said of a score, which only checks have.
fn is_scored(check: &CheckAnswer) -> bool {
    let CheckAnswer { parts, penalties, caps, status, veto, confidence, bounds, flags, .. } = check;
    let has_items = !parts.is_empty() || !penalties.is_empty() || !caps.is_empty() || !flags.is_empty();
    has_items || status.is_some() || veto.is_some() || bounds.is_some() || *confidence != 0.0
}

fn in_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Budget => "budget policy",
        Kind::Worth => "rule of worth",
        _ => kind.as_str(),
    }
}

fn finish_tier(mut check: CheckAnswer, tier: TierDraft) -> Result<Answer, Fault> {
    if check.reasons.is_empty() {
        return Err(bad("the tier has no reason; give one with `reason`"));
    }
    let next = tier.next.as_ref().map(|next| ("next", next.at));
    let size = tier.size.value.map(|size| ("size", size));
    refuse(names(&check).chain(finite(next.into_iter().chain(size).chain(numbers(&check)))).collect())?;
    let reason = check.reasons.swap_remove(0);
    Ok(Answer::Tier(Box::new(TierAnswer { tier: tier.tier, reason, quantity: tier.size, next: tier.next })))
}

pub(crate) fn bad(violation: impl Into<String>) -> Fault {
    Fault::BadAnswer { violations: vec![violation.into()] }
}
