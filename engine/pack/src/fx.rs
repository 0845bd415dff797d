//! Rates of exchange: the campaign's own, else those of a pack's table. None is guessed, and none goes by way of a third
//! currency.

use std::sync::Arc;

use saring_model::campaign::FxRate;
use saring_model::{CurrencyCode, Date, Name, Positive};
use saring_vocabulary::fair_price::newest_rate;

use crate::answer::TableRow;
use crate::table::{Row, Table};

/// A rate that was used.
#[derive(Debug, Clone, PartialEq)]
pub struct Exchange {
    /// Units of the wanted currency for one of the given.
    pub rate: f64,
    /// The day of the rate.
    pub date: Date,
    /// Who published it, where that is said.
    pub source: Option<String>,
    /// The row of the pack's table; none for a rate of the campaign.
    pub row: Option<Arc<TableRow>>,
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
        let source = said.source.as_ref().map(|source| source.to_string());
        return Some(Exchange { rate, date: said.date, source, row: None });
    }
    let table = table?;
    let read = |row| Some((fx_rate(table, row)?, row));
    let (rates, rows): (Vec<FxRate>, Vec<&Row>) = table.rows.iter().filter_map(read).unzip();
    let (rate, said) = newest_rate(&rates, from, to, today)?;
    let at = rates.iter().position(|each| std::ptr::eq(each, said))?;
    let row = rows.get(at).map(|row| table.cited(row, false));
    Some(Exchange { rate, date: said.date, source: row.as_ref().map(|row| row.source.clone()), row })
}

/// A row as a rate; none where a cell says no day, currency or amount.
fn fx_rate(table: &Table, row: &Row) -> Option<FxRate> {
    Some(FxRate {
        date: Date::parse(table.text(row, "date")?).ok()?,
        from: CurrencyCode::new(table.text(row, "from")?)?,
        to: CurrencyCode::new(table.text(row, "to")?)?,
        rate: Positive::new(table.number(row, "rate")?).ok()?,
        source: table.text(row, "source").and_then(|source| Name::new(source).ok()),
    })
}
