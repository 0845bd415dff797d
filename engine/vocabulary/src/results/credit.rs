//! Who is credited with what was sold: orders, leads and code uses by the campaign's links and codes.

use std::collections::{BTreeMap, BTreeSet};

use saring_model::timeline::{Conversion, Event, Order as Sold};
use saring_model::{Count, Id, Money, Name, SignedMoney};

use super::{Known, Part, Total};
use crate::chronicle::Window;
use crate::fair_price::major_units;
use crate::statistics::share;

/// How the credit for an order is divided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Model {
    /// All to whose promo code was used.
    Code,
    /// All to the last step before the order.
    LastClick,
    /// The same to every step.
    Linear,
    /// A share to the first step, one to the last, and the rest in equal parts to those between; of two steps each has what
    /// is its own of both shares.
    Position {
        /// Share of the first step, 0 to 1.
        first: f64,
        /// Share of the last step, 0 to 1.
        last: f64,
    },
}

/// The campaign's links and codes.
#[derive(Debug, Clone, Default, PartialEq)]
struct Links {
    /// Whose each of them is, without case; none where it is of several.
    owners: BTreeMap<String, Option<Id>>,
}

/// An order with whom it is owed to.
#[derive(Debug, Clone, PartialEq)]
struct Order {
    revenue: Option<f64>,
    /// The order's own, else the campaign's usual share of the revenue.
    margin: Option<f64>,
    is_new: Option<bool>,
    code: Option<Id>,
    /// The steps before it, oldest first; none for one that is not the campaign's.
    path: Vec<Option<Id>>,
}

/// The orders, leads and code uses of a campaign.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sales {
    orders: Vec<Order>,
    /// Orders of which a creator has a step or the code.
    of_creator: BTreeMap<Id, Vec<usize>>,
    leads: Counted,
    code_uses: Counted,
    linked: BTreeSet<Id>,
}

/// Conversions by creator.
#[derive(Debug, Clone, Default, PartialEq)]
struct Counted {
    by_creator: BTreeMap<Id, f64>,
    /// Those without code, link or creator.
    of_nobody: f64,
    /// Those by codes or links that are not the campaign's.
    elsewhere: f64,
    events: usize,
}

/// What a part is credited with.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Credit {
    /// Orders; parts of orders where several share them.
    pub orders: f64,
    /// Revenue in major units; orders in other currencies do not tell theirs.
    pub revenue: Total,
    /// Sum of the squares of the credited revenues: the variance of their sum where orders come by chance.
    pub revenue_squares: f64,
    /// Margin in major units.
    pub margin: Total,
    /// Orders of new customers.
    pub new_customers: f64,
    /// Orders of whom nobody knows whether the customer is new.
    pub maybe_new: f64,
    /// Margin of orders of new customers, and how many.
    pub new_margin: Total,
}

impl Sales {
    /// What was sold, with whom it is owed to.
    pub fn of(known: &Known<'_>) -> Self {
        Self::during(known, known.view.ever())
    }

    /// What was sold in a window.
    pub fn during(known: &Known<'_>, window: Window) -> Self {
        let links = Links::of(known);
        let mut sales = Self { linked: links.owners.values().flatten().cloned().collect(), ..Self::default() };
        for seen in known.view.orders(window) {
            let order = links.order(known, seen.event, seen.what);
            let mut owners: Vec<&Id> = order.path.iter().flatten().chain(&order.code).collect();
            owners.sort_unstable();
            owners.dedup();
            for owner in owners {
                sales.of_creator.entry(owner.clone()).or_default().push(sales.orders.len());
            }
            sales.orders.push(order);
        }
        known.view.leads(window).for_each(|seen| sales.leads.add(&links, seen.event, seen.what));
        known.view.code_uses(window).for_each(|seen| sales.code_uses.add(&links, seen.event, seen.what));
        sales
    }

    /// How many orders are recorded, whoever they are owed to.
    pub fn recorded(&self) -> usize {
        self.orders.len()
    }

    /// Whether the part has a link or code of its own, or an order that names one of its creators.
    pub fn is_tracked(&self, part: &Part) -> bool {
        let own = |creator: &Id| part.has(Some(creator));
        self.linked.iter().any(own) || self.of_creator.keys().any(own)
    }

    /// What a part is credited with by a model.
    pub fn within(&self, part: &Part, model: Model) -> Credit {
        let mut credit = Credit::default();
        let mut places: Vec<usize> = match &part.creators {
            None => (0..self.orders.len()).collect(),
            Some(creators) => creators.iter().filter_map(|one| self.of_creator.get(one)).flatten().copied().collect(),
        };
        places.sort_unstable();
        places.dedup();
        for order in places.into_iter().filter_map(|at| self.orders.get(at)) {
            let share = order.share(part, model);
            if share > 0.0 {
                credit.add(order, share);
            }
        }
        credit
    }

    /// Leads of a part; none where none is recorded in the whole campaign.
    pub fn leads(&self, part: &Part) -> Option<f64> {
        self.leads.within(part)
    }

    /// Uses of promo codes of a part; none where none is recorded in the whole campaign.
    pub fn code_uses(&self, part: &Part) -> Option<f64> {
        self.code_uses.within(part)
    }
}

