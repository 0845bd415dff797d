//! From an outcome to the report of a plan.

use std::sync::Arc;

use saring_eval::budget::Division;
use saring_eval::report::{InvalidCreator, ReasonReport, SCHEMA_VERSION, Value};
use saring_eval::worth::{Offered, PriceSource, Pricing, objective};
use saring_eval::{Context, Decided, Ranked, tell};
use saring_model::campaign::Goal;
use saring_model::plan::{Booking, Estimate, Line, Plan};
use saring_model::{CurrencyCode, Fraction, Id, Kebab, List, Money, Name, Positive};
use saring_pack::{Combine, Locale, Reason, SOLVER};
use saring_vocabulary::fair_price::major_units;

use super::question::{Barrier, Bound, PlanQuestion};
use super::reason::{amount, count, currency, text};
use super::report::{
    BookingReport, BoundReport, CapMoneyReport, CreatorFault, CurvePointReport, DivisionReport, GoalReport, GoalShare,
    LeftOut, LineReport, NextBestReport, PlanReport, PriceReport, ReachReport, ReplacementReport, StandIn, Standing,
    TierMoneyReport, WhatIf,
};
use super::settle::{Booked, Outcome};
use super::what_if::{Alternatives, Replacement};
use super::why::Out;
use crate::portfolio::Side;
use crate::reach::Reach;

/// Everything that a plan was made of.
#[derive(Clone, Copy)]
pub struct Made<'a> {
    /// Pack, campaign, moment.
    pub context: &'a Context<'a>,
    /// Everybody, best first.
    pub ranked: &'a Ranked,
    /// What they offer.
    pub offered: &'a [Offered],
    /// The money.
    pub division: &'a Division,
    /// The question.
    pub question: &'a PlanQuestion,
    /// Its answer.
    pub outcome: &'a Outcome,
    /// The neighbouring questions, where they were asked.
    pub alternatives: Option<&'a Alternatives>,
}

/// The report of a plan.
pub fn tell(
    made: &Made<'_>,
    lang: &str,
    inputs_digest: String,
    preflight: Option<Standing>,
    invalid: Vec<InvalidCreator>,
) -> PlanReport {
    let pack = &made.context.setting.pack.pack;
    let locale = pack.locale(lang);
    let told = Telling { made, locale, currency: made.division.total.currency() };
    PlanReport {
        schema_version: SCHEMA_VERSION,
        engine: tell::ENGINE,
        solver: SOLVER,
        pack: tell::pack_identity(pack),
        campaign: tell::campaign_identity(made.context),
        as_of: made.context.setting.as_of,
        lang: locale.language().to_owned(),
        inputs_digest,
        plan: told.plan(),
        budget: told.budget(),
        goal: told.goal(),
        reach: made.outcome.reach.as_ref().map(|reach| told.reach(reach)),
        preflight,
        bookings: told.bookings(),
        left_out: told.left_out(),
        what_if: made.alternatives.map(|alternatives| told.what_if(alternatives)),
        notes: super::notes::notes(made.context, made.ranked).iter().map(|note| tell::reason(locale, note)).collect(),
        faults: told.faults(),
        invalid,
    }
}

struct Telling<'a> {
    made: &'a Made<'a>,
    locale: &'a Locale,
    currency: CurrencyCode,
}

