//! `campaign`: whom the brand wants to reach, beside whom it will not stand. In an audit of a creator alone there is
//! none: every fact of it is unknown then, and `campaign.is_absent` says so.

use std::sync::Arc;

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::campaign::{Brand, Goal, Target};
use saring_model::{Campaign, Date, Timestamp};
use saring_pack::Unit;

use super::creator::CreatorHost;
use crate::fuel;
use crate::measure::{Measure, text};
use crate::registry::{Form, Register, fields};

/// The campaign, or none in an audit.
#[derive(Debug, Clone)]
pub(crate) struct CampaignHost {
    pub(crate) inner: Option<Arc<Campaign>>,
    pub(crate) as_of: Timestamp,
}

impl CampaignHost {
    pub(crate) fn campaign(&self) -> Option<&Campaign> {
        self.inner.as_deref()
    }

    /// The days on which the campaign runs; the day of the decision where that is not known.
    pub(crate) fn days(&self) -> (Date, Date) {
        let today = self.as_of.date();
        let flight = self.campaign().and_then(|campaign| campaign.flight.as_ref());
        flight.map_or((today, today), |flight| (flight.start, flight.end))
    }
}

/// The campaign's target.
#[derive(Debug, Clone)]
pub(crate) struct TargetHost(CampaignHost);

impl TargetHost {
    pub(crate) fn get(&self) -> Option<&Target> {
        self.0.campaign()?.target.as_ref()
    }
}

/// The brand behind the campaign.
#[derive(Debug, Clone)]
pub(crate) struct BrandHost(CampaignHost);

impl BrandHost {
    pub(crate) fn brand(&self) -> Option<&Brand> {
        Some(&self.0.campaign()?.brand)
    }
}

pub(crate) fn register(register: &mut Register<'_>) {
    campaign(register);
    target(register);
    flight(register);
    kpis(register);
    attributes(register);
    lists(register);
    brand(register);
}

fn campaign(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "campaign.is_absent -> bool",
            "-",
            "Whether there is no campaign, because a creator is audited alone.",
        )
        .property(|c: &CampaignHost, _| c.inner.is_none());
    register
        .say(Form::Property, "campaign.id -> text", "-", "The campaign's stable identifier.")
        .reads(&["campaign.id"])
        .property(|c: &CampaignHost, f| text(c.campaign().map(|campaign| campaign.id.as_str()), f));
    register
        .say(Form::Property, "campaign.goal -> text", "-", "The goal; of several the one with the most weight.")
        .reads(&["campaign.goal"])
        .property(|c: &CampaignHost, f| text(c.campaign().and_then(|campaign| main_goal(&campaign.goal)), f));
    register
        .say(
            Form::Method,
            "campaign.goal_weight(goal) -> value",
            "fraction",
            "The weight of a goal, 0 where the campaign does not have it.",
        )
        .reads(&["campaign.goal"]);
    let f = register.fields();
    register.call(move |c: &mut CampaignHost, goal: ImmutableString| {
        let weight = c.campaign().map(|campaign| match &campaign.goal {
            Goal::One(one) => f64::from(u8::from(one.as_str() == goal.as_str())),
            Goal::Weighted(all) => {
                all.iter().find(|(name, _)| name.as_str() == goal.as_str()).map_or(0.0, |(_, weight)| weight)
            }
        });
        Measure::of(weight, Unit::Fraction, f)
    });
    register
        .say(Form::Property, "campaign.target -> target", "-", "Whom the campaign wants to reach.")
        .reads(&["campaign.target"])
        .property(|c: &CampaignHost, _| TargetHost(c.clone()));
    register
        .say(Form::Property, "campaign.brand -> brand", "-", "The brand behind the campaign.")
        .property(|c: &CampaignHost, _| BrandHost(c.clone()));
}

