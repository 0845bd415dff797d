//! What a plugin says, as reports tell it and as cases are held against it.

use saring_eval::report::{
    BudgetReport, CheckReport, EvidenceReport, FaultReport, PreflightCheck, ReasonReport, ScopeReport, TierReport,
    Value,
};
use saring_eval::worth::worth;
use saring_eval::{Checked, Classified, Setting, layered, tell};
use saring_model::action::{ActionKind, Urgency};
use saring_model::catalogue::{FieldSet, catalogue};
use saring_pack::rule::{Fault, Kind};
use saring_pack::{
    Answer, CheckAnswer, CompiledPack, Condition, Layer, Locale, Quantity, Scope, TierAnswer, TriggerAnswer, Unit,
    WorthAnswer,
};
use serde::Serialize;
use serde_json::{Value as Json, json};
use serde_with::skip_serializing_none;

use super::trial::TRIAL;
use crate::cases::{Case, told_of_metric, told_of_trigger, told_of_worth};
use crate::inquiry::{Inquiry, Parts};

/// What the report says of one part.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Told {
    /// Of a check.
    Check(Box<CheckReport>),
    /// Of a check of the campaign.
    Preflight(Box<PreflightCheck>),
    /// Of a tier rule.
    Tier(Box<TierReport>),
    /// Of a budget policy.
    Budget(Box<BudgetReport>),
    /// Of a rule of worth.
    Worth(Box<WorthReport>),
    /// Of a trigger.
    Trigger(Box<LookReport>),
    /// Of a metric.
    Metric(Box<ScopeReport>),
}

/// What a trigger's rule says of a target at a moment, before the engine asks whether it was sustained, has cooled down, and
/// what a budget line has left.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize)]
pub struct LookReport {
    /// Whether the condition holds.
    pub condition: Condition,
    /// Whether it calls for action at once.
    pub at_once: bool,
    /// What is proposed.
    pub kind: Option<ActionKind>,
    /// How soon.
    pub urgency: Option<Urgency>,
    /// The budget line that pays.
    pub line: Option<String>,
    /// How much, in major units of the campaign's currency.
    pub amount: Option<Value>,
    /// Hours until the proposal lapses.
    pub expires_hours: Option<Value>,
    /// Why, the most telling reason first.
    pub reasons: Vec<ReasonReport>,
    /// What was looked at.
    pub evidence: Vec<EvidenceReport>,
    /// Inputs that were missing.
    pub missing: Vec<&'static str>,
}

/// What a rule says that a package is worth.
#[derive(Debug, Clone, Serialize)]
pub struct WorthReport {
    /// What it adds towards the goal.
    pub value: AmountReport,
    /// How many people it reaches, each counted once; absent where the rule says nothing of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach: Option<AmountReport>,
    /// The fair fee, in major units of the campaign's currency; absent where the rule says nothing of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fair: Option<AmountReport>,
    /// How it came about.
    pub reasons: Vec<ReasonReport>,
    /// What was looked at.
    pub evidence: Vec<EvidenceReport>,
    /// Fields that would make the unknown known.
    pub missing: Vec<&'static str>,
}

/// A number of a rule of worth with its interval.
#[derive(Debug, Clone, Serialize)]
pub struct AmountReport {
    /// The number; null where it is unknown.
    pub value: Option<Value>,
    /// Low end of its interval.
    pub low: Option<Value>,
    /// High end of its interval.
    pub high: Option<Value>,
    /// Its unit.
    pub unit: Unit,
}

/// Where in a pack a rule stands, among rules of its kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot<'a> {
    /// Place of its layer or group; 0 of a rule that is in none.
    pub layer: usize,
    /// Its place there.
    pub check: usize,
    /// The goal of a rule of worth.
    pub goal: &'a str,
}

impl Spot<'_> {
    /// Where the only rule of a pack stands that is made for a plugin.
    pub const TRIAL: Self = Spot { layer: 0, check: 0, goal: TRIAL };
}