impl<'a> Telling<'a> {
    fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.currency)
    }

    fn decided(&self, entrant: usize) -> Option<&'a Decided> {
        self.made.ranked.creators.get(entrant)
    }

    /// The package of a booking, as it was priced.
    fn offered(&self, entrant: usize, offering: usize) -> Option<&'a Offered> {
        self.made.offered.iter().filter(|offered| offered.creator == entrant).nth(offering)
    }

    fn booked_fees(&self) -> i64 {
        self.made.outcome.booked.iter().map(|booked| booked.fee).sum()
    }

    fn budget(&self) -> DivisionReport {
        let Division { policy, digest, total, lines, fees, tiers, fee_step, caps, reasons, evidence } =
            self.made.division;
        let booked = self.booked_fees();
        let fees_line = self.made.context.setting.pack.pack.plan.as_ref().map(|plan| plan.fees_line.value.clone());
        DivisionReport {
            policy: policy.clone(),
            digest: digest.clone(),
            total: *total,
            lines: lines
                .iter()
                .map(|line| LineReport {
                    id: line.id.clone(),
                    share: Value(line.share),
                    share_min: line.band.map(|band| Value(band.0)),
                    share_max: line.band.map(|band| Value(band.1)),
                    amount: line.amount,
                })
                .collect(),
            fees_line: fees_line.unwrap_or_default(),
            tiers: tiers.iter().map(|tier| self.tier(&tier.id, tier.share, tier.amount)).collect(),
            caps: caps
                .iter()
                .map(|cap| CapMoneyReport { platform: cap.platform, share: Value(cap.share), amount: cap.amount })
                .collect(),
            fee_step: *fee_step,
            booked: self.money(booked),
            left: self.money(fees.minor() - booked),
            reasons: reasons.iter().map(|reason| tell::reason(self.locale, reason)).collect(),
            evidence: evidence.iter().map(tell::evidence).collect(),
        }
    }

    fn tier(&self, id: &Arc<str>, share: f64, amount: Money) -> TierMoneyReport {
        let of_tier = |booked: &&Booked| {
            let entrant = self.made.question.entrants.get(booked.entrant);
            entrant.and_then(|entrant| entrant.tier.as_deref()) == Some(&**id)
        };
        let booked: Vec<&Booked> = self.made.outcome.booked.iter().filter(of_tier).collect();
        let bounds = self.made.question.tiers.iter().find(|tier| *tier.id == **id);
        let count = |count: Option<i64>| count.and_then(|count| u64::try_from(count).ok());
        TierMoneyReport {
            id: Arc::clone(id),
            share: Value(share),
            amount,
            booked: self.money(booked.iter().map(|booked| booked.fee).sum()),
            creators: booked.len(),
            creators_min: count(bounds.and_then(|bounds| bounds.creators_min)),
            creators_max: count(bounds.and_then(|bounds| bounds.creators_max)),
        }
    }

    /// The interval of what all bookings add: packages at their low or high ends together, and where people are counted
    /// the interval of how their audiences overlap on top of it.
    fn interval(&self) -> (f64, f64) {
        let worth = |booked: &Booked| self.offered(booked.entrant, booked.offering)?.value;
        let worth: Vec<_> = self.made.outcome.booked.iter().filter_map(worth).collect();
        let sum = |of: fn(&saring_eval::worth::Estimate) -> f64| worth.iter().map(of).sum::<f64>();
        let (low, middle, high) = (sum(|worth| worth.low), sum(|worth| worth.value), sum(|worth| worth.high));
        let value = self.made.outcome.value;
        match &self.made.outcome.reach {
            Some(reach) if middle > 0.0 => {
                (value.min(reach.low * (low / middle)), value.max(reach.high * (high / middle)))
            }
            Some(_) => (0.0, 0.0),
            None => (low.min(value), high.max(value)),
        }
    }

    fn goal(&self) -> GoalReport {
        let goals = match &self.made.context.campaign.goal {
            Goal::One(goal) => vec![GoalShare { goal: goal.to_string(), weight: Value(1.0) }],
            Goal::Weighted(goals) => {
                goals.iter().map(|(goal, weight)| GoalShare { goal: goal.to_string(), weight: Value(weight) }).collect()
            }
        };
        let objective = objective(&self.made.context.campaign.goal);
        let combine = saring_eval::worth::combine(&self.made.context.setting, objective).unwrap_or(Combine::Sum);
        let (low, high) = self.interval();
        let Outcome { value, bound, gap, is_proved, .. } = self.made.outcome;
        GoalReport {
            goals,
            objective: objective.to_owned(),
            combine,
            value: Value(*value),
            low: Value(low),
            high: Value(high),
            bound: Value(*bound),
            gap: Value(*gap),
            is_proved: *is_proved,
        }
    }

    fn reach(&self, reach: &Reach) -> ReachReport {
        let notes = self.made.question.pool.iter().flat_map(|pool| pool.notes());
        ReachReport {
            value: reach.value.map(Value),
            low: Value(reach.low),
            high: Value(reach.high),
            method: reach.method.name(),
            sum: Value(reach.sum),
            notes: notes.map(ToString::to_string).collect(),
        }
    }

    fn bookings(&self) -> Vec<BookingReport> {
        let mut booked: Vec<&Booked> = self.made.outcome.booked.iter().collect();
        booked.sort_by_key(|booked| (std::cmp::Reverse(booked.fee), booked.entrant));
        booked.into_iter().filter_map(|booked| self.booking(booked)).collect()
    }

    fn booking(&self, booked: &Booked) -> Option<BookingReport> {
        let decided = self.decided(booked.entrant)?;
        let offered = self.offered(booked.entrant, booked.offering)?;
        let subject = &decided.layered.checked.classified.subject;
        let id = subject.creator.id.as_str();
        let all = self.booked_fees();
        let value = offered.value?;
        let replacements = self.made.alternatives.iter().flat_map(|alternatives| &alternatives.replacements);
        Some(BookingReport {
            creator: id.to_owned(),
            name: subject.creator.name.as_ref().map(ToString::to_string),
            rank: booked.entrant + 1,
            verdict: decided.verdict(),
            tier: subject.tier.clone(),
            is_pinned: self.made.question.wishes.pins.iter().any(|pin| pin.creator == id),
            package: offered.package.id.clone(),
            deliverables: offered.package.deliverables.clone(),
            fee: self.money(booked.fee),
            fee_share: Value(if all > 0 { booked.fee as f64 / all as f64 } else { 0.0 }),
            price: price(offered),
            value: Value(value.value),
            low: Value(value.low),
            high: Value(value.high),
            adds: Value(booked.adds),
            reach: offered.reach.map(Value),
            reasons: offered.reasons.iter().map(|reason| tell::reason(self.locale, reason)).collect(),
            evidence: offered.evidence.iter().map(tell::evidence).collect(),
            replacement: replacements
                .into_iter()
                .find(|replacement| replacement.goes == booked.entrant)
                .map(|replacement| self.replacement(replacement)),
        })
    }

    fn replacement(&self, replacement: &Replacement) -> ReplacementReport {
        let stand_in = |(entrant, offering): &(usize, usize)| {
            let entrant = self.made.question.entrants.get(*entrant)?;
            let offering = entrant.offerings.get(*offering)?;
            let fee = self.money(offering.fee?);
            Some(StandIn { creator: entrant.id.clone(), package: offering.id.clone(), fee })
        };
        ReplacementReport {
            comes: replacement.comes.iter().filter_map(stand_in).collect(),
            loses: replacement.value.map(|value| Value((self.made.outcome.value - value).max(0.0))),
        }
    }

    fn left_out(&self) -> Vec<LeftOut> {
        let mut out: Vec<&(usize, Out)> = self.made.outcome.out.iter().collect();
        out.sort_by_key(|(entrant, _)| *entrant);
        let one = |(entrant, out): &(usize, Out)| {
            let decided = self.decided(*entrant)?;
            let subject = &decided.layered.checked.classified.subject;
            Some(LeftOut {
                creator: subject.creator.id.to_string(),
                name: subject.creator.name.as_ref().map(ToString::to_string),
                rank: entrant + 1,
                verdict: decided.verdict(),
                tier: subject.tier.clone(),
                reason: self.no_price(*entrant, out).unwrap_or_else(|| self.out(out)),
                because: matches!(out, Out::Barred(Barrier::Verdict(_)))
                    .then(|| decided.reason().map(|reason| tell::reason(self.locale, reason)))
                    .flatten(),
            })
        };
        out.into_iter().filter_map(one).collect()
    }

    /// Why there is no price, where the pricing knows better than that there is none.
    fn no_price(&self, entrant: usize, out: &Out) -> Option<ReasonReport> {
        let own = self.made.offered.iter().filter(|offered| offered.creator == entrant && offered.price.is_none());
        let reason = own.flat_map(|offered| &offered.reasons).find(|reason| reason.code.starts_with("offer.no-"))?;
        matches!(out, Out::Barred(Barrier::NoPrice)).then(|| tell::reason(self.locale, reason))
    }

    fn out(&self, out: &Out) -> ReasonReport {
        let (code, args) = match out {
            Out::Barred(barrier) => return tell::reason(self.locale, &barrier.reason(self.currency)),
            Out::Excluded { by } => ("plan.excluded", vec![text("by", by)]),
            Out::TierFull { tier, max } => ("plan.tier-full", vec![text("tier", tier), count("max", *max)]),
            Out::Displaced { bound, missing, by } => {
                let code = if by.is_some() { "plan.displaced" } else { "plan.budget" };
                let by = by.iter().map(|by| text("by", by));
                let missing = amount("missing", self.money(*missing));
                let args = [text("bound", bound.to_string()), missing, currency(self.currency)];
                (code, args.into_iter().chain(by).collect())
            }
            Out::AddsNothing => ("plan.adds-nothing", Vec::new()),
        };
        tell::reason(self.locale, &Reason { code: code.to_owned(), args })
    }

    fn what_if(&self, alternatives: &Alternatives) -> WhatIf {
        let id = |entrant: &usize| self.made.question.entrants.get(*entrant).map(|entrant| entrant.id.clone());
        let next_best = alternatives.next_best.as_ref().map(|next| NextBestReport {
            value: Value(next.value),
            comes: next.comes.iter().filter_map(id).collect(),
            goes: next.goes.iter().filter_map(id).collect(),
        });
        let curve = alternatives.curve.iter().map(|point| CurvePointReport {
            share: Value(point.share),
            fees: self.money(point.fees),
            value: point.bought.map(|bought| Value(bought.value)),
            bound: point.bought.map(|bought| Value(bought.bound)),
            creators: point.bought.map(|bought| bought.creators),
            booked: point.bought.map(|bought| self.money(bought.fees)),
        });
        let mut prices: Vec<_> = alternatives.prices.iter().collect();
        prices.sort_by(|a, b| b.gain.total_cmp(&a.gain).then_with(|| a.bound.cmp(&b.bound)));
        let bounds = prices.into_iter().map(|price| BoundReport {
            bound: price.bound.to_string(),
            side: if price.side == Side::Min { "min" } else { "max" },
            now: self.amount(&price.bound, price.now),
            relaxed: self.amount(&price.bound, price.relaxed),
            gain: Value(price.gain),
        });
        WhatIf { next_best, curve: curve.collect(), bounds: bounds.collect() }
    }

    /// What a bound counts: major units, or things.
    fn amount(&self, bound: &Bound, amount: i64) -> Value {
        Value(if bound.is_money() { major_units(self.money(amount)) } else { amount as f64 })
    }

    fn faults(&self) -> Vec<CreatorFault> {
        let objective = objective(&self.made.context.campaign.goal);
        let rule = format!("goals.{objective}");
        let fault = |offered: &Offered| {
            let creator = self.made.question.entrants.get(offered.creator)?.id.clone();
            Some(CreatorFault { creator, fault: tell::fault(&rule, offered.fault.as_ref()?) })
        };
        self.made.offered.iter().filter_map(fault).collect()
    }

    /// The plan as other documents take it. What the model's types cannot hold is left out, which real plans never reach.
    fn plan(&self) -> Plan {
        let line = |id: &str, amount: Money| Some(Line { id: Kebab::new(id).ok()?, amount });
        let Division { lines, tiers, .. } = self.made.division;
        let lines: Vec<Line> = lines.iter().filter_map(|each| line(&each.id, each.amount)).collect();
        let tiers: Vec<Line> = tiers.iter().filter_map(|each| line(&each.id, each.amount)).collect();
        let bookings = self.made.outcome.booked.iter().filter_map(|booked| {
            let offered = self.offered(booked.entrant, booked.offering)?;
            let entrant = self.made.question.entrants.get(booked.entrant)?;
            let value = offered.value?;
            Some(Booking {
                creator: Id::new(entrant.id.as_str()).ok()?,
                tier: entrant.tier.as_deref().and_then(|tier| Kebab::new(tier).ok()),
                deliverables: list(offered.package.deliverables.clone()),
                fee: self.money(booked.fee),
                reach: offered.reach.and_then(|reach| estimate(reach, reach, reach, "package")),
                goal_value: estimate(value.value, value.low, value.high, "package"),
            })
        });
        let goal = self.goal();
        let reach = self.made.outcome.reach.as_ref();
        Plan {
            campaign: self.made.context.campaign.id.clone(),
            lines: list(lines),
            tiers: (!tiers.is_empty()).then(|| list(tiers)),
            bookings: list(bookings.collect()),
            reach: reach.and_then(|reach| estimate(reach.value?, reach.low, reach.high, reach.method.name())),
            goal_value: estimate(goal.value.0, goal.low.0, goal.high.0, goal.combine.as_str()),
            gap: Fraction::new(goal.gap.rounded()).ok(),
        }
    }
}

fn list<T, const MAX: usize>(items: Vec<T>) -> List<T, MAX> {
    List::new(items).unwrap_or_default()
}

fn estimate(value: f64, low: f64, high: f64, method: &str) -> Option<Estimate> {
    let number = |value: f64| Positive::new(Value(value).rounded()).ok();
    Some(Estimate { value: number(value)?, low: number(low)?, high: number(high)?, method: Name::new(method).ok()? })
}

fn price(offered: &Offered) -> PriceReport {
    PriceReport {
        source: offered.price_source.unwrap_or(PriceSource::Estimated),
        fair: offered.fair.map(|fair| Value(fair.value)),
        fair_low: offered.fair.map(|fair| Value(fair.low)),
        fair_high: offered.fair.map(|fair| Value(fair.high)),
        standing: if offered.fair.is_some() { offered.pricing } else { Pricing::Unknown },
        basis: offered.package.basis,
    }
}