fn target(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "target.is_home_of(creator) -> value",
            "fraction",
            "1 where the creator lives in one of the target's countries, else 0; unknown where it names none, or the creator's country is not known.",
        )
        .reads(&["campaign.target.countries", "creator.location.country"]);
    let f = register.fields();
    let (wanted_field, home_field) = (fields(&["campaign.target.countries"]), fields(&["creator.location.country"]));
    register.call(move |t: &mut TargetHost, creator: CreatorHost| {
        let wanted = t.get().and_then(|target| target.countries.as_deref()).filter(|wanted| !wanted.is_empty());
        let home = creator.creator.location.as_ref().and_then(|location| location.country.as_ref());
        let lives = wanted.zip(home).map(|(wanted, home)| wanted.iter().any(|cell| cell.code == *home));
        let lacking = if wanted.is_none() { wanted_field } else { home_field };
        Measure::of(lives.map(|lives| f64::from(u8::from(lives))), Unit::Fraction, f).lacking(lacking)
    });
}

fn main_goal(goal: &Goal) -> Option<&str> {
    match goal {
        Goal::One(one) => Some(one.as_str()),
        // The first of equals wins.
        Goal::Weighted(all) => {
            let heaviest = all.iter().fold(None, |best: Option<(&str, f64)>, (name, weight)| match best {
                Some((_, most)) if most >= weight => best,
                _ => Some((name.as_str(), weight)),
            });
            heaviest.map(|(name, _)| name)
        }
    }
}

fn flight(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "campaign.days -> value",
            "days",
            "How many days the campaign runs, first and last included.",
        )
        .reads(&["campaign.flight.start", "campaign.flight.end"])
        .property(|c: &CampaignHost, f| {
            let flight = c.campaign().and_then(|campaign| campaign.flight.as_ref());
            Measure::of(flight.map(|flight| flight.end.days_since(flight.start) as f64 + 1.0), Unit::Days, f)
        });
    register
        .say(
            Form::Property,
            "campaign.days_to_start -> value",
            "days",
            "Days until the campaign begins; below 0 once it has.",
        )
        .reads(&["campaign.flight.start"])
        .property(|c: &CampaignHost, f| {
            let flight = c.campaign().and_then(|campaign| campaign.flight.as_ref());
            Measure::of(flight.map(|flight| flight.start.days_since(c.as_of.date()) as f64), Unit::Days, f)
        });
    register
        .say(
            Form::Property,
            "campaign.days_since_end -> value",
            "days",
            "Days since the campaign's last day; below 0 before it.",
        )
        .reads(&["campaign.flight.end"])
        .property(|c: &CampaignHost, f| {
            let flight = c.campaign().and_then(|campaign| campaign.flight.as_ref());
            Measure::of(flight.map(|flight| c.as_of.date().days_since(flight.end) as f64), Unit::Days, f)
        });
}

fn kpis(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "campaign.kpis -> value",
            "count",
            "By how many metrics success is measured; unknown where the campaign does not say.",
        )
        .reads(&["campaign.kpis"])
        .property(|c: &CampaignHost, f| {
            let kpis = c.campaign().and_then(|campaign| campaign.kpis.as_deref());
            Measure::of(kpis.map(|kpis| kpis.len() as f64), Unit::Count, f)
        });
    register
        .say(
            Form::Property,
            "campaign.kpis_with_target -> value",
            "count",
            "How many of them have a value to reach; unknown where the campaign does not say.",
        )
        .reads(&["campaign.kpis[].target"])
        .property(|c: &CampaignHost, f| {
            let kpis = c.campaign().and_then(|campaign| campaign.kpis.as_deref());
            fuel::charge(kpis.map_or(0, <[_]>::len));
            let with = kpis.map(|kpis| kpis.iter().filter(|kpi| kpi.target.is_some()).count() as f64);
            Measure::of(with, Unit::Count, f)
        });
}

fn attributes(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "campaign.attribute(name) -> value",
            "-",
            "One of the agency's own fields: a number, a text or a truth value; anything else is unknown.",
        )
        .reads(&["campaign.attributes"]);
    let f = register.fields();
    register.call(move |c: &mut CampaignHost, name: ImmutableString| {
        match c.campaign().and_then(|campaign| campaign.attributes.as_ref()?.get(&name)) {
            Some(serde_json::Value::Number(number)) => Dynamic::from(Measure::of(number.as_f64(), Unit::Number, f)),
            Some(serde_json::Value::String(value)) => text(Some(value), f),
            Some(serde_json::Value::Bool(value)) => Dynamic::from(*value),
            _ => text(None, f),
        }
    });
}

