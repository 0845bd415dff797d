//! `results`: what came of one part of a campaign.

mod money;
mod posts;
mod voices;
mod worth;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use saring_model::catalogue::FieldSet;
use saring_model::plan::Plan;
use saring_model::{Creator, Id};
use saring_pack::{MetricAsk, Scope, Subject, Unit};
use saring_vocabulary::results::cost::Costs;
use saring_vocabulary::results::credit::Sales;
use saring_vocabulary::results::posts::{Posts, Told};
use saring_vocabulary::results::{Known, Part, Total};

use super::EventsHost;
use crate::fuel;
use crate::measure::Measure;
use crate::registry::{Form, Register};

/// `results`: what came of one part of the campaign.
#[derive(Debug, Clone)]
pub(crate) struct ResultsHost {
    base: Arc<Base>,
    scope: Scope,
    part: Arc<Part>,
}

/// What the parts of a question share, put in order once each.
#[derive(Debug)]
struct Base {
    events: EventsHost,
    plan: Option<Arc<Plan>>,
    roster: Arc<[Subject]>,
    /// Up to how many days after its publication a post's numbers count; none where all do.
    days: Option<f64>,
    posts: OnceLock<Posts>,
    costs: OnceLock<Costs>,
    sales: OnceLock<Sales>,
}

/// A sum over things of which some may not tell their number.
#[derive(Debug, Clone, Copy)]
pub(super) struct TotalHost {
    total: Total,
    unit: Unit,
    /// Whether nothing makes 0, and not an unknown sum.
    is_zero_of_none: bool,
}

/// A value with the ends of its interval.
#[derive(Debug, Clone, Copy)]
pub(super) struct RangeHost {
    value: Measure,
    low: Measure,
    high: Measure,
}

impl ResultsHost {
    /// What came of the whole campaign.
    pub(crate) fn of(ask: &MetricAsk<'_>) -> Self {
        let events = super::events(ask.campaign, ask.chronicle, ask.as_of);
        let base = Base::new(events, ask.plan.cloned(), ask.roster.clone(), None);
        Self { base: Arc::new(base), scope: Scope::default(), part: Arc::default() }
    }

    /// The same of a part of it.
    pub(crate) fn part(&self, scope: &Scope) -> Self {
        let part = self.base.part(scope);
        Self { base: self.base.clone(), scope: scope.clone(), part: Arc::new(part) }
    }

    /// The same with posts' numbers as they were told up to so many days after their publication.
    fn within_days(&self, days: f64) -> Self {
        let Base { events, plan, roster, .. } = &*self.base;
        let base = Base::new(events.clone(), plan.clone(), roster.clone(), Some(days));
        Self { base: Arc::new(base), ..self.clone() }
    }

    fn known(&self) -> Known<'_> {
        self.base.known()
    }

    /// The part's posts.
    fn posts(&self) -> Vec<&Told> {
        let all = self.base.posts();
        let posts = all.within(&self.part);
        fuel::charge(if self.part.platform.is_some() { all.len() } else { posts.len() });
        posts
    }

    /// The creators of the part whose facts are known.
    fn creators(&self) -> impl Iterator<Item = &Creator> {
        fuel::charge(self.base.roster.len());
        let subjects = self.base.roster.iter().map(|subject| &*subject.creator);
        subjects.filter(|creator| self.part.has(Some(&creator.id)))
    }

    /// The seed of what is drawn about it: the campaign, the part and what is asked.
    fn seed(&self, what: &str) -> String {
        let Scope { creator, tier, platform } = &self.scope;
        let name = creator.as_ref().map(Id::as_str).or(tier.as_deref());
        let name = name.or(platform.map(|platform| platform.as_str())).unwrap_or_default();
        format!("{}/{name}/{what}", self.base.events.campaign.id)
    }
}

impl Base {
    fn new(events: EventsHost, plan: Option<Arc<Plan>>, roster: Arc<[Subject]>, days: Option<f64>) -> Self {
        let (posts, costs, sales) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { events, plan, roster, days, posts, costs, sales }
    }