/// What the report says of the answer about one part; the fault where there is none.
pub(super) fn told(
    pack: &CompiledPack,
    spot: Spot<'_>,
    inquiry: &Inquiry,
    at: usize,
    answer: Answer,
    lang: &str,
) -> Result<Told, Vec<FaultReport>> {
    let locale = pack.pack.locale(lang);
    let told = match (inquiry.kind, answer) {
        (Kind::Check, Answer::Check(answer)) => return checked(pack, spot, inquiry, at, *answer, lang),
        (Kind::Tier, Answer::Tier(answer)) => return classified(pack, spot, inquiry, at, *answer, lang),
        (Kind::Preflight, Answer::Check(answer)) => return inspected(pack, spot, locale, *answer),
        (Kind::Budget, Answer::Budget(answer)) => Told::Budget(Box::new(tell::budget(locale, &answer))),
        (Kind::Worth, Answer::Worth(answer)) => Told::Worth(Box::new(appraised(locale, &answer))),
        (Kind::Trigger, Answer::Trigger(answer)) => Told::Trigger(Box::new(looked(locale, &answer))),
        (Kind::Metric, Answer::Metric(answer)) => {
            let scope = match &inquiry.parts {
                Parts::Scopes(_, scopes) => scopes.get(at).cloned(),
                _ => None,
            };
            Told::Metric(Box::new(tell::measured(locale, &scope.unwrap_or_else(Scope::default), &answer)))
        }
        _ => return Err(vec![other_kind()]),
    };
    Ok(told)
}

/// What the answer about one part is held against the cases as.
pub(crate) fn of_case(
    pack: &CompiledPack,
    spot: Spot<'_>,
    inquiry: &Inquiry,
    at: usize,
    case: &Case,
    answer: Answer,
) -> Result<Json, Vec<FaultReport>> {
    let setting = Setting { pack, campaign: inquiry.known.campaign.as_ref(), as_of: inquiry.known.as_of };
    match &answer {
        Answer::Trigger(answer) => return Ok(told_of_trigger(answer)),
        Answer::Metric(answer) => return Ok(told_of_metric(answer)),
        Answer::Worth(_) => {
            let creators = inquiry.classified.first().map(|one| one.subject.clone());
            return Ok(told_of_worth(&worth(&setting, spot.goal, creators.as_slice()), case.package.as_deref()));
        }
        Answer::Check(_) | Answer::Tier(_) | Answer::Budget(_) => {}
    }
    let told = told(pack, spot, inquiry, at, answer, &case.lang)?;
    let is_tier = matches!(told, Told::Tier(_));
    let told = serde_json::to_value(told).unwrap_or_default();
    Ok(if is_tier { flat(&told) } else { told })
}

/// A tier as cases speak of it: by its id, the code of its reason, and the id of the next; `none` where there is none.
fn flat(told: &Json) -> Json {
    let word = |at: &str| told.pointer(at).filter(|word| word.is_string()).cloned().unwrap_or_else(|| json!("none"));
    json!({ "tier": word("/id"), "reason": word("/reason/code"), "next": word("/next/tier") })
}

fn other_kind() -> FaultReport {
    tell::fault(TRIAL, &Fault::BadAnswer { violations: vec!["an answer of another kind of rule".to_owned()] })
}

fn checked(
    pack: &CompiledPack,
    spot: Spot<'_>,
    inquiry: &Inquiry,
    at: usize,
    answer: CheckAnswer,
    lang: &str,
) -> Result<Told, Vec<FaultReport>> {
    let told = of_creator(pack, spot, inquiry, at, answer, lang, |_| ())?;
    let layer = told.layers.into_iter().nth(spot.layer);
    let check = layer.and_then(|layer| layer.checks.into_iter().nth(spot.check));
    check.map(|check| Told::Check(Box::new(check))).ok_or(told.faults)
}

fn classified(
    pack: &CompiledPack,
    spot: Spot<'_>,
    inquiry: &Inquiry,
    at: usize,
    answer: TierAnswer,
    lang: &str,
) -> Result<Told, Vec<FaultReport>> {
    let told = of_creator(pack, spot, inquiry, at, silent(), lang, |classified| classified.tier = Ok(answer))?;
    Ok(Told::Tier(Box::new(told.tier)))
}

/// The answer of every check but the one that is looked at.
fn silent() -> CheckAnswer {
    CheckAnswer { unknown: true, ..CheckAnswer::default() }
}

