//! What of the campaign a person should look at, although a plan was made: rates of exchange that are doubtful, and names
//! of creators that are not there.

use std::collections::BTreeSet;

use saring_eval::worth::objective;
use saring_eval::{Context, Ranked};
use saring_model::Id;
use saring_model::campaign::{FxRate, Goal};
use saring_pack::fx::{Doubt, doubts};
use saring_pack::{Arg, Reason, Unit};

use super::reason::{count, text};

/// Most creators that one note names; the rest are counted.
const NAMED_MAX: usize = 10;

/// The notes, rates of exchange first.
pub(super) fn notes(context: &Context<'_>, ranked: &Ranked) -> Vec<Reason> {
    let campaign = &**context.campaign;
    let currency = campaign.budget.as_ref().map(|budget| budget.total.currency());
    let own = campaign.fx.as_deref().unwrap_or_default();
    let policy = context.setting.pack.pack.offers.as_ref();
    let doubts = policy.map(|policy| doubts(own, policy, currency, context.setting.as_of.date()));
    let mut notes: Vec<Reason> = doubts.unwrap_or_default().iter().map(doubt).collect();
    let known: BTreeSet<&Id> =
        ranked.creators.iter().map(|decided| &decided.layered.checked.classified.subject.creator.id).collect();
    let forbidden = campaign.forbidden.iter().flat_map(|ids| ids.iter());
    let excluding = campaign.exclusions.iter().flat_map(|groups| groups.iter()).flat_map(|group| group.iter());
    notes.extend(heaviest(&campaign.goal));
    notes.extend(unknown("note.unknown-forbidden", forbidden, &known));
    notes.extend(unknown("note.unknown-excluding", excluding, &known));
    notes
}

fn doubt(doubt: &Doubt) -> Reason {
    let (code, rate, more) = match doubt {
        Doubt::Stale { rate, days } => ("note.fx-stale", rate, vec![count("days", *days)]),
        Doubt::Later(rate) => ("note.fx-later", rate, Vec::new()),
        Doubt::Apart(rate, other) => {
            let names = [("other_from", other.from), ("other_to", other.to)];
            let names = names.map(|(name, currency)| text(name, currency.as_str()));
            ("note.fx-apart", rate, [&names[..], &[number("other_rate", other)]].concat())
        }
    };
    let own = [text("from", rate.from.as_str()), text("to", rate.to.as_str()), number("rate", rate)];
    let args = [&own[..], &[text("date", rate.date.to_string())], &more].concat();
    Reason { code: code.to_owned(), args }
}

fn number(name: &str, rate: &FxRate) -> (String, Arg) {
    (name.to_owned(), Arg::Number(rate.rate.get(), Unit::Number))
}

/// Creators that are named and not there. That is no mistake as such: a list may be of more than one roster.
fn unknown<'a>(code: &str, named: impl Iterator<Item = &'a Id>, known: &BTreeSet<&Id>) -> Option<Reason> {
    let unknown: BTreeSet<&Id> = named.filter(|id| !known.contains(id)).collect();
    let first: Vec<&str> = unknown.iter().take(NAMED_MAX).map(|id| id.as_str()).collect();
    let total = i64::try_from(unknown.len()).unwrap_or(i64::MAX);
    let code = if unknown.len() > NAMED_MAX { format!("{code}-among") } else { code.to_owned() };
    let args = vec![text("creators", first.join(", ")), count("count", total)];
    (!unknown.is_empty()).then_some(Reason { code, args })
}

/// Of several goals the value is that of one alone.
fn heaviest(goal: &Goal) -> Option<Reason> {
    let Goal::Weighted(weights) = goal else { return None };
    let heaviest = objective(goal);
    let (_, weight) = weights.iter().find(|(name, _)| name.as_str() == heaviest)?;
    let args = vec![text("goal", heaviest), ("weight".to_owned(), Arg::Number(weight, Unit::Fraction))];
    (weights.iter().count() > 1).then(|| Reason { code: "note.heaviest-goal".to_owned(), args })
}
