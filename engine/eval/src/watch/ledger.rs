//! What is left of each budget line of a running campaign.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_model::action::Action;
use saring_model::plan::{Line, Plan};
use saring_model::timeline::{Event, What};
use saring_model::{CurrencyCode, Id, Kebab, Money, Timestamp};
use saring_pack::LineLeft;
use saring_vocabulary::chronicle::{View, known_at};

/// The plan's lines as they stand at a moment: less what was spent, and less what standing proposals would spend.
///
/// A proposal stands until it expires. What was spent on one counts once: spending that names its action takes the place of
/// the proposal, up to its amount. Of the line that pays creators the larger is counted: what was spent on it, or what was
/// paid to creators, for these are two records of one money. Money in another currency than the line's is not counted, for
/// nothing is converted here.
pub fn lines(plan: Option<&Plan>, fees: Option<&str>, view: View<'_>, actions: &[&Action]) -> Arc<[LineLeft]> {
    let spends = view.spends(view.ever()).map(|seen| seen.event);
    let payments = view.payments(view.ever()).map(|seen| seen.event);
    let mut ledger = Ledger::new(plan, fees, spends.chain(payments));
    ledger.turn_to(view.moment());
    ledger.lines(view.moment(), actions.iter().copied())
}

/// The books of a campaign, opened at one moment after the other.
pub(super) struct Ledger {
    accounts: Vec<Account>,
    /// What was spent or paid, by when it was known.
    entries: Vec<(Timestamp, Entry)>,
    /// Entries that are booked.
    booked: usize,
    strays: Vec<Stray>,
}

/// One line of the plan.
struct Account {
    id: Kebab,
    planned: Money,
    spent: i64,
    /// What was paid to creators, on the line that pays them.
    paid: i64,
    /// What was spent on actions.
    done: BTreeMap<Id, i64>,
}

struct Entry {
    place: usize,
    minor: i64,
    is_payment: bool,
    action: Option<Id>,
}

/// Money that counts on no line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stray {
    /// The line that was named.
    pub line: Kebab,
    /// The currency, where the line is planned in another; none where the plan has no such line.
    pub currency: Option<CurrencyCode>,
    /// When it was known.
    pub known: Timestamp,
}

impl Ledger {
    pub fn new<'a>(plan: Option<&Plan>, fees: Option<&str>, events: impl Iterator<Item = &'a Event>) -> Self {
        let account = |Line { id, amount }: &Line| Account {
            id: id.clone(),
            planned: *amount,
            spent: 0,
            paid: 0,
            done: BTreeMap::new(),
        };
        let accounts = plan.map(|plan| plan.lines.iter().map(account).collect()).unwrap_or_default();
        let mut ledger = Self { accounts, entries: Vec::new(), booked: 0, strays: Vec::new() };
        if plan.is_some() {
            events.for_each(|event| ledger.enter(event, fees));
            ledger.entries.sort_by_key(|(known, _)| *known);
        }
        ledger
    }

    fn enter(&mut self, event: &Event, fees: Option<&str>) {
        let (line, amount, action, is_payment) = match &event.what {
            What::Spend(spend) => (Some(spend.line.as_str()), spend.amount, spend.action.clone(), false),
            What::Payment(payment) => (fees, payment.amount, None, true),
            _ => return,
        };
        let Some(line) = line else { return };
        let known = known_at(event).max(event.at);
        let place = self.accounts.iter().position(|account| account.id.as_str() == line);
        let fits = |place: &usize| {
            self.accounts.get(*place).is_some_and(|account| account.planned.currency() == amount.currency())
        };
        match place.filter(fits) {
            Some(place) => self.entries.push((known, Entry { place, minor: amount.minor(), is_payment, action })),
            None if is_payment && place.is_none() => {}
            None => {
                let currency = place.map(|_| amount.currency());
                self.strays.extend(Kebab::new(line).ok().map(|line| Stray { line, currency, known }));
            }
        }
    }

    /// Books what was known by a moment, which is not earlier than that of the last time.
    pub fn turn_to(&mut self, at: Timestamp) {
        while let Some((known, entry)) = self.entries.get(self.booked) {
            if *known > at {
                return;
            }
            self.booked += 1;
            let Some(account) = self.accounts.get_mut(entry.place) else { continue };
            let sum = if entry.is_payment { &mut account.paid } else { &mut account.spent };
            *sum = sum.saturating_add(entry.minor);
            if let Some(action) = &entry.action {
                let done = account.done.entry(action.clone()).or_default();
                *done = done.saturating_add(entry.minor);
            }
        }
    }

    /// The lines with what is booked, and with the proposals that stand at the moment.
    pub fn lines<'a>(&self, at: Timestamp, actions: impl Iterator<Item = &'a Action>) -> Arc<[LineLeft]> {
        let mut proposed = vec![0i64; self.accounts.len()];
        for action in actions.filter(|action| is_standing(action, at)) {
            let (Some(line), Some(amount)) = (&action.line, action.amount) else { continue };
            let of_line = self.accounts.iter().zip(&mut proposed).find(|(account, _)| account.id == *line);
            let Some((account, sum)) = of_line.filter(|(one, _)| one.planned.currency() == amount.currency()) else {
                continue;
            };
            let done = account.done.get(&action.id).copied().unwrap_or_default();
            *sum = sum.saturating_add(amount.minor().saturating_sub(done).max(0));
        }
        let lines = self.accounts.iter().zip(proposed).map(|(account, proposed)| {
            let (planned, spent) = (account.planned, account.spent.max(account.paid));
            let left = planned.minor().saturating_sub(spent).saturating_sub(proposed).max(0);
            let money = |minor| Money::from_minor(minor, planned.currency());
            let id = account.id.as_str().to_owned();
            LineLeft { id, planned, spent: money(spent), proposed: money(proposed), left: money(left) }
        });
        lines.collect()
    }

    /// Money that counts on no line, with how often it came, as known at a moment.
    pub fn strays(&self, at: Timestamp) -> BTreeMap<(&Kebab, Option<CurrencyCode>), usize> {
        let known = self.strays.iter().filter(|stray| stray.known <= at);
        known.fold(BTreeMap::new(), |mut strays, stray| {
            *strays.entry((&stray.line, stray.currency)).or_default() += 1;
            strays
        })
    }
}

/// Whether an action still waits to be done.
fn is_standing(action: &Action, at: Timestamp) -> bool {
    action.at <= at && action.expires_at.is_none_or(|expires| expires > at)
}
