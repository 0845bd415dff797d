//! What the part cost, what it is credited with, and the numbers that it is judged by.

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::Positive;
use saring_model::campaign::Kpi as Target;
use saring_model::catalogue::FieldSet;
use saring_model::plan::{Booking, Estimate};
use saring_pack::Unit;
use saring_vocabulary::results::cost::Cost;
use saring_vocabulary::results::credit::{Credit, Model};
use saring_vocabulary::results::kpis::{Kpi, Measured};
use saring_vocabulary::results::posts::Per;

use super::posts::per_named;
use super::{RangeHost, ResultsHost, TotalHost, counted};
use crate::fuel;
use crate::measure::{Measure, number, text};
use crate::registry::{Form, Outcome, Register, raise};

/// What a part is credited with; none where nothing could be.
#[derive(Debug, Clone, Copy)]
struct CreditHost(Option<Credit>);

/// A number that the part is judged by.
#[derive(Debug, Clone)]
struct KpiHost {
    metric: String,
    target: Option<Positive>,
    window_days: Option<Positive>,
}

pub(super) fn register(register: &mut Register<'_>) {
    costs(register);
    credits(register);
    credited(register);
    plans(register);
    kpis(register);
}

fn costs(register: &mut Register<'_>) {
    register
        .say(Form::Method, "results.cost(fees_line) -> cost", "-", "What the part cost, in the campaign's currency: what was paid or spent on the line of fees, whichever is more, and what was spent on other lines. Where no fee is paid yet, those agreed or planned. Spending for nobody in particular is of the whole campaign alone.")
        .reads(&["campaign.budget.total"])
        .call(|r: &mut ResultsHost, fees_line: ImmutableString| r.cost(&fees_line));
    register
        .say(Form::Property, "cost.value -> value", "money", "The cost; unknown where nothing is known of it, where it is in another currency than the campaign's, and of a platform whose creators also post elsewhere.")
        .reads(&["campaign.budget.total"])
        .property(|c: &Cost, f| Measure::of(c.value, Unit::Money, f));
    register
        .say(Form::Property, "results.is_mixed -> bool", "-", "Whether a creator of the platform that is asked about also posts elsewhere, so that costs and orders, which are known by creator, cannot be told.")
        .property(|r: &ResultsHost, _| r.part.is_mixed);
    register
        .say(Form::Property, "cost.basis -> text", "-", "What it rests on: `spent`, `planned` or `none`.")
        .property(|c: &Cost, _| ImmutableString::from(c.basis.as_str()));
    register
        .say(Form::Property, "cost.open -> value", "money", "Fees that are agreed or planned and not paid yet.")
        .property(|c: &Cost, _| counted(Some(c.open), Unit::Money));
}

impl ResultsHost {
    fn cost(&self, fees_line: &str) -> Cost {
        fuel::charge(self.base.roster.len());
        self.base.costs().within(&self.part, fees_line)
    }

    /// What is credited, where orders are recorded and the part could have some.
    fn credit(&self, model: Model) -> Option<Credit> {
        let sales = self.base.sales();
        let could = sales.recorded() > 0 && !self.part.is_mixed && sales.is_tracked(&self.part);
        let credit = could.then(|| sales.within(&self.part, model));
        fuel::charge(credit.map_or(0, |credit| credit.revenue.of));
        credit
    }
}

fn credits(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "results.orders -> value",
            "count",
            "How many orders are recorded, whoever they are owed to.",
        )
        .property(|r: &ResultsHost, _| Measure::counted(r.base.sales().recorded(), FieldSet::EMPTY));
    register
        .say(
            Form::Property,
            "results.is_tracked -> bool",
            "-",
            "Whether orders can be owed to the part: it has a link or code, or an order names it.",
        )
        .reads(&["campaign.links"])
        .property(|r: &ResultsHost, _| !r.part.is_mixed && r.base.sales().is_tracked(&r.part));
    register
        .say(Form::Method, "results.credit(model, first, last) -> credit", "-", "What the part is credited with: by `code` to whose promo code was used, by `last-click` to the last step before the order, by `linear` in equal parts to every step, by `position` the shares `first` and `last` to those steps and the rest to those between. Steps are the touches, then the link, by the campaign's links and codes; a code is a step where there is no other. What is owed to others than the campaign's creators is credited to nobody.")
        .reads(&["campaign.links", "campaign.economics.margin"])
        .call(|r: &mut ResultsHost, model: ImmutableString, first: Dynamic, last: Dynamic| -> Outcome<CreditHost> {
            Ok(CreditHost(r.credit(model_named(&model, number(&first)?, number(&last)?)?)))
        });
    register
        .say(Form::Property, "results.leads -> value", "count", "Leads of the part; unknown where none is recorded in the whole campaign. Those of nobody in particular are of the whole campaign alone.")
        .property(|r: &ResultsHost, _| r.conversions(r.base.sales().leads(&r.part)));
    register
        .say(Form::Property, "results.code_uses -> value", "count", "Uses of promo codes, in the same way.")
        .property(|r: &ResultsHost, _| r.conversions(r.base.sales().code_uses(&r.part)));
}

