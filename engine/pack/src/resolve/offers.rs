//! What creators offer, and how it is priced.

use std::sync::Arc;

use saring_model::creator::RateBasis;

use super::policy::sourced;
use super::rules::Binder;
use crate::diagnostic::DiagnosticCode;
use crate::digest;
use crate::manifest::OfferPolicy;
use crate::origin::Origin;
use crate::reader::{Reader, suggest};
use crate::table::Table;
use crate::tree::{Branch, Node};

const KEYS: [&str; 9] =
    ["packages-max", "basis", "taxes", "over-at", "under-at", "fx-days-max", "fx-apart-max", "fx", "tax-table"];
/// Most packages that a pack may let one creator offer.
const PACKAGES_MAX: u64 = 64;
/// Largest price over fair price that a pack may speak of.
const RATIO_MAX: f64 = 1_000.0;
/// Largest age of a rate of exchange that a pack may speak of, in days.
const FX_DAYS_MAX: f64 = 3_650.0;
/// Columns of a table of exchange rates: one unit of `from` is `rate` units of `to` on `date`. A further column `kind`
/// says `peg` of a rate that holds until it is given up.
const FX_COLUMNS: [&str; 4] = ["date", "from", "to", "rate"];
/// Columns of a table of taxes: see `offer` in the evaluation.
const TAX_COLUMNS: [&str; 7] = ["country", "tax", "kind", "currency", "above", "rate", "base"];

/// Reads the policy. Every key but the tables has to be said somewhere in the chain.
pub(super) fn read(reader: &mut Reader, binder: &mut Binder<'_>, node: &Node) -> Option<OfferPolicy> {
    let branch = reader.branch(node)?;
    reader.only(branch, &KEYS);
    let packages_max = reader.need(branch, "packages-max", &node.origin).and_then(|node| {
        let count = reader.count(node)?;
        if !(1..=PACKAGES_MAX).contains(&count) {
            let message = format!("{count} is out of range");
            reader.error(DiagnosticCode::ValueRange, &node.origin, message, format!("from 1 to {PACKAGES_MAX}"));
        }
        Some(sourced(count, node))
    });
    let bases = [RateBasis::Net, RateBasis::Gross].map(|basis| (basis.as_str(), basis));
    let basis = reader.need(branch, "basis", &node.origin);
    let basis = basis.and_then(|node| reader.choice(node, &bases).map(|value| sourced(value, node)));
    let number = |reader: &mut Reader, key: &str, max: f64| {
        let node = reader.need(branch, key, &node.origin)?;
        reader.number(node, 0.0, max).map(|value| sourced(value, node))
    };
    let (over_at, under_at) = (number(reader, "over-at", RATIO_MAX), number(reader, "under-at", RATIO_MAX));
    let fx_days_max = number(reader, "fx-days-max", FX_DAYS_MAX);
    let fx_apart_max = number(reader, "fx-apart-max", 1.0);
    let (fx, fx_bytes) = table(reader, binder, branch, "fx", &FX_COLUMNS);
    let (tax_table, tax_bytes) = table(reader, binder, branch, "tax-table", &TAX_COLUMNS);
    let taxes = taxes(reader, branch, tax_table.as_deref());
    let (over_at, under_at) = (over_at?, under_at?);
    if under_at.value >= over_at.value {
        let message = format!("`under-at` is {}, not below `over-at`, which is {}", under_at.value, over_at.value);
        reader.error(DiagnosticCode::ValueRange, &under_at.origin, message, "set it below `over-at`");
    }
    // The digests have one length each, so that no two pairs of tables read the same.
    let tables_digest = digest::of_bytes(format!("{fx_bytes}{tax_bytes}").as_bytes());
    let (packages_max, basis, fx_days_max, fx_apart_max) = (packages_max?, basis?, fx_days_max?, fx_apart_max?);
    Some(OfferPolicy {
        packages_max,
        basis,
        taxes,
        over_at,
        under_at,
        fx_days_max,
        fx_apart_max,
        fx,
        tax_table,
        tables_digest,
    })
}

/// A table and the digest of its bytes, which is that of no bytes where there is none.
fn table(
    reader: &mut Reader,
    binder: &mut Binder<'_>,
    branch: &Branch,
    key: &str,
    columns: &[&str],
) -> (Option<Arc<Table>>, String) {
    let nothing = || digest::of_bytes(&[]);
    let Some(node) = branch.get(key).map(|entry| &entry.node) else { return (None, nothing()) };
    let Some((table, bytes)) = reader.text(node).and_then(|path| binder.one_table(reader, &sourced(path, node))) else {
        return (None, nothing());
    };
    for column in columns.iter().filter(|column| table.column(column).is_none()) {
        missing(reader, &node.origin, &table.name, column);
    }
    (Some(table), digest::of_bytes(&bytes))
}

fn missing(reader: &mut Reader, at: &Origin, table: &str, column: &str) {
    let message = format!("the table `{table}` has no column `{column}`");
    reader.error(DiagnosticCode::TableColumns, at, message, "see the table of the standard pack of the same kind");
}

/// The names of the taxes that are reckoned with, each of which the table knows.
fn taxes(reader: &mut Reader, branch: &Branch, table: Option<&Table>) -> Vec<String> {
    let named = branch.get("taxes").map(|entry| reader.texts(&entry.node)).unwrap_or_default();
    let rows = table.map(|table| table.rows.iter().filter_map(|row| table.text(row, "tax")).collect::<Vec<_>>());
    let known = rows.unwrap_or_default();
    for tax in named.iter().filter(|tax| !known.contains(&tax.value.as_str())) {
        let message = format!("`{}` is no tax of the pack's table", tax.value);
        let help = suggest(&tax.value, known.iter().copied());
        reader.error(DiagnosticCode::ValueUnknown, &tax.origin, message, help);
    }
    named.into_iter().map(|tax| tax.value).collect()
}
