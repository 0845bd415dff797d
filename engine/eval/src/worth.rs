//! What packages are worth to a campaign, beside what they cost. Which of them are booked is not decided here.

use std::sync::Arc;

use saring_model::Money;
use saring_model::campaign::Goal;
use saring_model::catalogue::FieldSet;
use saring_pack::rule::{Fault, Package, Question, Rule, Subject};
use saring_pack::{Answer, Arg, Ask, Combine, Evidence, OfferPolicy, Quantity, Reason, Unit, WorthAnswer};
pub use saring_vocabulary::fair_price::major_units;

use crate::ask;
use crate::context::Setting;
use crate::offer::{self, Offer, offers};

/// A package with its price and its worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Offered {
    /// Index of the creator among those that were asked about.
    pub creator: usize,
    /// The package. Its `ask` is what the creator asks, none where a price is estimated.
    pub package: Arc<Package>,
    /// What it costs, in the campaign's currency and on the pack's basis, a multiple of the pack's step; none where
    /// nothing tells.
    pub price: Option<Money>,
    /// Where the price comes from.
    pub price_source: Option<PriceSource>,
    /// The fair price, in major units of the campaign's currency.
    pub fair: Option<Estimate>,
    /// How the asked price compares with the fair one.
    pub pricing: Pricing,
    /// What it adds towards the goal, in the unit of the goal's rule.
    pub value: Option<Estimate>,
    /// People whom it reaches, each counted once.
    pub reach: Option<f64>,
    /// How the price and the worth came about, those of the price first.
    pub reasons: Vec<Reason>,
    /// What was looked at.
    pub evidence: Vec<Evidence>,
    /// Fields that would make the price, the fair price, the value or the reach known.
    pub missing: FieldSet,
    /// Why the rule gave no answer on the package, or on the posts of it that have no price.
    pub fault: Option<Fault>,
}

/// A number with its interval. Where nothing is said of an interval, its ends are the number itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// What is expected.
    pub value: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
}

/// Where a price comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PriceSource {
    /// The creator's own rates.
    Asked,
    /// The estimated fair price, of all posts or of those for which the creator's rates give none.
    Estimated,
}

/// How an asked price compares with the fair one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pricing {
    /// Well above the fair price.
    Over,
    /// Near the fair price.
    Fair,
    /// Well below the fair price.
    Under,
    /// Nothing is asked, or no fair price is known.
    Unknown,
}

/// The goal that a plan's value is counted in: of several the one with the most weight, the first by name of equals.
///
/// Values of two goals have two units (people, sales), and no rate between them is known. The weights of the other goals
/// count where creators are scored; what a plan brings to them is told by asking for their worth too.
pub fn objective(goal: &Goal) -> &str {
    match goal {
        Goal::One(one) => one.as_str(),
        Goal::Weighted(all) => {
            let heaviest =
                all.iter().fold(
                    ("", f64::NEG_INFINITY),
                    |best, (name, weight)| {
                        if weight > best.1 { (name.as_str(), weight) } else { best }
                    },
                );
            heaviest.0
        }
    }
}

/// How the values of several creators are put together for a goal; none where the pack makes no plans for it.
pub fn combine(setting: &Setting<'_>, goal: &str) -> Option<Combine> {
    Some(setting.pack.pack.goals.get(goal)?.worth.as_ref()?.combine.value)
}

/// Every package of the creators with its worth for a goal: creators in their order, each one's packages in theirs.
/// Empty where the pack makes no plans for the goal. Creators are independent of each other.
pub fn worth(setting: &Setting<'_>, goal: &str, creators: &[Subject]) -> Vec<Offered> {
    let Some((rule, policy)) = setting.pack.worth.get(goal).zip(setting.pack.pack.offers.as_ref()) else {
        return Vec::new();
    };
    let each = creators.iter().enumerate();
    let offered: Vec<(usize, Offer)> =
        each.flat_map(|(at, subject)| offers(setting, subject).into_iter().map(move |offer| (at, offer))).collect();
    let with_package = |at: usize, package: &Arc<Package>| {
        let subject = creators.get(at)?.clone();
        Some(Subject { package: Some(Arc::clone(package)), ..subject })
    };
    let subjects: Vec<Subject> = offered.iter().filter_map(|(at, offer)| with_package(*at, &offer.package)).collect();
    // Where a part of a package has a price, the rest is a question of its own.
    let rests: Vec<Subject> =
        offered.iter().filter_map(|(at, offer)| with_package(*at, &offer.part.as_ref()?.rest)).collect();
    let mut rests = answers(setting, &**rule, &rests).into_iter();
    let rows = offered.into_iter().zip(answers(setting, &**rule, &subjects));
    rows.map(|((at, offer), answer)| {
        let rest = offer.part.as_ref().and_then(|_| rests.next());
        weighed(setting, policy, at, offer, answer, rest)
    })
    .collect()
}

