//! What a package costs by the creator's own rates.

use std::sync::Arc;

use saring_model::campaign::FxRate;
use saring_model::catalogue::FieldSet;
use saring_model::creator::{Includes, Rate};
use saring_model::{CurrencyCode, Money, PostCount};
use saring_pack::fx::{Exchange, exchange};
use saring_pack::rule::Package;
use saring_pack::{Arg, Evidence, Reason, Unit};
use saring_vocabulary::fair_price::major_units;

use super::tax::Untaxed;
use super::{Line, Offer, Part, Till, evidence, fields, packages, reason};

/// The offer of a package: with its price, or with what would give it one.
pub(super) fn priced(till: &Till<'_>, id: String, lines: &[Line]) -> Offer {
    let mut bill = Bill::default();
    let total = bill.total(till, lines);
    let Bill { includes, unasked, mut reasons, mut evidence, .. } = bill;
    let package = |lines: &[Line], ask: Option<Money>| Package {
        id: id.clone(),
        deliverables: packages::deliverables(lines),
        includes: includes.clone(),
        ask,
        basis: ask.map(|_| till.policy.basis.value),
    };
    let (ask, missing) = match total {
        Ok(asked) => (Some(asked), FieldSet::EMPTY),
        Err(Unpriced { reason, missing }) => {
            (reasons, evidence) = (vec![reason], Vec::new());
            (None, missing)
        }
    };
    let part = ask.filter(|_| !unasked.is_empty()).map(|asked| Part { asked, rest: package(&unasked, None).into() });
    let missing = if part.is_some() { fields(&["creator.rates"]) } else { missing };
    let price = ask.filter(|_| unasked.is_empty()).and_then(|asked| stepped(till, asked));
    if let Some(price) = price {
        reasons.insert(0, told("offer.asked", price));
    } else if let Some(part) = &part {
        reasons.insert(0, told("offer.asked-in-part", part.asked));
    }
    let is_asked = unasked.len() < lines.len();
    Offer { package: package(lines, price).into(), reasons, evidence, missing, is_asked, part }
}

fn told(code: &str, price: Money) -> Reason {
    let args =
        [("price", Arg::Number(major_units(price), Unit::Number)), ("currency", text(price.currency().as_str()))];
    reason(code, &args)
}

fn stepped(till: &Till<'_>, price: Money) -> Option<Money> {
    super::rounded(till.setting, major_units(price), price.currency())
}

/// Why a package has no price.
struct Unpriced {
    reason: Reason,
    missing: FieldSet,
}

impl Unpriced {
    fn new(code: &str, args: &[(&str, Arg)], missing: &[&str]) -> Self {
        Self { reason: reason(code, args), missing: fields(missing) }
    }
}

/// A price in the making.
#[derive(Default)]
struct Bill {
    /// Prices on the pack's basis, and those that do not say theirs and are taken to be on it, in minor units.
    as_stated: i64,
    /// Prices on the other basis, in minor units.
    other: i64,
    is_assumed: bool,
    includes: Vec<Includes>,
    /// Lines for which no rate holds.
    unasked: Vec<Line>,
    reasons: Vec<Reason>,
    evidence: Vec<Evidence>,
}

/// A rate for a line.
struct Choice<'a> {
    rate: &'a Rate,
    /// What the line costs by it as it is stated, in minor units of the campaign's currency.
    minor: i64,
    /// What it costs on the pack's basis; none where its taxes are not known.
    paid: Option<f64>,
    exchange: Option<Exchange>,
}

impl Bill {
    /// What is asked for the lines that have a price; none where no line has one.
    fn total(&mut self, till: &Till<'_>, lines: &[Line]) -> Result<Money, Unpriced> {
        let unbudgeted = || Unpriced::new("offer.no-currency", &[], &["campaign.budget.total"]);
        let currency = till.currency.ok_or_else(unbudgeted)?;
        for line in lines {
            match cheapest(till, line, currency)? {
                Some(choice) => self.add(till, choice)?,
                None => self.unasked.push(line.clone()),
            }
        }
        if self.unasked.len() == lines.len() {
            return Err(Unpriced::new("offer.no-rate", &[], &["creator.rates"]));
        }
        let minor = self.taxed(till, currency)?;
        if self.is_assumed {
            let basis = till.policy.basis.value;
            self.reasons.push(reason("offer.basis-assumed", &[("basis", text(basis.as_str()))]));
        }
        Ok(Money::from_minor(minor, currency))
    }

    fn add(&mut self, till: &Till<'_>, choice: Choice<'_>) -> Result<(), Unpriced> {
        self.is_assumed |= choice.rate.basis.is_none();
        let sum = if is_stated(till, choice.rate) { &mut self.as_stated } else { &mut self.other };
        *sum = sum.checked_add(choice.minor).ok_or_else(too_large)?;
        for more in choice.rate.includes.as_deref().unwrap_or_default() {
            if !self.includes.contains(more) {
                self.includes.push(more.clone());
            }
        }
        if let Some(exchange) = choice.exchange {
            self.exchanged(exchange);
        }
        Ok(())
    }

    /// Tells a rate of exchange once, in the direction in which it was published.
    fn exchanged(&mut self, exchange: Exchange) {
        let FxRate { date, from, to, rate, source } = exchange.said;
        let rate = rate.get();
        let args = [
            ("from", text(from.as_str())),
            ("to", text(to.as_str())),
            ("rate", Arg::Number(rate, Unit::Number)),
            ("date", text(&date.to_string())),
        ];
        let told = match source {
            Some(source) => reason("offer.exchanged", &[&args[..], &[("source", text(&source))]].concat()),
            None => reason("offer.exchanged-unsourced", &args),
        };
        if !self.reasons.contains(&told) {
            let fields = fields(&["campaign.fx"]);
            self.evidence.push(evidence("exchange_rate", rate, Unit::Number, fields, exchange.row));
            self.reasons.push(told);
        }
    }

