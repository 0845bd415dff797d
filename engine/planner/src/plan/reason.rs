//! Reasons of plans: codes with typed arguments, which locales put into words.

use saring_model::{CurrencyCode, Money};
use saring_pack::{Arg, Reason, Unit};
use saring_vocabulary::fair_price::major_units;

use super::question::{Barrier, Bound};
use crate::portfolio::{Conflict, Side};

/// An amount in major units. Its currency is an argument of its own.
pub fn amount(name: &str, money: Money) -> (String, Arg) {
    (name.to_owned(), Arg::Number(major_units(money), Unit::Number))
}

/// A count of things.
pub fn count(name: &str, count: i64) -> (String, Arg) {
    (name.to_owned(), Arg::Number(count as f64, Unit::Count))
}

/// A name, which a locale may have a title for.
pub fn text(name: &str, text: impl Into<String>) -> (String, Arg) {
    (name.to_owned(), Arg::Text(text.into()))
}

/// The currency of the amounts of a reason.
pub fn currency(code: CurrencyCode) -> (String, Arg) {
    text("currency", code.as_str())
}

impl Barrier {
    /// Why nothing of a creator may be booked, with money in this currency.
    pub fn reason(&self, code: CurrencyCode) -> Reason {
        let money = |minor: i64| Money::from_minor(minor, code);
        let (code, args) = match self {
            Self::Verdict(verdict) => ("plan.verdict", vec![text("verdict", *verdict)]),
            Self::Banned => ("plan.banned", Vec::new()),
            Self::Exclusivity => ("plan.exclusivity", Vec::new()),
            Self::NoPackage => ("plan.no-package", Vec::new()),
            Self::NoTier => ("plan.no-tier", Vec::new()),
            Self::NoPrice => ("plan.no-price", Vec::new()),
            Self::NoValue => ("plan.no-value", Vec::new()),
            Self::AboveShare { fee, max } => {
                ("plan.above-share", vec![amount("fee", money(*fee)), amount("max", money(*max)), currency(code)])
            }
        };
        Reason { code: code.to_owned(), args }
    }
}

impl Bound {
    /// Why the bound cannot be held together with the others, with money in this currency.
    pub fn conflict(&self, conflict: &Conflict, code: CurrencyCode) -> Reason {
        let (name, of) = match (self, conflict.side) {
            (Self::Fees, _) => ("fees", Vec::new()),
            (Self::TierFees(tier), _) => ("tier-fees", vec![text("tier", tier)]),
            (Self::TierCreators(tier), Side::Min) => ("tier-creators-min", vec![text("tier", tier)]),
            (Self::TierCreators(tier), Side::Max) => ("tier-creators-max", vec![text("tier", tier)]),
            (Self::PlatformFees(platform), _) => ("platform-fees", vec![text("platform", platform.as_str())]),
            (Self::Exclusion(_), _) => ("exclusion", Vec::new()),
            (Self::Posts(platform, None), _) => ("posts", vec![text("platform", platform.as_str())]),
            (Self::Posts(platform, Some(format)), _) => {
                ("posts-of", vec![text("platform", platform.as_str()), text("format", format.as_str())])
            }
        };
        let number = |name: &str, number: i64| match self.is_money() {
            true => amount(name, Money::from_minor(number, code)),
            false => count(name, number),
        };
        let amounts = [number("bound", conflict.bound), number("possible", conflict.possible), currency(code)];
        Reason { code: format!("conflict.{name}"), args: of.into_iter().chain(amounts).collect() }
    }
}