fn answers(setting: &Setting<'_>, rule: &dyn Rule, subjects: &[Subject]) -> Vec<Result<WorthAnswer, Fault>> {
    let ask = Ask { campaign: setting.campaign, subjects, as_of: setting.as_of };
    let read = |answer| match answer {
        Answer::Worth(answer) => Ok(*answer),
        _ => Err(Fault::BadAnswer { violations: vec!["another answer than a worth".to_owned()] }),
    };
    ask::each(rule, Question::Worth, ask).into_iter().map(|answer| answer.and_then(read)).collect()
}

fn weighed(
    setting: &Setting<'_>,
    policy: &OfferPolicy,
    creator: usize,
    offer: Offer,
    answer: Result<WorthAnswer, Fault>,
    rest: Option<Result<WorthAnswer, Fault>>,
) -> Offered {
    let Offer { package, reasons, evidence, missing, is_asked, part } = offer;
    let asked = package.ask;
    let mut offered = Offered {
        creator,
        package,
        price: asked,
        price_source: asked.map(|_| PriceSource::Asked),
        fair: None,
        pricing: Pricing::Unknown,
        value: None,
        reach: None,
        reasons,
        evidence,
        missing,
        fault: None,
    };
    match answer {
        Ok(answer) => offered.hear(answer),
        Err(fault) => offered.fault = Some(fault),
    }
    offered.compare(policy);
    match (part, rest) {
        (Some(part), Some(Ok(rest))) => offered.complete(setting, part.asked, rest),
        (Some(_), Some(Err(fault))) => offered.blame(fault),
        (None, _) if !is_asked => offered.estimate(setting),
        _ => {}
    }
    offered
}

impl Offered {
    fn hear(&mut self, answer: WorthAnswer) {
        self.value = estimate(Some(&answer.value), answer.interval);
        self.reach = answer.reach.as_ref().and_then(|reach| reach.value);
        self.fair = estimate(answer.fair.as_ref(), answer.fair_interval);
        let said = [Some(&answer.value), answer.reach.as_ref(), answer.fair.as_ref()];
        let unknown = said.into_iter().flatten().filter(|quantity| quantity.value.is_none());
        self.missing = unknown.fold(self.missing, |all, quantity| all.union(quantity.fields));
        self.reasons.extend(answer.reasons);
        self.evidence.extend(answer.evidence);
    }

    /// Sets the asked price beside the fair one.
    fn compare(&mut self, policy: &OfferPolicy) {
        let Some((asked, fair)) = self.package.ask.zip(self.fair).filter(|(_, fair)| fair.value > 0.0) else { return };
        let ratio = major_units(asked) / fair.value;
        let (pricing, code, bound) = match ratio {
            ratio if ratio >= policy.over_at.value => (Pricing::Over, "offer.overpriced", policy.over_at.value),
            ratio if ratio <= policy.under_at.value => (Pricing::Under, "offer.underpriced", policy.under_at.value),
            _ => (Pricing::Fair, "", 0.0),
        };
        self.pricing = pricing;
        if !code.is_empty() {
            let number = |value| Arg::Number(value, Unit::Number);
            let args = [("ratio", Arg::Number(ratio, Unit::Ratio)), ("bound", Arg::Number(bound, Unit::Ratio))];
            let fair = [("fair", number(fair.value)), ("low", number(fair.low)), ("high", number(fair.high))];
            self.reasons.push(offer::reason(code, &[&args[..], &fair[..]].concat()));
        }
    }

    /// Takes the fair price for the price, because nothing is asked.
    fn estimate(&mut self, setting: &Setting<'_>) {
        let currency = setting.campaign.and_then(|campaign| offer::currency(campaign));
        let Some((fair, currency)) = self.fair.zip(currency) else { return };
        self.settle("offer.estimated", offer::rounded(setting, fair.value, currency));
    }

    /// Adds the fair price of what has no price to what is asked for the rest.
    fn complete(&mut self, setting: &Setting<'_>, asked: Money, rest: WorthAnswer) {
        let Some(fair) = rest.fair else { return };
        match fair.value {
            Some(fair) => {
                let price = offer::rounded(setting, major_units(asked) + fair, asked.currency());
                self.settle("offer.completed", price);
            }
            None => self.missing = self.missing.union(fair.fields),
        }
    }

    /// Keeps the fault of the rest's question too: the first of both, unless the clock ended one, which ends the request.
    fn blame(&mut self, fault: Fault) {
        if self.fault.is_none() || matches!(fault, Fault::Deadline { .. }) {
            self.fault = Some(fault);
        }
    }

    fn settle(&mut self, code: &str, price: Option<Money>) {
        let Some(price) = price else { return };
        (self.price, self.price_source) = (Some(price), Some(PriceSource::Estimated));
        let args = [("price", amount(price)), ("currency", Arg::Text(price.currency().as_str().to_owned()))];
        self.reasons.push(offer::reason(code, &args));
    }
}

fn amount(price: Money) -> Arg {
    Arg::Number(major_units(price), Unit::Number)
}

fn estimate(quantity: Option<&Quantity>, interval: Option<(f64, f64)>) -> Option<Estimate> {
    let value = quantity?.value?;
    let (low, high) = interval.unwrap_or((value, value));
    Some(Estimate { value, low, high })
}
