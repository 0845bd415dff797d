//! What is left of each budget line of a running campaign.

use std::sync::Arc;

use saring_model::action::Action;
use saring_model::plan::Plan;
use saring_model::{Money, Timestamp};
use saring_pack::LineLeft;
use saring_vocabulary::chronicle::View;

/// The plan's lines as they stand at a moment: less what was spent, and less what standing proposals would spend.
///
/// A proposal stands until it expires. What was spent on one counts once: spending that names its action takes the place of
/// the proposal, up to its amount. Of the line that pays creators the larger is counted: what was spent on it, or what was
/// paid to creators, for these are two records of one money. Money in another currency than the line's is not counted, for
/// nothing is converted here.
pub fn lines(plan: Option<&Plan>, fees: Option<&str>, view: View<'_>, actions: &[&Action]) -> Arc<[LineLeft]> {
    let lines = plan.map(|plan| plan.lines.iter()).into_iter().flatten();
    lines
        .map(|line| {
            let (planned, id) = (line.amount, line.id.as_str());
            let spends = || {
                let all = view.spends(view.ever()).map(|seen| seen.what);
                all.filter(|spend| spend.line.as_str() == id && spend.amount.currency() == planned.currency())
            };
            let paid = view.payments(view.ever()).map(|seen| seen.what.amount).filter(|_| fees == Some(id));
            let paid = paid.filter(|amount| amount.currency() == planned.currency()).map(Money::minor);
            let spent = sum(spends().map(|spend| spend.amount.minor())).max(sum(paid));
            let standing = actions.iter().filter(|action| is_standing(action, view.moment()));
            let proposed = standing.filter(|action| action.line.as_ref().is_some_and(|line| line.as_str() == id));
            let proposed = proposed.filter_map(|action| {
                let amount = action.amount.filter(|amount| amount.currency() == planned.currency())?.minor();
                let done = sum(spends()
                    .filter(|spend| spend.action.as_ref() == Some(&action.id))
                    .map(|one| one.amount.minor()));
                Some((amount - done).max(0))
            });
            let proposed = sum(proposed);
            let left = planned.minor().saturating_sub(spent).saturating_sub(proposed).max(0);
            let money = |minor| Money::from_minor(minor, planned.currency());
            LineLeft { id: id.to_owned(), planned, spent: money(spent), proposed: money(proposed), left: money(left) }
        })
        .collect()
}

/// Whether an action still waits to be done.
fn is_standing(action: &Action, at: Timestamp) -> bool {
    action.at <= at && action.expires_at.is_none_or(|expires| expires > at)
}

fn sum(amounts: impl Iterator<Item = i64>) -> i64 {
    amounts.fold(0, i64::saturating_add)
}
