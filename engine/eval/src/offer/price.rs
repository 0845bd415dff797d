//! What a package costs by the creator's own rates.

use saring_model::catalogue::FieldSet;
use saring_model::creator::{Includes, Rate, RateBasis};
use saring_model::{Count, CurrencyCode, Money};
use saring_pack::fx::exchange;
use saring_pack::rule::Package;
use saring_pack::{Arg, Evidence, Reason, Unit};
use saring_vocabulary::fair_price::major_units;

use super::{Line, Offer, Part, Till, evidence, fields, packages, reason, tax};

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

/// A rate for a line, in the campaign's currency.
struct Choice<'a> {
    rate: &'a Rate,
    minor: i64,
}

impl Bill {
    /// What is asked for the lines that have a price; none where no line has one.
    fn total(&mut self, till: &Till<'_>, lines: &[Line]) -> Result<Money, Unpriced> {
        let unbudgeted = || Unpriced::new("offer.no-currency", &[], &["campaign.budget.total"]);
        let currency = till.currency.ok_or_else(unbudgeted)?;
        for line in lines {
            match self.cheapest(till, line, currency)? {
                Some(choice) => self.add(till, &choice)?,
                None => self.unasked.push(line.clone()),
            }
        }
        if self.unasked.len() == lines.len() {
            return Err(Unpriced::new("offer.no-rate", &[], &["creator.rates"]));
        }
        let taxed = self.taxed(till, currency)?;
        let minor = self.as_stated.checked_add(taxed).ok_or_else(too_large)?;
        if self.is_assumed {
            let basis = till.policy.basis.value;
            self.reasons.push(reason("offer.basis-assumed", &[("basis", text(basis.as_str()))]));
        }
        Ok(Money::from_minor(minor, currency))
    }

    /// The cheapest rate of a line that holds, in whole packets; the first of equals. None where no rate holds.
    fn cheapest<'a>(
        &mut self,
        till: &Till<'a>,
        line: &Line,
        currency: CurrencyCode,
    ) -> Result<Option<Choice<'a>>, Unpriced> {
        let fits = |rate: &&&Rate| (rate.platform, rate.format) == (line.platform, line.format) && posts(rate) > 0;
        let mut best: Option<Choice<'a>> = None;
        let mut unchanged: Option<CurrencyCode> = None;
        for rate in till.rates.iter().copied().filter(|rate| fits(&rate)) {
            let Some(one) = self.in_currency(till, rate.price, currency) else {
                unchanged = Some(rate.price.currency());
                continue;
            };
            let packets = i64::try_from(line.posts.div_ceil(posts(rate))).map_err(|_| too_large())?;
            let minor = one.checked_mul(packets).ok_or_else(too_large)?;
            if best.as_ref().is_none_or(|best| minor < best.minor) {
                best = Some(Choice { rate, minor });
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

    /// An amount in the campaign's currency, in minor units; the rate that changes it is evidence.
    fn in_currency(&mut self, till: &Till<'_>, price: Money, currency: CurrencyCode) -> Option<i64> {
        if price.currency() == currency {
            return Some(price.minor());
        }
        let (own, table) = (till.campaign.fx.as_deref().unwrap_or_default(), till.policy.fx.as_deref());
        let today = till.setting.as_of.date();
        let used = exchange(own, table, (price.currency(), currency), today)?;
        let args = [
            ("from", text(price.currency().as_str())),
            ("to", text(currency.as_str())),
            ("rate", Arg::Number(used.rate, Unit::Number)),
            ("date", text(&used.date.to_string())),
            ("source", text(used.source.as_deref().unwrap_or("-"))),
        ];
        let told = reason("offer.exchanged", &args);
        if !self.reasons.contains(&told) {
            self.evidence.push(evidence("exchange_rate", used.rate, Unit::Number, fields(&["campaign.fx"]), used.row));
            self.reasons.push(told);
        }
        minor_units(major_units(price) * used.rate, currency)
    }

    fn add(&mut self, till: &Till<'_>, choice: &Choice<'_>) -> Result<(), Unpriced> {
        let basis = choice.rate.basis;
        self.is_assumed |= basis.is_none();
        let stated = basis.is_none_or(|basis| basis == till.policy.basis.value);
        let sum = if stated { &mut self.as_stated } else { &mut self.other };
        *sum = sum.checked_add(choice.minor).ok_or_else(too_large)?;
        for more in choice.rate.includes.as_deref().unwrap_or_default() {
            if !self.includes.contains(more) {
                self.includes.push(more.clone());
            }
        }
        Ok(())
    }

    /// The prices of the other basis on the pack's, in minor units.
    fn taxed(&mut self, till: &Till<'_>, currency: CurrencyCode) -> Result<i64, Unpriced> {
        if self.other == 0 {
            return Ok(0);
        }
        let country = till.subject.creator.location.as_ref().and_then(|place| place.country.as_ref());
        let Some(country) = country else {
            return Err(Unpriced::new("offer.no-country", &[], &["creator.location.country"]));
        };
        let untaxed = || Unpriced::new("offer.no-tax", &[("country", text(country.as_str()))], &[]);
        let taxes = tax::Taxes::of(till.policy, country.as_str(), currency).ok_or_else(untaxed)?;
        let stated = major_units(Money::from_minor(self.other, currency));
        let to = till.policy.basis.value;
        let changed = match to {
            RateBasis::Gross => taxes.gross(stated),
            RateBasis::Net => taxes.net(stated),
        };
        let amount = (changed - stated).abs();
        for (name, row) in taxes.rows {
            self.evidence.push(evidence(&format!("tax.{name}"), amount, Unit::Number, FieldSet::EMPTY, Some(row)));
        }
        let names = till.policy.taxes.join(", ");
        let args = [("taxes", text(&names)), ("tax", Arg::Number(amount, Unit::Number)), ("basis", text(to.as_str()))];
        self.reasons.push(reason("offer.taxed", &args));
        minor_units(changed, currency).ok_or_else(too_large)
    }
}

fn posts(rate: &Rate) -> u64 {
    rate.quantity.map_or(1, Count::get)
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