impl Credit {
    fn add(&mut self, order: &Order, share: f64) {
        self.orders += share;
        let revenue = order.revenue.map(|revenue| revenue * share);
        self.revenue = self.revenue.with(revenue);
        self.revenue_squares += revenue.map_or(0.0, |revenue| revenue * revenue);
        let margin = order.margin.map(|margin| margin * share);
        self.margin = self.margin.with(margin);
        match order.is_new {
            Some(true) => {
                self.new_customers += share;
                self.new_margin = self.new_margin.with(margin);
            }
            Some(false) => {}
            None => self.maybe_new += share,
        }
    }
}

impl Order {
    /// The share of the credit that is a part's, 0 to 1.
    fn share(&self, part: &Part, model: Model) -> f64 {
        let own = |step: &Option<Id>| step.as_ref().is_some_and(|creator| part.has(Some(creator)));
        let whole = |is_own: bool| f64::from(u8::from(is_own));
        let steps = self.path.len();
        match model {
            Model::Code => whole(own(&self.code)),
            Model::LastClick => whole(self.path.last().is_some_and(own)),
            Model::Linear if steps == 0 => 0.0,
            Model::Linear => self.path.iter().filter(|step| own(step)).count() as f64 / steps as f64,
            Model::Position { first, last } => {
                let of_step = |at: usize| match steps {
                    1 => 1.0,
                    2 => share(if at == 0 { first } else { last }, first + last).unwrap_or(0.5),
                    _ if at == 0 => first,
                    _ if at + 1 == steps => last,
                    _ => (1.0 - first - last) / (steps - 2) as f64,
                };
                let owned = self.path.iter().enumerate().filter(|(_, step)| own(step));
                owned.map(|(at, _)| of_step(at)).sum()
            }
        }
    }
}

impl Links {
    fn of(known: &Known<'_>) -> Self {
        let mut links = Self::default();
        for link in known.campaign.links.iter().flat_map(|links| links.iter()) {
            let codes = link.code.iter().map(|code| code.to_lowercase());
            let addresses = link.utm.iter().flat_map(|address| {
                let address = address.to_lowercase();
                let values: Vec<String> = utm_values(&address).map(str::to_owned).collect();
                values.into_iter().chain([address])
            });
            for name in codes.chain(addresses) {
                let owner = links.owners.entry(name).or_insert_with(|| Some(link.creator.clone()));
                // What several share, such as `utm_source=instagram`, tells nobody apart.
                if owner.as_ref().is_some_and(|owner| *owner != link.creator) {
                    *owner = None;
                }
            }
        }
        links
    }

    /// Whose a code, an address or one of its `utm_` values is.
    fn owner(&self, name: &Name) -> Option<Id> {
        let name = name.trim().to_lowercase();
        let whole = self.owners.get(&name).cloned().flatten();
        whole.or_else(|| utm_values(&name).find_map(|value| self.owners.get(value).cloned().flatten()))
    }

    fn order(&self, known: &Known<'_>, event: &Event, sold: &Sold) -> Order {
        let touches = sold.touches.iter().flat_map(|touches| touches.iter());
        let mut path: Vec<Option<Id>> = touches.chain(&sold.link).map(|step| self.owner(step)).collect();
        let code = sold.code.as_ref().and_then(|code| self.owner(code));
        let named = || event.creator.clone();
        let code = code.or_else(|| named().filter(|_| path.is_empty()));
        // A code is a step where no click is known.
        if path.is_empty() && code.is_some() {
            path.push(code.clone());
        }
        if path.iter().all(Option::is_none) && event.creator.is_some() {
            path = vec![named()];
        }
        let revenue = known.major(sold.revenue);
        // A margin is in the currency of its revenue.
        let told = sold.margin.filter(|_| revenue.is_some()).map(signed_major_units);
        let usual = known.campaign.economics.as_ref().and_then(|economics| economics.margin);
        let margin = told.or_else(|| Some(revenue? * usual?.get()));
        Order { revenue, margin, is_new: sold.new_customer, code, path }
    }
}

fn signed_major_units(money: SignedMoney) -> f64 {
    let minor = money.minor();
    major_units(Money::from_minor(minor.saturating_abs(), money.currency())) * minor.signum() as f64
}

/// The values of an address's `utm_` parameters.
fn utm_values(address: &str) -> impl Iterator<Item = &str> {
    let query = address.split_once('?').map_or(address, |(_, query)| query);
    let query = query.split_once('#').map_or(query, |(query, _)| query);
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(name, value)| name.starts_with("utm_") && !value.is_empty()).map(|(_, value)| value)
}

impl Counted {
    fn add(&mut self, links: &Links, event: &Event, what: &Conversion) {
        let n = what.n.map_or(1.0, Count::as_f64);
        let owner = [&what.code, &what.link].into_iter().flatten().find_map(|name| links.owner(name));
        self.events += 1;
        match owner.or_else(|| event.creator.clone()) {
            Some(owner) => *self.by_creator.entry(owner).or_default() += n,
            None if what.code.is_none() && what.link.is_none() => self.of_nobody += n,
            None => self.elsewhere += n,
        }
    }

    /// Of the whole campaign those of nobody in particular count too, unless a code or link says that they came elsewhere.
    fn within(&self, part: &Part) -> Option<f64> {
        if self.events == 0 {
            return None;
        }
        let own: f64 = self.by_creator.iter().filter(|(creator, _)| part.has(Some(creator))).map(|(_, n)| n).sum();
        Some(if part.is_whole() { own + self.of_nobody } else { own })
    }
}
