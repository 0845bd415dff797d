//! Rates of exchange: the campaign's own, else those of a pack's table. None is guessed, and none goes by way of a third
//! currency.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use saring_model::campaign::FxRate;
use saring_model::{CurrencyCode, Date, ExchangeRate, Name};
use saring_vocabulary::fair_price::newest_rate;

use crate::answer::TableRow;
use crate::manifest::OfferPolicy;
use crate::table::{Row, Table};

/// What the column `kind` of a table says of a rate that holds until somebody gives it up.
const PEG: &str = "peg";

/// A rate that was used.
#[derive(Debug, Clone, PartialEq)]
pub struct Exchange {
    /// Units of the wanted currency for one of the given.
    pub rate: f64,
    /// The rate as it was published, which may be the other way round.
    pub said: FxRate,
    /// The row of the pack's table; none for a rate of the campaign.
    pub row: Option<Arc<TableRow>>,
    /// Whether it holds until it is given up, however old it is.
    pub is_peg: bool,
}

/// The newest rate up to a day between two currencies that differ: of the campaign where it has one, else of the table
/// with the columns `date`, `from`, `to` and `rate`.
pub fn exchange(
    campaign: &[FxRate],
    table: Option<&Table>,
    (from, to): (CurrencyCode, CurrencyCode),
    today: Date,
) -> Option<Exchange> {
    if let Some((rate, said)) = newest_rate(campaign, from, to, today) {
        return Some(Exchange { rate, said: said.clone(), row: None, is_peg: false });
    }
    let table = table?;
    let (rates, rows): (Vec<FxRate>, Vec<&Row>) = published(table).unzip();
    let (rate, said) = newest_rate(&rates, from, to, today)?;
    let at = rates.iter().position(|each| std::ptr::eq(each, said))?;
    let row = rows.get(at).copied()?;
    let is_peg = table.text(row, "kind") == Some(PEG);
    Some(Exchange { rate, said: said.clone(), row: Some(table.cited(row, false)), is_peg })
}

/// Why a rate of exchange is to be looked at by a person.
#[derive(Debug, Clone, PartialEq)]
pub enum Doubt {
    /// It is the newest that there is, and older than the pack lets pass.
    Stale {
        /// The rate.
        rate: FxRate,
        /// Days since its own.
        days: i64,
    },
    /// It is of a day that is still to come, and not used.
    Later(FxRate),
    /// Two rates between the same currencies on the same day say different things; the first of them is used.
    Apart(FxRate, FxRate),
}

/// What is doubtful about the campaign's rates, and about those of the pack's table that bring amounts into a currency:
/// what contradicts itself first, then what is too early and what is too old.
pub fn doubts(campaign: &[FxRate], policy: &OfferPolicy, to: Option<CurrencyCode>, today: Date) -> Vec<Doubt> {
    let mut doubts = apart(campaign, policy.fx_apart_max.value);
    doubts.extend(campaign.iter().filter(|rate| rate.date > today).cloned().map(Doubt::Later));
    let table = policy.fx.as_deref();
    let of_table = table.into_iter().flat_map(published).map(|(rate, _)| rate);
    let all = campaign.iter().cloned().chain(of_table);
    let currencies: BTreeSet<CurrencyCode> = all.flat_map(|rate| [rate.from, rate.to]).collect();
    for from in currencies.into_iter().filter(|from| to.is_some_and(|to| *from != to)) {
        let used = to.and_then(|to| exchange(campaign, table, (from, to), today)).filter(|used| !used.is_peg);
        doubts.extend(used.and_then(|Exchange { said: rate, .. }| {
            let days = today.days_since(rate.date);
            (days as f64 > policy.fx_days_max.value).then_some(Doubt::Stale { rate, days })
        }));
    }
    doubts
}

/// Rates of one day between the same two currencies that differ from the first of them: at all in the same direction, and
/// in the other by a larger share than what rounding leaves.
fn apart(rates: &[FxRate], most: f64) -> Vec<Doubt> {
    let mut first: BTreeMap<(CurrencyCode, CurrencyCode, Date), &FxRate> = BTreeMap::new();
    let differing = |one: &FxRate, other: &FxRate| match one.from == other.from {
        true => one.rate != other.rate,
        false => (one.rate.get() * other.rate.get() - 1.0).abs() > most,
    };
    rates
        .iter()
        .filter_map(|rate| {
            let pair = (rate.from.min(rate.to), rate.from.max(rate.to), rate.date);
            let known = *first.entry(pair).or_insert(rate);
            differing(known, rate).then(|| Doubt::Apart(known.clone(), rate.clone()))
        })
        .collect()
}

/// The rates of a table with their rows.
fn published(table: &Table) -> impl Iterator<Item = (FxRate, &Row)> {
    table.rows.iter().filter_map(|row| Some((fx_rate(table, row)?, row)))
}

/// A row as a rate; none where a cell says no day, currency or amount.
fn fx_rate(table: &Table, row: &Row) -> Option<FxRate> {
    Some(FxRate {
        date: Date::parse(table.text(row, "date")?).ok()?,
        from: CurrencyCode::new(table.text(row, "from")?)?,
        to: CurrencyCode::new(table.text(row, "to")?)?,
        rate: ExchangeRate::new(table.number(row, "rate")?).ok()?,
        source: table.text(row, "source").and_then(|source| Name::new(source).ok()),
    })
}
