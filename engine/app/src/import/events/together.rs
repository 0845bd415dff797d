//! Rows that are one event together: what a later row adds to the event of an earlier one.

use saring_model::Count;
use saring_model::timeline::{Conversion, Event, HashtagCounts, Mentions, Order, What};

/// Adds the counts, or the money, of an event to those of an earlier one.
///
/// # Errors
/// Why they cannot be added.
pub(super) fn add(to: &mut Event, more: &Event) -> Result<(), &'static str> {
    match (&mut to.what, &more.what) {
        (What::MentionCounts(to), What::MentionCounts(more)) => mentions(to, more),
        (What::HashtagCounts(HashtagCounts { total, .. }), What::HashtagCounts(more)) => count(total, more.total),
        (What::Order(to), What::Order(more)) => order(to, more),
        (What::Lead(to), What::Lead(more)) | (What::CodeUse(to), What::CodeUse(more)) => conversion(to, more),
        _ => Err("events of their kind cannot be added"),
    }
}

const TOO_MANY: &str = "their sum is too large a number";

fn mentions(to: &mut Mentions, more: &Mentions) -> Result<(), &'static str> {
    count(&mut to.total, more.total)?;
    some(&mut to.positive, more.positive)?;
    some(&mut to.negative, more.negative)
}

fn order(to: &mut Order, more: &Order) -> Result<(), &'static str> {
    to.revenue = to.revenue.plus(more.revenue).map_err(|_| "their currencies differ, or their sum is too large")?;
    to.margin = match (to.margin, more.margin) {
        (Some(to), Some(more)) => Some(to.plus(more).map_err(|_| TOO_MANY)?),
        // A margin of a part is none of the whole.
        _ => None,
    };
    Ok(())
}

fn conversion(to: &mut Conversion, more: &Conversion) -> Result<(), &'static str> {
    let one = |n: Option<Count>| n.map_or(1, Count::get);
    to.n = Some(sum(one(to.n), one(more.n))?);
    Ok(())
}

/// What nobody looked at adds nothing to what was counted.
fn some(to: &mut Option<Count>, more: Option<Count>) -> Result<(), &'static str> {
    *to = match (*to, more) {
        (Some(to), Some(more)) => Some(sum(to.get(), more.get())?),
        (one, other) => one.or(other),
    };
    Ok(())
}

fn count(to: &mut Count, more: Count) -> Result<(), &'static str> {
    *to = sum(to.get(), more.get())?;
    Ok(())
}

fn sum(one: u64, other: u64) -> Result<Count, &'static str> {
    one.checked_add(other).and_then(|sum| Count::new(sum).ok()).ok_or(TOO_MANY)
}
