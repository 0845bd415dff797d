//! A plan: the money per line, and who is booked for what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::campaign::Deliverable;
use crate::decode::rules::{one_currency, ordered, unique};
use crate::limits::{CREATORS_MAX, ENTRIES_MAX};
use crate::{Document, Fraction, Id, Kebab, List, Money, Name, Positive, Violations};

/// A plan for a campaign. The lines sum to the campaign's total to the minor unit.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The campaign.
    pub campaign: Id,
    /// Money per budget line.
    pub lines: List<Line, ENTRIES_MAX>,
    /// Creator fees per tier.
    pub tiers: Option<List<Line, ENTRIES_MAX>>,
    /// Who is booked.
    pub bookings: List<Booking, CREATORS_MAX>,
    /// Deduplicated reach that is expected of all bookings.
    pub reach: Option<Estimate>,
    /// Result on the campaign's goal that is expected of all bookings.
    pub goal_value: Option<Estimate>,
    /// How far the plan can be from the best one, as a fraction of the best.
    pub gap: Option<Fraction>,
}

/// Money of one budget line or tier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The line or tier.
    pub id: Kebab,
    /// Its money.
    pub amount: Money,
}

/// One booked creator.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Booking {
    /// The creator.
    pub creator: Id,
    /// The tier in which the creator is paid.
    pub tier: Option<Kebab>,
    /// What is to be published.
    pub deliverables: List<Deliverable, ENTRIES_MAX>,
    /// The fee.
    pub fee: Money,
    /// Reach that is expected of this creator alone.
    pub reach: Option<Estimate>,
    /// Result on the campaign's goal that is expected of this creator.
    pub goal_value: Option<Estimate>,
}

/// An expected value with its interval and the method behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// The expected value.
    pub value: Positive,
    /// Low end of the interval.
    pub low: Positive,
    /// High end of the interval.
    pub high: Positive,
    /// How it was estimated.
    pub method: Name,
}

impl Document for Plan {
    const NAME: &'static str = "plan";

    fn check(&self, found: &mut Violations) {
        let tiers = self.tiers.as_deref().unwrap_or_default();
        unique("/lines", &self.lines, |line| Some(&line.id), |id| format!("the line `{id}`"), found);
        unique("/tiers", tiers, |line| Some(&line.id), |id| format!("the tier `{id}`"), found);
        unique("/bookings", &self.bookings, |one| Some(&one.creator), |id| format!("the booking of `{id}`"), found);
        let place = |list: &'static str| move |(n, line): (usize, &Line)| (format!("/{list}/{n}/amount"), line.amount);
        let lines = self.lines.iter().enumerate().map(place("lines"));
        let tiers = tiers.iter().enumerate().map(place("tiers"));
        let fees = self.bookings.iter().enumerate().map(|(n, booking)| (format!("/bookings/{n}/fee"), booking.fee));
        one_currency(lines.chain(tiers).chain(fees), found);
        self.reach.iter().for_each(|estimate| interval("/reach", estimate, found));
        self.goal_value.iter().for_each(|estimate| interval("/goal_value", estimate, found));
        for (n, booking) in self.bookings.iter().enumerate() {
            booking.reach.iter().for_each(|one| interval(&format!("/bookings/{n}/reach"), one, found));
            booking.goal_value.iter().for_each(|one| interval(&format!("/bookings/{n}/goal_value"), one, found));
        }
    }
}

fn interval(at: &str, estimate: &Estimate, found: &mut Violations) {
    ordered(at, ("low", Some(estimate.low.get())), ("high", Some(estimate.high.get())), found);
}
