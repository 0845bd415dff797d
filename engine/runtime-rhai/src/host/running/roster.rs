//! `roster`: the creators of the campaign, and who of them could be booked besides.

use std::collections::BTreeSet;
use std::sync::Arc;

use rhai::Dynamic;
use saring_model::catalogue::FieldSet;
use saring_model::creator::Overlap;
use saring_model::{Campaign, Creator, Id};
use saring_pack::{Subject, Unit};
use saring_vocabulary::fair_price::major_units;
use saring_vocabulary::statistics::share;

use super::{EventsHost, PlanHost, RosterHost};
use crate::fuel;
use crate::measure::{Measure, number, text};
use crate::registry::{Form, Outcome, Register, fields};

/// Creators who are not booked.
#[derive(Debug, Clone)]
pub(crate) struct CandidatesHost(Arc<[Candidate]>);

/// One of them, or nobody.
#[derive(Debug, Clone)]
pub(crate) struct CandidateHost(Option<Candidate>);

#[derive(Debug, Clone)]
struct Candidate {
    id: Id,
    /// Largest share of followers in common with anyone who is booked, of the smaller account; none where it is not known of
    /// all of them.
    overlap: Option<f64>,
    /// What the cheapest package costs in the campaign's currency.
    fee: Option<f64>,
}

pub(super) fn register(register: &mut Register<'_>) {
    candidates(register);
    facts(register);
}

fn candidates(register: &mut Register<'_>) {
    register
        .say(Form::Method, "roster.candidates(plan, events) -> candidates", "-", "The creators of the roster whom the campaign does not forbid, who are not booked and have not published for it.")
        .reads(&[
            "campaign.forbidden",
            "campaign.deliverables",
            "creator.rates[].price",
            "creator.overlap[].pct_of_smaller",
            "creator.overlap[].shared",
            "creator.overlap[].jaccard",
        ])
        .call(|r: &mut RosterHost, plan: PlanHost, events: EventsHost| -> Outcome<CandidatesHost> {
            let taken = taken(&plan, &events);
            let forbidden = events.campaign.forbidden.as_deref().unwrap_or_default();
            fuel::spend(r.subjects.len(), taken.len() + forbidden.len() + 1)?;
            let is_free = |subject: &&Subject| {
                let id = &subject.creator.id;
                !taken.contains(id) && !forbidden.contains(id)
            };
            let free: Vec<&Subject> = r.subjects.iter().filter(is_free).collect();
            let all: Outcome<Vec<Candidate>> = free.into_iter().map(|subject| r.candidate(subject, &taken, &events)).collect();
            Ok(CandidatesHost(all?.into()))
        });
    register
        .say(
            Form::Method,
            "candidates.sharing_less(share) -> candidates",
            "-",
            "Those who are known to share less of the followers of the smaller account with each creator who is booked.",
        )
        .call(|c: &mut CandidatesHost, most: Dynamic| -> Outcome<CandidatesHost> {
            let most = number(&most)?;
            Ok(c.keep(|candidate| candidate.overlap.is_some_and(|overlap| overlap < most)))
        });
    register
        .say(
            Form::Method,
            "candidates.sharing_unknown() -> candidates",
            "-",
            "Those of whom it is not known how many followers they share with every creator who is booked.",
        )
        .call(|c: &mut CandidatesHost| c.keep(|candidate| candidate.overlap.is_none()));
    register
        .say(
            Form::Method,
            "candidates.costing_at_most(amount) -> candidates",
            "-",
            "Those whose cheapest package is known to cost no more.",
        )
        .call(|c: &mut CandidatesHost, most: Dynamic| -> Outcome<CandidatesHost> {
            let most = number(&most)?;
            Ok(c.keep(|candidate| candidate.fee.is_some_and(|fee| fee <= most)))
        });
}

fn facts(register: &mut Register<'_>) {
    register
        .say(Form::Property, "candidates.count -> value", "count", "How many there are.")
        .property(|c: &CandidatesHost, _| Measure::counted(c.0.len(), FieldSet::EMPTY));
    register
        .say(Form::Property, "candidates.best -> candidate", "-", "The one who shares the fewest followers with those who are booked, unknown last; of equals the cheapest, then the first by id.")
        .property(|c: &CandidatesHost, _| {
            fuel::charge(c.0.len());
            let rank = |one: &&Candidate| [one.overlap, one.fee].map(|number| number.unwrap_or(f64::INFINITY));
            let order = |a: &&Candidate, b: &&Candidate| {
                let ([a_overlap, a_fee], [b_overlap, b_fee]) = (rank(a), rank(b));
                a_overlap.total_cmp(&b_overlap).then(a_fee.total_cmp(&b_fee)).then_with(|| a.id.cmp(&b.id))
            };
            CandidateHost(c.0.iter().min_by(order).cloned())
        });
    register
        .say(Form::Property, "candidate.id -> text", "-", "The creator; unknown where there is nobody.")
        .property(|c: &CandidateHost, f| text(c.0.as_ref().map(|one| one.id.as_str()), f));
    register
        .say(
            Form::Property,
            "candidate.fee -> value",
            "money",
            "What the cheapest package costs that the campaign can order; unknown without a price in its currency.",
        )
        .reads(&["creator.rates[].price"])
        .property(|c: &CandidateHost, f| Measure::of(c.0.as_ref().and_then(|one| one.fee), Unit::Money, f));
    register
        .say(
            Form::Property,
            "candidate.overlap -> value",
            "fraction",
            "Largest share of the smaller account's followers in common with a creator who is booked.",
        )
        .reads(&["creator.overlap[].pct_of_smaller", "creator.overlap[].shared", "creator.overlap[].jaccard"])
        .property(|c: &CandidateHost, f| {
            Measure::of(c.0.as_ref().and_then(|one| one.overlap), Unit::Fraction, f)
                .lacking(fields(&["creator.overlap"]))
        });
}

