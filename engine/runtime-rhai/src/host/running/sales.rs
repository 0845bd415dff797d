//! `events.sales(…)`: what was sold in a window, and what was spent in it.

use rhai::{Dynamic, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_model::{CurrencyCode, Money};
use saring_pack::Unit;
use saring_vocabulary::chronicle::Window;
use saring_vocabulary::fair_price::major_units;
use saring_vocabulary::results::credit::{Credit, Model, Sales};
use saring_vocabulary::results::{Known, Part};
use saring_vocabulary::revenue::chance_above;

use super::{EventsHost, PlanHost};
use crate::fuel;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register};

/// Steps for crediting one order.
const CREDITING_STEPS: usize = 16;
/// Hours of a day.
const DAY_H: f64 = 24.0;

/// What was sold in a window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SalesHost {
    recorded: usize,
    is_tracked: bool,
    credit: Credit,
}

pub(super) fn register(register: &mut Register<'_>) {
    sold(register);
    spent(register);
}

fn sold(register: &mut Register<'_>) {
    register
        .say(Form::Method, "events.sales(hours, plan) -> sales", "-", "The orders of the last hours whose last step before buying was a link or a code of the campaign, or that name a creator.")
        .reads(&["campaign.links"])
        .call(|e: &mut EventsHost, hours: Dynamic, plan: PlanHost| -> Outcome<SalesHost> {
            let view = e.view();
            let window = view.last_hours(number(&hours)?);
            fuel::spend(view.orders(window).count(), CREDITING_STEPS)?;
            let known = Known { campaign: &e.campaign, plan: plan.plan.as_deref(), view };
            let sales = Sales::during(&known, window);
            let all = Part::default();
            Ok(SalesHost {
                recorded: sales.recorded(),
                is_tracked: sales.is_tracked(&all),
                credit: sales.within(&all, Model::LastClick),
            })
        });
    register
        .say(Form::Property, "sales.recorded -> value", "count", "Orders that are recorded, wherever they came from.")
        .property(|s: &SalesHost, _| Measure::counted(s.recorded, FieldSet::EMPTY));
    register
        .say(Form::Property, "sales.orders -> value", "count", "Orders that are the campaign's; unknown where it has neither links nor codes, and no order names a creator.")
        .reads(&["campaign.links"])
        .property(|s: &SalesHost, f| s.give(Some(s.credit.orders), Unit::Count, f));
    register
        .say(
            Form::Property,
            "sales.new_customers -> value",
            "count",
            "Orders of new customers; unknown where an order does not say whether it is one.",
        )
        .reads(&["campaign.links"])
        .property(|s: &SalesHost, f| {
            s.give(Some(s.credit.new_customers).filter(|_| s.credit.maybe_new == 0.0), Unit::Count, f)
        });
    register
        .say(
            Form::Property,
            "sales.revenue -> value",
            "money",
            "Their revenue; unknown where an order is in another currency.",
        )
        .reads(&["campaign.links"])
        .property(|s: &SalesHost, f| s.give(s.credit.revenue.value(), Unit::Money, f));
    register
        .say(Form::Method, "sales.chance_above(amount) -> value", "fraction", "The chance that revenue above an amount is what such sales come to in as much time: the sum of orders that come by chance, by the mean and the variance of those that came.")
        .reads(&["campaign.links"]);
    let f = register.fields();
    register.call(move |s: &mut SalesHost, amount: Dynamic| -> Outcome<Measure> {
        let amount = crate::measure::measure(&amount)?;
        let revenue = s.give(s.credit.revenue.value(), Unit::Money, f);
        let squares = s.credit.revenue_squares;
        Ok(revenue
            .with(amount, Unit::Fraction, |revenue, amount| chance_above(revenue, squares, amount).unwrap_or(f64::NAN)))
    });
}

impl SalesHost {
    fn give(&self, value: Option<f64>, unit: Unit, fields: FieldSet) -> Measure {
        let orders = self.credit.revenue.of;
        Measure::of(value.filter(|_| self.is_tracked), unit, fields).of_sample(orders)
    }
}

fn spent(register: &mut Register<'_>) {
    register
        .say(Form::Method, "events.cost(hours, plan, fees_line) -> value", "money", "What the last hours cost: what was spent in them on other lines than that of fees, and of all fees the part that falls on them where fees are spread over the days of the campaign. Fees are those that are booked, without a plan those that were paid so far. Unknown where money is in another currency, or where there are fees and the days of the campaign are not known.")
        .reads(&["campaign.flight", "campaign.budget.total"]);
    let f = register.fields();
    register.call(
        move |e: &mut EventsHost, hours: Dynamic, plan: PlanHost, line: ImmutableString| -> Outcome<Measure> {
            let window = e.view().last_hours(number(&hours)?);
            Ok(Measure::of(e.cost(window, &plan, &line), Unit::Money, f))
        },
    );
}

impl EventsHost {
    fn cost(&self, window: Window, plan: &PlanHost, fees_line: &str) -> Option<f64> {
        let view = self.view();
        let known = Known { campaign: &self.campaign, plan: plan.plan.as_deref(), view };
        let currency = known.currency()?;
        let other = view.spends(window).filter(|seen| seen.what.line.as_str() != fees_line);
        let other = sum(other.map(|seen| seen.what.amount), currency)?;
        let fees = match &plan.plan {
            Some(plan) => sum(plan.bookings.iter().map(|booking| booking.fee), currency)?,
            None => {
                let spent = view.spends(view.ever()).filter(|seen| seen.what.line.as_str() == fees_line);
                let spent = sum(spent.map(|seen| seen.what.amount), currency)?;
                spent.max(sum(view.payments(view.ever()).map(|seen| seen.what.amount), currency)?)
            }
        };
        if fees == 0.0 {
            return Some(other);
        }
        let (flight, during) = (self.campaign.flight.as_ref()?, known.during()?);
        let within = window.to.min(during.to).hours_since(window.from.max(during.from)).max(0.0);
        let days = (flight.end.days_since(flight.start) + 1) as f64;
        Some(other + fees * (within / (days * DAY_H)).min(1.0))
    }
}

/// A sum in major units; none where an amount is in another currency.
fn sum(amounts: impl Iterator<Item = Money>, currency: CurrencyCode) -> Option<f64> {
    amounts
        .inspect(|_| fuel::charge(1))
        .try_fold(0.0, |sum, amount| (amount.currency() == currency).then(|| sum + major_units(amount)))
}