fn lists(register: &mut Register<'_>) {
    register
        .say(Form::Property, "campaign.formats -> array", "-", "The formats that are to be published on the creator's kind of platform, each once, in the order of the deliverables; empty where none are said.")
        .reads(&["campaign.deliverables[].format"])
        .property(|c: &CampaignHost, _| {
            let deliverables = c.campaign().and_then(|campaign| campaign.deliverables.as_deref()).unwrap_or_default();
            fuel::charge(deliverables.len());
            let mut names: Vec<&str> = Vec::new();
            for deliverable in deliverables {
                let name = deliverable.format.as_str();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            names.into_iter().map(|name| Dynamic::from(ImmutableString::from(name))).collect::<Array>()
        });
    register
        .say(
            Form::Property,
            "campaign.platforms -> array",
            "-",
            "The wanted platforms in order of preference; empty where none are said.",
        )
        .reads(&["campaign.platforms"])
        .property(|c: &CampaignHost, _| {
            let platforms = c.campaign().and_then(|campaign| campaign.platforms.as_deref()).unwrap_or_default();
            fuel::charge(platforms.len());
            platforms.iter().map(|platform| Dynamic::from(ImmutableString::from(platform.as_str()))).collect::<Array>()
        });
    register
        .say(Form::Method, "campaign.kpi(metric) -> value", "of the metric", "The target of a metric.")
        .reads(&["campaign.kpis[].target"]);
    let f = register.fields();
    register.call(move |c: &mut CampaignHost, metric: ImmutableString| {
        let kpis = c.campaign().and_then(|campaign| campaign.kpis.as_deref()).unwrap_or_default();
        fuel::charge(kpis.len());
        Measure::positive(kpis.iter().find(|kpi| *kpi.metric == *metric).and_then(|kpi| kpi.target), f)
    });
    register
        .say(
            Form::Method,
            "campaign.forbids(creator) -> bool",
            "-",
            "Whether the campaign must not choose the creator.",
        )
        .reads(&["campaign.forbidden"])
        .call(|c: &mut CampaignHost, creator: CreatorHost| {
            let forbidden = c.campaign().and_then(|campaign| campaign.forbidden.as_deref()).unwrap_or_default();
            fuel::charge(forbidden.len());
            forbidden.contains(&creator.creator.id)
        });
}

fn brand(register: &mut Register<'_>) {
    register
        .say(Form::Property, "brand.name -> text", "-", "The brand's name.")
        .reads(&["campaign.brand.name"])
        .property(|b: &BrandHost, f| text(b.0.campaign().map(|campaign| &*campaign.brand.name), f));
    register
        .say(Form::Property, "brand.category -> text", "-", "The brand's product category.")
        .reads(&["campaign.brand.category"])
        .property(|b: &BrandHost, f| text(b.0.campaign().and_then(|campaign| campaign.brand.category.as_deref()), f));
    register
        .say(
            Form::Property,
            "brand.rivals -> value",
            "count",
            "How many rivals the brand names; unknown where it names none and does not say that there are none.",
        )
        .reads(&["campaign.brand.competitors"])
        .property(|b: &BrandHost, f| {
            let rivals = b.0.campaign().and_then(|campaign| campaign.brand.competitors.as_deref());
            Measure::of(rivals.map(|rivals| rivals.len() as f64), Unit::Count, f)
        });
    register
        .say(Form::Method, "brand.blocks_topic(id) -> bool", "-", "Whether the brand refuses a topic.")
        .reads(&["campaign.brand.blocked_topics"])
        .call(|b: &mut BrandHost, id: ImmutableString| {
            let blocked =
                b.0.campaign().and_then(|campaign| campaign.brand.blocked_topics.as_deref()).unwrap_or_default();
            fuel::charge(blocked.len());
            blocked.iter().any(|topic| topic.as_str() == id.as_str())
        });
}
