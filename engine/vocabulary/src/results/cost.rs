//! What a campaign cost, in all and by creator.

use std::collections::{BTreeMap, BTreeSet};

use saring_model::{CurrencyCode, Id, Kebab, Money};

use super::{Known, Part};
use crate::fair_price::major_units;

/// Where a cost is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// What was spent and paid.
    Spent,
    /// Fees that are agreed or planned, because nothing of them is paid yet.
    Planned,
    /// Nothing is known.
    None,
}

impl Basis {
    /// The basis as scripts and reports name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spent => "spent",
            Self::Planned => "planned",
            Self::None => "none",
        }
    }
}

/// A cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// The cost in major units of the campaign's currency; none where nothing is known, or a part of it is in another
    /// currency.
    pub value: Option<f64>,
    /// Where it is taken from.
    pub basis: Basis,
    /// Fees that are agreed or planned and not paid yet, in major units.
    pub open: f64,
}

/// Money spent, paid and agreed, in minor units of the campaign's currency.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Costs {
    spent: BTreeMap<(Kebab, Option<Id>), i64>,
    paid: BTreeMap<Option<Id>, i64>,
    agreed: BTreeMap<Id, i64>,
    currency: Option<CurrencyCode>,
    /// Of whom something is in another currency.
    foreign: BTreeSet<Option<Id>>,
}

impl Costs {
    /// The money of a campaign. What a creator's last contract says is agreed, else the fee that is planned.
    pub fn of(known: &Known<'_>) -> Self {
        let mut costs = Self { currency: known.currency(), ..Self::default() };
        let ever = known.view.ever();
        for booking in known.plan.iter().flat_map(|plan| plan.bookings.iter()) {
            if let Some(minor) = costs.own(booking.fee, Some(&booking.creator)) {
                costs.agreed.insert(booking.creator.clone(), minor);
            }
        }
        for seen in known.view.contracts(ever) {
            let (creator, fee) = (seen.event.creator.as_ref(), seen.what.fee);
            if let Some((creator, minor)) = fee.and_then(|fee| Some((creator?, costs.own(fee, creator)?))) {
                costs.agreed.insert(creator.clone(), minor);
            }
        }
        for seen in known.view.spends(ever) {
            if let Some(minor) = costs.own(seen.what.amount, seen.event.creator.as_ref()) {
                let sum = costs.spent.entry((seen.what.line.clone(), seen.event.creator.clone())).or_default();
                *sum = sum.saturating_add(minor);
            }
        }
        for seen in known.view.payments(ever) {
            if let Some(minor) = costs.own(seen.what.amount, seen.event.creator.as_ref()) {
                let sum = costs.paid.entry(seen.event.creator.clone()).or_default();
                *sum = sum.saturating_add(minor);
            }
        }
        costs
    }

    /// The budget lines on which something was spent, in the order of their names; payments are of the line of fees.
    pub fn lines<'a>(&'a self, fees_line: &'a str) -> Vec<&'a str> {
        let spent = self.spent.keys().map(|(line, _)| line.as_str());
        let paid = (!self.paid.is_empty()).then_some(fees_line);
        spent.chain(paid).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// What was spent on a line, in major units; on the line of fees what was paid, where that is more. None where the
    /// campaign has no currency, or anything is in another.
    pub fn of_line(&self, line: &str, fees_line: &str) -> Option<f64> {
        let currency = self.currency.filter(|_| self.foreign.is_empty())?;
        let spent = self.spent.iter().filter(|((own, _), _)| own.as_str() == line).map(|(_, minor)| minor).sum();
        let paid: i64 = if line == fees_line { self.paid.values().sum() } else { 0 };
        Some(major_units(Money::from_minor(paid.max(spent), currency)))
    }

    fn own(&mut self, money: Money, creator: Option<&Id>) -> Option<i64> {
        if self.currency == Some(money.currency()) {
            return Some(money.minor());
        }
        self.foreign.insert(creator.cloned());
        None
    }

    /// The cost of a part. Payments and what was spent on the line of fees tell of the same money, so the larger counts;
    /// what was spent on other lines is added. Where no fee is paid yet, those agreed or planned stand in. What is spent for
    /// nobody in particular is a cost of the whole campaign alone.
    pub fn within(&self, part: &Part, fees_line: &str) -> Cost {
        let none = Cost { value: None, basis: Basis::None, open: 0.0 };
        let Some(currency) = self.currency.filter(|_| !part.is_mixed) else { return none };
        let is_own = |creator: Option<&Id>| part.has(creator);
        let sum = |of_fees: bool| -> i64 {
            let of_line = self.spent.iter().filter(|((line, _), _)| (line.as_str() == fees_line) == of_fees);
            of_line.filter(|((_, creator), _)| is_own(creator.as_ref())).map(|(_, minor)| minor).sum()
        };
        let paid: i64 = self.paid.iter().filter(|(creator, _)| is_own(creator.as_ref())).map(|(_, minor)| minor).sum();
        let agreed = self.agreed.iter().filter(|(creator, _)| is_own(Some(creator)));
        let (n_agreed, agreed) = agreed.fold((0, 0_i64), |(n, sum), (_, minor)| (n + 1, sum.saturating_add(*minor)));
        let (fees, other) = (paid.max(sum(true)), sum(false));
        let is_foreign = self.foreign.iter().any(|creator| is_own(creator.as_ref()));
        let spent = self.spent.keys().map(|(_, creator)| creator).chain(self.paid.keys());
        let is_recorded = is_foreign || spent.clone().any(|creator| is_own(creator.as_ref()));
        let (fees, basis) = match fees {
            0 if n_agreed > 0 && !is_foreign => (agreed, Basis::Planned),
            0 if !is_recorded => return none,
            fees => (fees, Basis::Spent),
        };
        let major = |minor| major_units(Money::from_minor(minor, currency));
        let value = (!is_foreign).then(|| major(fees.saturating_add(other)));
        Cost { value, basis, open: major(agreed.saturating_sub(fees)) }
    }
}