impl ResultsHost {
    fn conversions(&self, n: Option<f64>) -> Measure {
        counted(n.filter(|_| !self.part.is_mixed), Unit::Count)
    }
}

fn model_named(name: &str, first: f64, last: f64) -> Outcome<Model> {
    Ok(match name {
        "code" => Model::Code,
        "last-click" => Model::LastClick,
        "linear" => Model::Linear,
        "position" => Model::Position { first, last },
        _ => return raise(format!("`{name}` is no model; there are code, last-click, linear and position")),
    })
}

macro_rules! of_credit {
    ($register:expr, $($signature:literal, $unit:literal, $as:expr, $meaning:literal, $get:expr;)+) => {
        $($register.say(Form::Property, $signature, $unit, $meaning).property(|c: &CreditHost, _| counted(c.0.map($get), $as));)+
    };
}

fn credited(register: &mut Register<'_>) {
    of_credit!(register,
        "credit.orders -> value", "count", Unit::Count, "Orders; parts of orders where several share them.", |credit| credit.orders;
        "credit.new_customers -> value", "count", Unit::Count, "Those of customers who are known to be new.", |credit| credit.new_customers;
        "credit.maybe_new -> value", "count", Unit::Count, "Those of whom nobody knows whether the customer is new.", |credit| credit.maybe_new;
        "credit.revenue_deviation -> value", "money", Unit::Money, "The standard deviation of the credited revenue where orders come by chance, one by one: the root of the sum of their squares (compound Poisson).", |credit| libm::sqrt(credit.revenue_squares);
    );
    register
        .say(
            Form::Property,
            "credit.revenue -> total",
            "money",
            "Credited revenue. Orders in other currencies than the campaign's do not tell theirs.",
        )
        .property(|c: &CreditHost, _| total(c, |credit| credit.revenue));
    register
        .say(
            Form::Property,
            "credit.margin -> total",
            "money",
            "Credited margin: that of the orders, else the campaign's usual share of their revenue.",
        )
        .property(|c: &CreditHost, _| total(c, |credit| credit.margin));
    register
        .say(Form::Property, "credit.new_margin -> total", "money", "The same of orders of new customers.")
        .property(|c: &CreditHost, _| total(c, |credit| credit.new_margin));
}

fn total(credit: &CreditHost, of: impl Fn(Credit) -> saring_vocabulary::results::Total) -> TotalHost {
    match credit.0 {
        Some(credit) => TotalHost::of_all(of(credit), Unit::Money),
        None => TotalHost::of(Default::default(), Unit::Money),
    }
}

fn plans(register: &mut Register<'_>) {
    register
        .say(Form::Property, "results.planned_reach -> value", "count", "Deduplicated reach that the plan expects of the part; unknown of tiers and platforms, whose people overlap.")
        .property(|r: &ResultsHost, _| r.estimate(Unit::Count, |booking| booking.reach.as_ref(), |plan| plan.reach.as_ref()));
    register
        .say(
            Form::Property,
            "results.planned_goal -> value",
            "number",
            "Result on the campaign's goal that the plan expects of the part; unknown of tiers and platforms.",
        )
        .property(|r: &ResultsHost, _| {
            r.estimate(Unit::Number, |booking| booking.goal_value.as_ref(), |plan| plan.goal_value.as_ref())
        });
    register
        .say(
            Form::Property,
            "results.planned_cost -> value",
            "money",
            "What the plan gives the part: of the whole campaign all its lines, of others the fees of who is booked.",
        )
        .property(|r: &ResultsHost, _| {
            let known = r.known();
            let Some(plan) = known.plan else { return counted(None, Unit::Money) };
            fuel::charge(plan.bookings.len());
            let own = plan.bookings.iter().filter(|booking| r.part.has(Some(&booking.creator)));
            let sum = if r.part.is_whole() {
                plan.lines.iter().map(|line| known.major(line.amount)).sum::<Option<f64>>()
            } else {
                own.map(|booking| known.major(booking.fee)).sum()
            };
            counted(sum.filter(|sum| *sum > 0.0 && !r.part.is_mixed), Unit::Money)
        });
}

impl ResultsHost {
    fn estimate(
        &self,
        unit: Unit,
        of_one: impl Fn(&Booking) -> Option<&Estimate>,
        of_all: impl Fn(&saring_model::plan::Plan) -> Option<&Estimate>,
    ) -> Measure {
        let plan = self.base.plan.as_deref();
        fuel::charge(plan.map_or(0, |plan| plan.bookings.len()));
        let estimate = plan.and_then(|plan| match &self.scope.creator {
            Some(creator) => of_one(plan.bookings.iter().find(|booking| booking.creator == *creator)?),
            None => of_all(plan).filter(|_| self.part.is_whole()),
        });
        counted(estimate.map(|estimate| estimate.value.get()), unit)
    }
}