/// The answers of all checks of some layers, silent but for one.
fn beside(layers: &[Layer], spot: Spot<'_>, answer: CheckAnswer) -> Vec<Vec<Result<CheckAnswer, Fault>>> {
    let mut answers: Vec<Vec<_>> =
        layers.iter().map(|layer| layer.checks.iter().map(|_| Ok(silent())).collect()).collect();
    if let Some(own) = answers.get_mut(spot.layer).and_then(|layer| layer.get_mut(spot.check)) {
        *own = Ok(answer);
    }
    answers
}

fn of_creator(
    pack: &CompiledPack,
    spot: Spot<'_>,
    inquiry: &Inquiry,
    at: usize,
    answer: CheckAnswer,
    lang: &str,
    change: impl FnOnce(&mut Classified),
) -> Result<saring_eval::report::AuditedCreator, Vec<FaultReport>> {
    let setting = Setting { pack, campaign: inquiry.known.campaign.as_ref(), as_of: inquiry.known.as_of };
    let mut classified = inquiry.classified.get(at).cloned().ok_or_else(|| vec![other_kind()])?;
    change(&mut classified);
    let checked = Checked { classified, answers: beside(&pack.pack.layers, spot, answer) };
    Ok(tell::audited(&setting, pack.pack.locale(lang), &layered(&setting, checked)))
}

fn inspected(
    pack: &CompiledPack,
    spot: Spot<'_>,
    locale: &Locale,
    answer: CheckAnswer,
) -> Result<Told, Vec<FaultReport>> {
    let answers = beside(&pack.pack.preflight, spot, answer);
    let group = pack.pack.preflight.get(spot.layer).zip(answers.get(spot.layer));
    let told = group.map(|(group, answers)| tell::inspected(&pack.pack, locale, group, answers));
    let check = told.and_then(|group| group.checks.into_iter().nth(spot.check));
    check.map(|check| Told::Preflight(Box::new(check))).ok_or_else(|| vec![other_kind()])
}

fn looked(locale: &Locale, answer: &TriggerAnswer) -> LookReport {
    let proposal = answer.proposal.as_ref();
    let money = proposal.and_then(|proposal| proposal.money.as_ref());
    LookReport {
        condition: answer.condition,
        at_once: answer.at_once,
        kind: proposal.map(|proposal| proposal.kind),
        urgency: proposal.map(|proposal| proposal.urgency),
        line: money.map(|money| money.line.clone()),
        amount: money.map(|money| Value(money.amount)),
        expires_hours: proposal.and_then(|proposal| proposal.expires_hours).map(Value),
        reasons: answer.reasons.iter().map(|one| tell::reason(locale, one)).collect(),
        evidence: answer.evidence.iter().map(tell::evidence).collect(),
        missing: paths(answer.missing),
    }
}

fn appraised(locale: &Locale, answer: &WorthAnswer) -> WorthReport {
    let amount = |quantity: &Quantity, interval: Option<(f64, f64)>| AmountReport {
        value: quantity.value.map(Value),
        low: interval.map(|(low, _)| Value(low)),
        high: interval.map(|(_, high)| Value(high)),
        unit: quantity.unit,
    };
    let said = [Some(&answer.value), answer.reach.as_ref(), answer.fair.as_ref()];
    let unknown = said.into_iter().flatten().filter(|quantity| quantity.value.is_none());
    let missing = unknown.fold(FieldSet::EMPTY, |all, quantity| all.union(quantity.fields));
    WorthReport {
        value: amount(&answer.value, answer.interval),
        reach: answer.reach.as_ref().map(|reach| amount(reach, None)),
        fair: answer.fair.as_ref().map(|fair| amount(fair, answer.fair_interval)),
        reasons: answer.reasons.iter().map(|one| tell::reason(locale, one)).collect(),
        evidence: answer.evidence.iter().map(tell::evidence).collect(),
        missing: paths(missing),
    }
}

fn paths(fields: FieldSet) -> Vec<&'static str> {
    fields.iter().filter_map(|id| catalogue().get(id)).map(|field| field.path.as_str()).collect()
}