    /// Everything on the pack's basis, in minor units. Taxes are reckoned on the whole fee, whose bands do not start anew
    /// with each line, and rounded once.
    fn taxed(&mut self, till: &Till<'_>, currency: CurrencyCode) -> Result<i64, Unpriced> {
        if self.other == 0 {
            return Ok(self.as_stated);
        }
        let taxes = till.taxes.as_ref().map_err(|untaxed| match untaxed {
            Untaxed::NoCountry => Unpriced::new("offer.no-country", &[], &["creator.location.country"]),
            Untaxed::Unknown { country } => Unpriced::new("offer.no-tax", &[("country", text(country.as_str()))], &[]),
        })?;
        let major = |minor| major_units(Money::from_minor(minor, currency));
        let (as_stated, other, to) = (major(self.as_stated), major(self.other), till.policy.basis.value);
        let total = taxes.on(to, taxes.off(to, as_stated) + other);
        let amount = (total - as_stated - other).abs();
        for (name, row) in &taxes.rows {
            let row = Some(Arc::clone(row));
            self.evidence.push(evidence(&format!("tax.{name}"), amount, Unit::Number, FieldSet::EMPTY, row));
        }
        let names = till.policy.taxes.join(", ");
        let args = [("taxes", text(&names)), ("tax", Arg::Number(amount, Unit::Number)), ("basis", text(to.as_str()))];
        self.reasons.push(reason("offer.taxed", &args));
        minor_units(total, currency).ok_or_else(too_large)
    }
}

/// The rate of a line that costs least on the pack's basis, in whole packets; the first of equals. One whose taxes are not
/// known is taken only where there is no other. None where no rate holds.
fn cheapest<'a>(till: &Till<'a>, line: &Line, currency: CurrencyCode) -> Result<Option<Choice<'a>>, Unpriced> {
    let fits = |rate: &&&Rate| (rate.platform, rate.format) == (line.platform, line.format);
    let mut best: Option<Choice<'a>> = None;
    let mut unchanged: Option<CurrencyCode> = None;
    let rank = |choice: &Choice<'_>| (choice.paid.is_none(), choice.paid.unwrap_or(choice.minor as f64));
    for rate in till.rates.iter().copied().filter(|rate| fits(&rate)) {
        let packets = i64::try_from(line.posts.div_ceil(posts(rate))).map_err(|_| too_large())?;
        let own = rate.price.minor().checked_mul(packets).ok_or_else(too_large)?;
        let asked = Money::from_minor(own, rate.price.currency());
        let Some((minor, exchange)) = in_currency(till, asked, currency)? else {
            unchanged = Some(asked.currency());
            continue;
        };
        let paid = match (is_stated(till, rate), &till.taxes) {
            (true, _) => Some(minor as f64),
            (false, Ok(taxes)) => {
                let paid = taxes.on(till.policy.basis.value, major_units(Money::from_minor(minor, currency)));
                minor_units(paid, currency).map(|paid| paid as f64)
            }
            (false, Err(_)) => None,
        };
        let next = Choice { rate, minor, paid, exchange };
        if best.as_ref().is_none_or(|best| rank(&next) < rank(best)) {
            best = Some(next);
        }
    }
    match (best, unchanged) {
        (None, Some(from)) => {
            let args = [("from", text(from.as_str())), ("to", text(currency.as_str()))];
            Err(Unpriced::new("offer.no-exchange", &args, &["campaign.fx"]))
        }
        (best, _) => Ok(best),
    }
}

/// An amount in the campaign's currency, in minor units, with the rate that changes it; none without such a rate.
fn in_currency(
    till: &Till<'_>,
    asked: Money,
    currency: CurrencyCode,
) -> Result<Option<(i64, Option<Exchange>)>, Unpriced> {
    if asked.currency() == currency {
        return Ok(Some((asked.minor(), None)));
    }
    let (own, table) = (till.campaign.fx.as_deref().unwrap_or_default(), till.policy.fx.as_deref());
    let used = exchange(own, table, (asked.currency(), currency), till.setting.as_of.date());
    let Some(used) = used else { return Ok(None) };
    let minor = minor_units(major_units(asked) * used.rate, currency).ok_or_else(too_large)?;
    Ok(Some((minor, Some(used))))
}

/// Whether a rate is on the pack's basis, or does not say its own and is taken to be.
fn is_stated(till: &Till<'_>, rate: &Rate) -> bool {
    rate.basis.is_none_or(|basis| basis == till.policy.basis.value)
}

fn posts(rate: &Rate) -> u64 {
    rate.quantity.map_or(1, PostCount::get)
}

fn text(text: &str) -> Arg {
    Arg::Text(text.to_owned())
}

fn too_large() -> Unpriced {
    Unpriced::new("offer.too-large", &[], &[])
}

/// An amount in major units as minor units, to the nearest; none where it does not fit.
pub(super) fn minor_units(major: f64, currency: CurrencyCode) -> Option<i64> {
    let per_major = (0..currency.exponent()).fold(1.0, |scale, _| scale * 10.0);
    let minor = libm::round(major * per_major);
    (0.0..i64::MAX as f64).contains(&minor).then_some(minor as i64)
}

/// The smallest multiple of a step that is not below an amount.
pub(super) fn round_up(minor: i64, step: i64) -> Option<i64> {
    let over = minor.checked_rem(step)?;
    if over == 0 { Some(minor) } else { minor.checked_add(step - over) }
}