fn kpis(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "results.kpis -> array",
            "-",
            "What the part is judged by: of the whole campaign its KPIs, of a creator what was agreed with it.",
        )
        .reads(&["campaign.kpis[].metric", "campaign.kpis[].target", "campaign.kpis[].window_days"])
        .property(|r: &ResultsHost, _| r.kpis().into_iter().map(Dynamic::from).collect::<Array>());
    register
        .say(Form::Property, "kpi.metric -> text", "-", "The metric that it is about, as the campaign names it.")
        .property(|k: &KpiHost, f| text(Some(&k.metric), f));
    register
        .say(Form::Property, "kpi.target -> value", "of the metric", "The value to reach.")
        .reads(&["campaign.kpis[].target"])
        .property(|k: &KpiHost, f| Measure::positive(k.target, f));
    register
        .say(
            Form::Property,
            "kpi.window_days -> value",
            "days",
            "Days after publication in which it is measured; unknown where all count.",
        )
        .property(|k: &KpiHost, _| counted(k.window_days.map(Positive::get), Unit::Days));
    register
        .say(Form::Method, "kpi.is_cost() -> bool", "-", "Whether less of it is better.")
        .call(|k: &mut KpiHost| Kpi::named(&k.metric).is_some_and(Kpi::is_cost));
    register
        .say(Form::Method, "kpi.is_measured() -> bool", "-", "Whether posts, orders, leads or costs show it.")
        .call(|k: &mut KpiHost| Kpi::named(&k.metric).is_some());
    register
        .say(Form::Method, "results.reached(kpi, fees_line, model, first, last, per) -> value", "of the metric", "What was reached of a KPI, in its window; unknown where something that it needs is not known of every post or order. Credit is by a model, as in `results.credit`, and an engagement rate is per `views`, `reach` or `followers`.")
        .call(|r: &mut ResultsHost, kpi: KpiHost, fees_line: ImmutableString, model: ImmutableString, first: Dynamic, last: Dynamic, per: ImmutableString| -> Outcome<Measure> {
            let model = model_named(&model, number(&first)?, number(&last)?)?;
            let reached = r.judged(&kpi, &fees_line, model, per_named(&per)?, Kpi::actual)?;
            Ok(counted(reached.flatten(), Unit::Number))
        });
    register
        .say(Form::Method, "results.bounds(kpi, fees_line, model, first, last, per) -> range", "of the metric", "Between which ends it lies what was reached of a KPI, where `results.reached` does not know it exactly; an end of which nothing is known is unknown.")
        .call(|r: &mut ResultsHost, kpi: KpiHost, fees_line: ImmutableString, model: ImmutableString, first: Dynamic, last: Dynamic, per: ImmutableString| -> Outcome<RangeHost> {
            let model = model_named(&model, number(&first)?, number(&last)?)?;
            let bounds = r.judged(&kpi, &fees_line, model, per_named(&per)?, Kpi::bounds)?;
            let (low, high) = bounds.unwrap_or_default();
            let end = |end| counted(end, Unit::Number);
            Ok(RangeHost { value: end(None), low: end(low), high: end(high) })
        });
}

impl ResultsHost {
    /// What was measured of the part in a KPI's window says of the KPI; none where nothing here measures it.
    fn judged<T>(
        &self,
        kpi: &KpiHost,
        fees_line: &str,
        model: Model,
        per: Per,
        of: impl Fn(Kpi, &Measured<'_>) -> T,
    ) -> Outcome<Option<T>> {
        let credit = self.credit(model);
        let of_days = kpi.window_days.map(|days| self.within_days(days.get()));
        if of_days.is_some() {
            // A window has posts of its own, which are put in order for it alone.
            fuel::spend(self.base.posts().len(), 8)?;
        }
        let (posts, cost) = (of_days.as_ref().unwrap_or(self).posts(), self.cost(fees_line));
        let (leads, code_uses) = (self.base.sales().leads(&self.part), self.base.sales().code_uses(&self.part));
        let measured = Measured { posts: &posts, credit, cost, leads, code_uses, per };
        Ok(Kpi::named(&kpi.metric).map(|kpi| of(kpi, &measured)))
    }

    fn kpis(&self) -> Vec<KpiHost> {
        let known = self.known();
        let of_campaign = known.campaign.kpis.as_deref().unwrap_or_default();
        let own =
            |kpi: &Target| KpiHost { metric: kpi.metric.to_string(), target: kpi.target, window_days: kpi.window_days };
        let Some(creator) = &self.scope.creator else {
            return if self.part.is_whole() { of_campaign.iter().map(own).collect() } else { Vec::new() };
        };
        let mut agreed: Vec<KpiHost> = Vec::new();
        for seen in known.view.targets(known.view.ever()).filter(|seen| seen.event.creator.as_ref() == Some(creator)) {
            let same = |metric: &str| metric.eq_ignore_ascii_case(&seen.what.metric);
            let window_days = of_campaign.iter().find(|kpi| same(&kpi.metric)).and_then(|kpi| kpi.window_days);
            // What was agreed last holds.
            agreed.retain(|kpi| !same(&kpi.metric));
            agreed.push(KpiHost { metric: seen.what.metric.to_string(), target: seen.what.target, window_days });
        }
        agreed
    }
}