impl CandidatesHost {
    fn keep(&self, keep: impl Fn(&Candidate) -> bool) -> Self {
        fuel::charge(self.0.len());
        Self(self.0.iter().filter(|one| keep(one)).cloned().collect())
    }
}

/// Who is booked, or has published for the campaign.
fn taken(plan: &PlanHost, events: &EventsHost) -> BTreeSet<Id> {
    let booked = plan.plan.iter().flat_map(|plan| plan.bookings.iter()).map(|booking| booking.creator.clone());
    let view = events.view();
    let published = view.published(view.ever()).filter(|seen| seen.what.sponsored != Some(false));
    let published = published.filter_map(|seen| seen.event.creator.clone());
    booked.chain(published).inspect(|_| fuel::charge(1)).collect()
}

impl RosterHost {
    pub(super) fn find(&self, id: &Id) -> Option<&Subject> {
        fuel::charge(self.subjects.len());
        self.subjects.iter().find(|subject| subject.creator.id == *id)
    }

    fn candidate(&self, subject: &Subject, taken: &BTreeSet<Id>, events: &EventsHost) -> Outcome<Candidate> {
        let stated = subject.creator.overlap.as_deref().map_or(0, <[_]>::len);
        fuel::spend(taken.len(), stated + self.subjects.len())?;
        let overlaps = taken.iter().map(|other| self.overlap(subject, other));
        let overlap = overlaps.reduce(|most, next| most.zip(next).map(|(a, b)| a.max(b)));
        let id = subject.creator.id.clone();
        Ok(Candidate {
            id,
            overlap: overlap.unwrap_or(Some(0.0)),
            fee: fee(subject, &events.campaign, self.as_of.date()),
        })
    }

    /// Followers in common as a share of the smaller account's, as either of the two states it.
    fn overlap(&self, subject: &Subject, other: &Id) -> Option<f64> {
        let booked = self.subjects.iter().find(|subject| subject.creator.id == *other);
        let stated = |creator: &Creator, with: &Id| -> Option<Overlap> {
            creator.overlap.as_deref()?.iter().find(|overlap| overlap.with == *with).cloned()
        };
        let own = stated(&subject.creator, other);
        let overlap = own.or_else(|| stated(&booked?.creator, &subject.creator.id))?;
        if let Some(share) = overlap.pct_of_smaller {
            return Some(share.get());
        }
        let (one, other) = (followers(subject)?, followers(booked?)?);
        // Of `j = s / (a + b - s)` follows `s = j (a + b) / (1 + j)`.
        let jaccard = |share: f64| share * (one + other) / (1.0 + share);
        let shared = overlap.shared.map(|shared| shared.as_f64());
        share(shared.or_else(|| overlap.jaccard.map(|share| jaccard(share.get())))?, one.min(other))
    }
}

fn followers(subject: &Subject) -> Option<f64> {
    subject.creator.accounts.get(subject.primary)?.followers.map(|followers| followers.as_f64())
}

/// The ask of the creator's package where it has one, else the lowest price that holds on the day, in the campaign's
/// currency, of a kind of post that the campaign orders; of any where it orders none.
fn fee(subject: &Subject, campaign: &Campaign, today: saring_model::Date) -> Option<f64> {
    if let Some(package) = &subject.package {
        return package.ask.map(major_units);
    }
    let currency = campaign.budget.as_ref()?.total.currency();
    let ordered = campaign.deliverables.as_deref().unwrap_or_default();
    let rates = subject.creator.rates.as_deref().unwrap_or_default();
    fuel::charge(rates.len() * (ordered.len() + 1));
    let holds = rates.iter().filter(|rate| rate.valid_to.is_none_or(|last| last >= today));
    let fits = holds.filter(|rate| {
        let is_ordered = ordered.iter().any(|one| (one.platform, one.format) == (rate.platform, rate.format));
        rate.price.currency() == currency && (ordered.is_empty() || is_ordered)
    });
    fits.map(|rate| rate.price).min_by_key(|price| price.minor()).map(major_units)
}
