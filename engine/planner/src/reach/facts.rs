//! From the facts of creators and a campaign to a pool.

use std::collections::{BTreeMap, BTreeSet};

use saring_model::campaign::AudienceOverlap;
use saring_model::creator::AudienceOf;
use saring_model::{Account, Campaign, Creator, Platform};

use super::{Audience, Member, Note, Pool, Said, SetTotal, Sketch, Statement};

/// A creator with the account that would be booked.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The creator.
    pub creator: &'a Creator,
    /// One of its accounts.
    pub account: &'a Account,
    /// Share of the followers that is real and on target, 0 to 1.
    pub weight: f64,
}

/// The pool of these creators, in their order, with what they and the campaign say of overlaps; behind them the audiences
/// of their accounts on the other platforms that the campaign orders for. What is said of overlaps is said of the former.
///
/// An account without a count of followers has as many as its sketch counts, and without a sketch none.
pub fn pool_of(facts: &[Facts<'_>], campaign: Option<&Campaign>) -> Pool {
    let mut notes = Vec::new();
    let further = facts.iter().flat_map(|facts| elsewhere(facts, campaign));
    let all = facts.iter().copied().chain(further);
    let audiences: Vec<Audience> = all.map(|facts| audience(&facts, &mut notes)).collect();
    let places: BTreeMap<&str, usize> =
        facts.iter().enumerate().map(|(at, one)| (one.creator.id.as_str(), at)).collect();
    let mut statements = Vec::new();
    for (one, facts) in facts.iter().enumerate() {
        for overlap in facts.creator.overlap.as_deref().unwrap_or_default() {
            let Some(&other) = places.get(overlap.with.as_str()) else { continue };
            let said = [
                overlap.shared.map(|people| Said::Shared(people.as_f64())),
                overlap.jaccard.map(|share| Said::Jaccard(share.get())),
                overlap.pct_of_smaller.map(|share| Said::ShareOfSmaller(share.get())),
            ];
            statements.extend(said.into_iter().flatten().map(|said| Statement { one, other, said }));
        }
    }
    let counted = campaign.and_then(|campaign| campaign.audience_overlap.as_deref()).unwrap_or_default();
    let totals: Vec<SetTotal> =
        counted.iter().filter_map(|counted| set_total(counted, &places, &audiences, &mut notes)).collect();
    Pool::new(audiences, &statements, totals).noting(notes)
}

/// The accounts that would be booked on the other platforms that a campaign orders for: on each the largest.
fn elsewhere<'a>(facts: &Facts<'a>, campaign: Option<&Campaign>) -> Vec<Facts<'a>> {
    let ordered = campaign.and_then(|campaign| campaign.deliverables.as_deref()).unwrap_or_default();
    let platforms: BTreeSet<Platform> = ordered.iter().map(|wanted| wanted.platform).collect();
    let others = platforms.into_iter().filter(|platform| *platform != facts.account.platform);
    let largest = |platform: Platform| {
        let accounts = facts.creator.accounts.iter().filter(|account| account.platform == platform);
        // Of equals the first, as rules look at it.
        accounts.rev().max_by_key(|account| account.followers.map_or(0, |followers| followers.get()))
    };
    others.filter_map(largest).map(|account| Facts { account, ..*facts }).collect()
}

/// A provider's count; none where it says nothing of a creator's followers and nobody else does.
fn set_total(
    counted: &AudienceOverlap,
    places: &BTreeMap<&str, usize>,
    audiences: &[Audience],
    notes: &mut Vec<Note>,
) -> Option<SetTotal> {
    let members = counted.members.iter().map(|member| {
        let audience = places.get(member.creator.as_str()).copied();
        let ours = || audience.and_then(|at| audiences.get(at)).map(|audience| audience.followers as f64);
        let followers = member.followers.map(|count| count.as_f64()).or_else(ours)?;
        Some(Member { audience, followers, unique_share: member.unique_share.map(|share| share.get()) })
    });
    let members = members.collect::<Option<_>>();
    if members.is_none() {
        let creators = counted.members.iter().map(|member| member.creator.to_string()).collect();
        notes.push(Note::SetTotalUnusable { creators, why: "it has no followers of a creator who is no candidate" });
    }
    Some(SetTotal { members: members?, unique: counted.unique.as_f64() })
}

fn audience(facts: &Facts<'_>, notes: &mut Vec<Note>) -> Audience {
    let id = facts.creator.id.to_string();
    let of_followers = |one: &&saring_model::creator::Audience| one.of == AudienceOf::Followers;
    let known = facts.account.audience.as_deref().unwrap_or_default().iter().find(of_followers);
    let sketch = known.and_then(|known| known.sketch.as_ref()).and_then(|text| match Sketch::decode(text) {
        Ok(sketch) => Some(sketch),
        Err(error) => {
            notes.push(Note::SketchUnreadable { creator: id.clone(), error });
            None
        }
    });
    let counted = || sketch.as_ref().map_or(0, |sketch| sketch.count().value.round() as u64);
    let followers = facts.account.followers.map_or_else(counted, |count| count.get());
    let countries = known.and_then(|known| known.countries.as_deref()).unwrap_or_default();
    let countries = countries.iter().map(|cell| (cell.code, cell.share.get())).collect();
    Audience { id, platform: facts.account.platform, followers, weight: facts.weight, sketch, countries }
}
