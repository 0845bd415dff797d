//! What came of a campaign: posts with their numbers, what they cost, who is credited with what was sold, what people said,
//! and how it compares with the time before.
//!
//! Sums are of what is known, with how many things told their number and how many did not: a total of which a part is
//! missing is no total. Ratios are sums over sums of the posts that know both sides, never means of ratios.

pub mod comments;
pub mod cost;
pub mod credit;
pub mod growth;
pub mod kpis;
pub mod posts;
pub mod ratings;
pub mod sentiment;
pub mod value;
pub mod voice;

use std::collections::BTreeSet;

use saring_model::campaign::Baseline;
use saring_model::creator::Platform;
use saring_model::plan::Plan;
use saring_model::{Campaign, CurrencyCode, Date, Id, Money, Name, Timestamp};

use crate::chronicle::{View, Window};
use crate::fair_price::major_units;
use crate::text::same_brand;

/// A campaign with its plan and what happened.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// What was planned.
    pub plan: Option<&'a Plan>,
    /// What had happened and was known.
    pub view: View<'a>,
}

/// A part of a campaign: all of it where nothing is named.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// Its creators; none for everybody.
    pub creators: Option<BTreeSet<Id>>,
    /// Its platform; none for all.
    pub platform: Option<Platform>,
    /// Whether one of its creators also works outside of it, so that what is known by creator alone cannot be told.
    pub is_mixed: bool,
}

/// A sum over things of which some may not tell their number.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Total {
    /// Sum of the known numbers.
    pub known: f64,
    /// How many things tell theirs.
    pub told: usize,
    /// How many things there are.
    pub of: usize,
}

impl Total {
    /// The sum where every thing tells its number, and there is one.
    pub fn value(&self) -> Option<f64> {
        (self.of > 0 && self.told == self.of).then_some(self.known)
    }

    /// The sum where every thing tells its number, 0 where there is none.
    pub fn complete(&self) -> Option<f64> {
        (self.told == self.of).then_some(self.known)
    }

    /// The share of the things that tell their number, 0 to 1; none where there are none.
    pub fn coverage(&self) -> Option<f64> {
        crate::statistics::share(self.told as f64, self.of as f64)
    }

    /// The same with one more thing.
    pub fn with(self, number: Option<f64>) -> Self {
        let told = self.told + usize::from(number.is_some());
        Self { known: self.known + number.unwrap_or(0.0), told, of: self.of + 1 }
    }
}

impl FromIterator<Option<f64>> for Total {
    fn from_iter<I: IntoIterator<Item = Option<f64>>>(numbers: I) -> Self {
        numbers.into_iter().fold(Self::default(), Self::with)
    }
}

impl Part {
    /// Whether something of this creator is of the part; of nobody it is only where the part is the whole campaign.
    pub fn has(&self, creator: Option<&Id>) -> bool {
        self.creators.as_ref().is_none_or(|creators| creator.is_some_and(|creator| creators.contains(creator)))
    }

    /// Whether it is the whole campaign.
    pub fn is_whole(&self) -> bool {
        self.creators.is_none() && self.platform.is_none()
    }
}

impl<'a> Known<'a> {
    /// The currency that the campaign is paid in: that of its budget, else of its plan.
    pub fn currency(&self) -> Option<CurrencyCode> {
        let of_plan = || self.plan.and_then(|plan| plan.lines.first()).map(|line| line.amount.currency());
        self.campaign.budget.as_ref().map(|budget| budget.total.currency()).or_else(of_plan)
    }

    /// Money in major units, where it is of the campaign's currency. No other is converted.
    pub fn major(&self, money: Money) -> Option<f64> {
        (self.currency() == Some(money.currency())).then(|| major_units(money))
    }

    /// Whether mentions of a subject are of the brand itself: where nobody is named, or the brand is, however it is written.
    pub fn is_brand(&self, subject: Option<&Name>) -> bool {
        subject.is_none_or(|subject| {
            *subject == self.campaign.brand.name || same_brand(subject, &self.campaign.brand.name)
        })
    }

    /// The days of the campaign, as far as they are over.
    pub fn during(&self) -> Option<Window> {
        let flight = self.campaign.flight.as_ref()?;
        let to = self.end_of(flight.end).min(self.view.moment());
        Some(Window { from: self.start_of(flight.start), to })
    }

    /// The time since the campaign began; all of it where that is not known.
    pub fn since_start(&self) -> Window {
        let flight = self.campaign.flight.as_ref();
        let from = flight.map_or(Timestamp::MIN, |flight| self.start_of(flight.start));
        Window { from, to: self.view.moment() }
    }

    /// The days before the campaign: those that it names, else as many as it has, ending before its first.
    pub fn before(&self) -> Option<Window> {
        let named = self.campaign.measurement.as_ref().and_then(|measurement| measurement.baseline.as_ref());
        if let Some(Baseline { start, end }) = named {
            return Some(Window { from: self.start_of(*start), to: self.end_of(*end) });
        }
        let flight = self.campaign.flight.as_ref()?;
        let days = flight.end.days_since(flight.start) + 1;
        let to = self.start_of(flight.start);
        Some(Window { from: to.plus_hours(-24.0 * days as f64), to })
    }

    /// The first moment of a day in the campaign's time zone, or in UTC where it names none.
    fn start_of(&self, day: Date) -> Timestamp {
        let zone = self.campaign.flight.as_ref().and_then(|flight| flight.tz.as_ref());
        let zone = zone.and_then(|zone| jiff::tz::TimeZone::get(zone.as_str()).ok());
        let local = zone.and_then(|zone| day.get().to_zoned(zone).ok());
        let local = local.and_then(|local| Timestamp::from_unix_seconds(local.timestamp().as_second()).ok());
        local.unwrap_or_else(|| day.start())
    }

    fn end_of(&self, day: Date) -> Timestamp {
        self.start_of(day).plus_hours(24.0)
    }
}