    fn known(&self) -> Known<'_> {
        Known { campaign: &self.events.campaign, plan: self.plan.as_deref(), view: self.events.view() }
    }

    fn posts(&self) -> &Posts {
        self.posts.get_or_init(|| {
            let roster: Vec<&Creator> = self.roster.iter().map(|subject| &*subject.creator).collect();
            Posts::of(&self.known(), &roster, self.days)
        })
    }

    fn costs(&self) -> &Costs {
        self.costs.get_or_init(|| Costs::of(&self.known()))
    }

    fn sales(&self) -> &Sales {
        self.sales.get_or_init(|| Sales::of(&self.known()))
    }

    /// What a scope stands for. Who is booked is in the tier of the booking, whoever else in the tier of the facts.
    fn part(&self, scope: &Scope) -> Part {
        let mut part = Part { platform: scope.platform, ..Part::default() };
        if let Some(creator) = &scope.creator {
            part.creators = Some(BTreeSet::from([creator.clone()]));
        }
        if let Some(tier) = &scope.tier {
            let of_facts = self.roster.iter().filter_map(|one| Some((&one.creator.id, &**one.tier.as_ref()?)));
            let mut tiers: BTreeMap<&Id, &str> = of_facts.collect();
            let bookings = self.plan.iter().flat_map(|plan| plan.bookings.iter());
            tiers.extend(bookings.filter_map(|booking| Some((&booking.creator, booking.tier.as_ref()?.as_str()))));
            let within = tiers.into_iter().filter(|(_, of)| **of == **tier);
            part.creators = Some(within.map(|(creator, _)| creator.clone()).collect());
        }
        if let Some(platform) = scope.platform {
            let (creators, is_mixed) = self.posts().on(platform);
            (part.creators, part.is_mixed) = (Some(creators), is_mixed);
        }
        part
    }
}

impl TotalHost {
    fn of(total: Total, unit: Unit) -> Self {
        Self { total, unit, is_zero_of_none: false }
    }

    /// A sum that is 0 where there is nothing to sum.
    fn of_all(total: Total, unit: Unit) -> Self {
        Self { is_zero_of_none: true, ..Self::of(total, unit) }
    }
}

impl RangeHost {
    fn of(value: Option<f64>, ends: Option<(f64, f64)>, unit: Unit, sample: usize) -> Self {
        let measure = |value| Measure::of(value, unit, FieldSet::EMPTY).of_sample(sample);
        Self {
            value: measure(value),
            low: measure(ends.map(|(low, _)| low)),
            high: measure(ends.map(|(_, high)| high)),
        }
    }
}

/// A number that comes from events, which have no place in the catalogue of facts.
fn counted(value: Option<f64>, unit: Unit) -> Measure {
    Measure::of(value, unit, FieldSet::EMPTY)
}

pub(super) fn register(register: &mut Register<'_>) {
    totals(register);
    ranges(register);
    posts::register(register);
    money::register(register);
    voices::register(register);
    worth::register(register);
}

fn totals(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "total.value -> value",
            "of the total",
            "The sum where every thing tells its number; else unknown.",
        )
        .property(|t: &TotalHost, _| {
            let value = if t.is_zero_of_none { t.total.complete() } else { t.total.value() };
            counted(value, t.unit).of_sample(t.total.told)
        });
    register
        .say(
            Form::Property,
            "total.known -> value",
            "of the total",
            "The sum of those that tell it: the least that the total can be, where no number is below 0. Unknown where none tells it.",
        )
        .property(|t: &TotalHost, _| {
            let known = (t.total.told > 0 || t.is_zero_of_none).then_some(t.total.known);
            counted(known, t.unit).of_sample(t.total.told)
        });
    register
        .say(Form::Property, "total.told -> value", "count", "How many things tell their number.")
        .property(|t: &TotalHost, _| counted(Some(t.total.told as f64), Unit::Count));
    register
        .say(Form::Property, "total.of -> value", "count", "How many things there are.")
        .property(|t: &TotalHost, _| counted(Some(t.total.of as f64), Unit::Count));
    register
        .say(Form::Property, "total.coverage -> value", "fraction", "The share of them that tell it.")
        .property(|t: &TotalHost, _| counted(t.total.coverage(), Unit::Fraction));
}

fn ranges(register: &mut Register<'_>) {
    register
        .say(Form::Property, "range.value -> value", "of the range", "The value itself.")
        .property(|r: &RangeHost, _| r.value);
    register
        .say(Form::Property, "range.low -> value", "of the range", "The low end of its interval.")
        .property(|r: &RangeHost, _| r.low);
    register
        .say(Form::Property, "range.high -> value", "of the range", "The high end of its interval.")
        .property(|r: &RangeHost, _| r.high);
}
