//! Taxes between a net fee and a gross one, as a pack's table states them.

use std::sync::Arc;

use saring_model::creator::RateBasis;
use saring_model::{Country, Creator, CurrencyCode};
use saring_pack::table::ANY;
use saring_pack::{OfferPolicy, Row, Table, TableRow};

/// The taxes of a country on a fee.
///
/// A row of the table says of one tax in one country: `kind`, which is `withheld` for one that is taken out of the fee
/// and `added` for one that comes on top of it; `base`, the share of the fee that it is reckoned on; and `rate`, which
/// holds for the part of that base `above` an amount in `currency`, up to the next row of the same tax.
pub(super) struct Taxes {
    withheld: Vec<Band>,
    added: Vec<Band>,
    /// Each tax with the first of its rows.
    pub rows: Vec<(String, Arc<TableRow>)>,
}

/// Why the taxes of a creator are not known.
pub(super) enum Untaxed {
    /// Nothing says where the creator lives.
    NoCountry,
    /// The pack does not know one of them.
    Unknown {
        /// The creator's country.
        country: Country,
    },
}

/// A tax on the part of a fee above a bound.
#[derive(Clone, Copy)]
struct Band {
    /// The fee above which it holds, in major units.
    above: f64,
    /// What it adds to the share of the fee that is tax: for a second band of a tax, the difference to the first.
    share: f64,
}

impl Taxes {
    /// The pack's taxes on the fees of a creator.
    pub fn of_creator(policy: &OfferPolicy, creator: &Creator, currency: CurrencyCode) -> Result<Self, Untaxed> {
        let country = creator.location.as_ref().and_then(|place| place.country).ok_or(Untaxed::NoCountry)?;
        Self::of(policy, country.as_str(), currency).ok_or(Untaxed::Unknown { country })
    }

    /// The pack's taxes; none where one of them has no row for the country, or one in another currency.
    fn of(policy: &OfferPolicy, country: &str, currency: CurrencyCode) -> Option<Self> {
        let mut taxes = Self { withheld: Vec::new(), added: Vec::new(), rows: Vec::new() };
        for name in &policy.taxes {
            taxes.read(policy.tax_table.as_deref()?, name, country, currency)?;
        }
        taxes.withheld.sort_by(|a, b| a.above.total_cmp(&b.above));
        taxes.added.sort_by(|a, b| a.above.total_cmp(&b.above));
        Some(taxes)
    }

    fn read(&mut self, table: &Table, name: &str, country: &str, currency: CurrencyCode) -> Option<()> {
        let is_of = |row: &&Row| {
            let place = table.text(row, "country");
            table.text(row, "tax") == Some(name) && place.is_some_and(|place| place == country || place == ANY)
        };
        let mut rows: Vec<&Row> = table.rows.iter().filter(is_of).collect();
        rows.sort_by(|a, b| {
            table.number(a, "above").unwrap_or(0.0).total_cmp(&table.number(b, "above").unwrap_or(0.0))
        });
        self.rows.push((name.to_owned(), table.cited(rows.first()?, false)));
        let mut before = 0.0;
        for row in rows {
            let (rate, base) = (table.number(row, "rate")?, table.number(row, "base")?);
            let above = table.number(row, "above").unwrap_or(0.0);
            let is_comparable = table.text(row, "currency") == Some(currency.as_str());
            if !(above == 0.0 || is_comparable) || !(0.0..1.0).contains(&(rate * base)) || base <= 0.0 {
                return None;
            }
            let bands = match table.text(row, "kind")? {
                "withheld" => &mut self.withheld,
                "added" => &mut self.added,
                _ => return None,
            };
            bands.push(Band { above: above / base, share: rate * base - before });
            before = rate * base;
        }
        Some(())
    }

    /// An amount on a basis, of one on the other.
    pub fn on(&self, basis: RateBasis, other: f64) -> f64 {
        match basis {
            RateBasis::Gross => self.gross(other),
            RateBasis::Net => self.net(other),
        }
    }

    /// An amount on the other basis, of one on this.
    pub fn off(&self, basis: RateBasis, amount: f64) -> f64 {
        match basis {
            RateBasis::Gross => self.net(amount),
            RateBasis::Net => self.gross(amount),
        }
    }

    /// What is paid in all where so much is to be received.
    fn gross(&self, net: f64) -> f64 {
        let fee = inverse(&self.withheld, net);
        fee + on(&self.added, fee)
    }

    /// What is received where so much is paid in all.
    fn net(&self, gross: f64) -> f64 {
        let added: Vec<Band> = self.added.iter().map(|band| Band { share: -band.share, ..*band }).collect();
        let fee = inverse(&added, gross);
        fee - on(&self.withheld, fee)
    }
}

/// The tax on a fee.
fn on(bands: &[Band], fee: f64) -> f64 {
    bands.iter().map(|band| band.share * (fee - band.above).max(0.0)).sum()
}

/// The fee of which so much is left after the tax. Between two bounds what is left rises along a line.
fn inverse(bands: &[Band], left: f64) -> f64 {
    let (mut from, mut kept, mut slope) = (0.0, 0.0, 1.0);
    for band in bands {
        let at_bound = kept + slope * (band.above - from);
        if at_bound >= left {
            break;
        }
        (from, kept) = (band.above, at_bound);
        slope -= band.share;
    }
    // Taxes that leave nothing of a fee are no taxes: the fee stays as it is.
    if slope > 0.0 { from + (left - kept) / slope } else { left }
}
