//! What a creator can be booked for, and for how much.
//!
//! A package is priced by the creator's own rates alone. A rate of exchange or a tax that nobody states leaves it without
//! a price, and says which fact would settle it.

mod packages;
mod price;
mod tax;

use std::sync::Arc;

use saring_model::catalogue::{FieldSet, catalogue};
use saring_model::creator::{Format, Platform};
use saring_model::{Campaign, CurrencyCode, Money};
use saring_pack::rule::{Package, Subject};
use saring_pack::{Actor, Arg, Evidence, OfferPolicy, Quantity, Reason, TableRow, Unit};

use saring_vocabulary::posts::FORMATS;

use crate::budget::fee_step;
use crate::context::Setting;

/// A package that a creator offers.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The package. Its ask is in the campaign's currency and on the pack's basis, rounded up to the pack's step.
    pub package: Arc<Package>,
    /// How the price came about, or why there is none.
    pub reasons: Vec<Reason>,
    /// Rates of exchange and taxes that were used.
    pub evidence: Vec<Evidence>,
    /// Fields that would give it a price.
    pub missing: FieldSet,
    /// Whether the creator has a price for any of it, even one that cannot be brought into the campaign's currency or to
    /// the pack's basis.
    pub is_asked: bool,
    /// What is asked where some kinds of posts have a price and others have none.
    pub part: Option<Part>,
}

/// A package of which a part has a price.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What is asked for that part, in the campaign's currency and on the pack's basis.
    pub asked: Money,
    /// The posts without a price.
    pub rest: Arc<Package>,
}

/// Every package that a creator offers for a campaign, the campaign's whole order first: none where the pack prices
/// none, the campaign orders nothing, or the creator has no account on a platform that it orders for.
///
/// After the whole order come: one post of each kind, each kind alone, what a rate sells as a bundle, one post of one
/// kind alone, and what is left of the order without some of its kinds. Names are unique, and the pack's bound cuts the
/// list off at its end.
pub fn offers(setting: &Setting<'_>, subject: &Subject) -> Vec<Offer> {
    let Some((policy, campaign)) = setting.pack.pack.offers.as_ref().zip(setting.campaign) else { return Vec::new() };
    let lines = packages::ordered(campaign);
    let today = setting.as_of.date();
    let rates = subject.creator.rates.as_deref().unwrap_or_default();
    let held: Vec<_> = rates.iter().filter(|rate| rate.valid_to.is_none_or(|last| last >= today)).collect();
    let can_publish = |line: &&Line| subject.creator.accounts.iter().any(|account| account.platform == line.platform);
    let own: Vec<Line> = lines.iter().filter(can_publish).cloned().collect();
    let most = usize::try_from(policy.packages_max.value).unwrap_or(usize::MAX);
    let currency = currency(campaign);
    let taxes = currency
        .map_or(Err(tax::Untaxed::NoCountry), |currency| tax::Taxes::of_creator(policy, &subject.creator, currency));
    let till = Till { setting, policy, campaign, currency, taxes, rates: &held };
    packages::compose(&own, &held, most)
        .into_iter()
        .map(|composed| price::priced(&till, packages::name(&lines, &composed), &composed))
        .collect()
}

/// One kind of post in an order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    platform: Platform,
    format: Format,
    posts: u64,
    due: Option<saring_model::Date>,
}

impl Line {
    fn format_name(&self) -> &'static str {
        FORMATS.iter().find(|(format, _)| *format == self.format).map_or("post", |(_, name)| name)
    }
}

/// What prices are reckoned by.
struct Till<'a> {
    setting: &'a Setting<'a>,
    policy: &'a OfferPolicy,
    campaign: &'a Campaign,
    /// The campaign's currency; none where it has no budget.
    currency: Option<CurrencyCode>,
    /// What lies between a net fee and a gross one, in that currency.
    taxes: Result<tax::Taxes, tax::Untaxed>,
    /// Rates that hold on the day.
    rates: &'a [&'a saring_model::creator::Rate],
}

/// The currency that a campaign is paid in.
pub(crate) fn currency(campaign: &Campaign) -> Option<CurrencyCode> {
    campaign.budget.as_ref().map(|budget| budget.total.currency())
}

/// An amount in major units as money, rounded up to what fees in its currency are whole multiples of; none where it does
/// not fit.
pub(crate) fn rounded(setting: &Setting<'_>, major: f64, currency: CurrencyCode) -> Option<Money> {
    let minor = price::round_up(price::minor_units(major, currency)?, fee_step_minor(setting, currency))?;
    Some(Money::from_minor(minor, currency))
}

fn fee_step_minor(setting: &Setting<'_>, currency: CurrencyCode) -> i64 {
    setting.pack.pack.plan.as_ref().map_or(1, |plan| fee_step(plan, currency).minor())
}

fn fields(paths: &[&str]) -> FieldSet {
    paths.iter().filter_map(|path| catalogue().find(path)).map(|field| field.id).collect()
}

pub(crate) fn reason(code: &str, args: &[(&str, Arg)]) -> Reason {
    let args = args.iter().map(|(name, arg)| ((*name).to_owned(), arg.clone())).collect();
    Reason { code: code.to_owned(), args }
}

fn evidence(name: &str, value: f64, unit: Unit, fields: FieldSet, row: Option<Arc<TableRow>>) -> Evidence {
    let quantity =
        Quantity { name: name.to_owned(), value: Some(value), unit, fields, sample: None, actor: Actor::Nobody };
    Evidence { quantity, bound: None, row }
}
