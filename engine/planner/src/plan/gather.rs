//! From what was decided and priced to the question of a plan.

use std::collections::BTreeMap;

use saring_eval::budget::Division;
use saring_eval::worth::{Offered, objective};
use saring_eval::{Context, Decided, Ranked};
use saring_model::campaign::{PostsMin, Verdict};
use saring_model::{Campaign, Creator};
use saring_pack::Combine;
use saring_vocabulary::text::fold;

use super::question::{Barrier, Entrant, Offering, Pin, PlanQuestion, Tier, Wishes};
use crate::portfolio::Effort;
use crate::reach::{Facts, pool_of};

/// The question of a plan: entrants in the order of their rank.
pub fn gather(
    context: &Context<'_>,
    ranked: &Ranked,
    offered: &[Offered],
    division: &Division,
    wishes: Wishes,
    effort: Effort,
) -> PlanQuestion {
    let campaign = &**context.campaign;
    let wishes = wished(campaign, wishes);
    let mut by_creator: BTreeMap<usize, Vec<Offering>> = BTreeMap::new();
    for one in offered {
        by_creator.entry(one.creator).or_default().push(offering(one));
    }
    let entrants = ranked.creators.iter().enumerate().map(|(at, decided)| Entrant {
        id: decided.layered.checked.classified.subject.creator.id.to_string(),
        tier: decided.layered.checked.classified.subject.tier.as_deref().map(str::to_owned),
        barrier: barrier(context, decided, &wishes),
        offerings: by_creator.remove(&at).unwrap_or_default(),
    });
    let caps = || division.caps.iter();
    PlanQuestion {
        entrants: entrants.collect(),
        fees: division.fees.minor(),
        tiers: tiers(context, campaign, division),
        fee_max: caps().filter(|cap| cap.platform.is_none()).map(|cap| cap.amount.minor()).min(),
        platforms: caps().filter_map(|cap| Some((cap.platform?, cap.amount.minor()))).collect(),
        exclusions: exclusions(campaign),
        posts_min: posts_min(campaign),
        wishes,
        pool: pool(context, ranked),
        effort,
    }
}

/// What a person wishes now, over what the campaign says.
fn wished(campaign: &Campaign, mut wishes: Wishes) -> Wishes {
    let named = |wishes: &Wishes, id: &str| {
        wishes.bans.iter().any(|ban| ban == id) || wishes.pins.iter().any(|pin| pin.creator == id)
    };
    for id in campaign.required.as_deref().unwrap_or_default() {
        if !named(&wishes, id.as_str()) {
            wishes.pins.push(Pin { creator: id.to_string(), package: None });
        }
    }
    wishes
}

fn offering(offered: &Offered) -> Offering {
    let posts = offered.package.deliverables.iter().map(|each| {
        let posts = each.quantity.map_or(1, |quantity| quantity.get());
        (each.platform, each.format, i64::try_from(posts).unwrap_or(i64::MAX))
    });
    Offering {
        id: offered.package.id.clone(),
        fee: offered.price.map(|price| price.minor()),
        value: offered.value.map(|value| value.value),
        posts: posts.collect(),
    }
}

/// Why nothing of a creator may be booked. Who a person asks for may be booked where a person was to look anyway.
fn barrier(context: &Context<'_>, decided: &Decided, wishes: &Wishes) -> Option<Barrier> {
    let creator = &decided.layered.checked.classified.subject.creator;
    if context.campaign.forbidden.as_deref().unwrap_or_default().contains(&creator.id) {
        return Some(Barrier::Banned);
    }
    if runs_into_flight(context.campaign, creator) {
        return Some(Barrier::Exclusivity);
    }
    let verdict = decided.verdict();
    let book = context.setting.pack.pack.plan.as_ref().map(|plan| plan.book.as_slice()).unwrap_or_default();
    let is_pinned = wishes.pins.iter().any(|pin| pin.creator == creator.id.as_str());
    let is_bookable = book.contains(&verdict) || is_pinned && verdict == Verdict::Review;
    (!is_bookable).then(|| Barrier::Verdict(verdict.as_str()))
}

/// Whether an exclusivity of the brand's own category, with somebody else, lasts into the flight.
fn runs_into_flight(campaign: &Campaign, creator: &Creator) -> bool {
    let Some(category) = &campaign.brand.category else { return false };
    let Some(flight) = &campaign.flight else { return false };
    let exclusivities = creator.relationship.as_ref().and_then(|relationship| relationship.exclusivity.as_deref());
    let is_own = |brand: Option<&str>| brand.is_some_and(|brand| fold(brand) == fold(campaign.brand.name.as_str()));
    exclusivities.unwrap_or_default().iter().any(|exclusivity| {
        exclusivity.category == *category
            && !is_own(exclusivity.brand.as_ref().map(|brand| brand.as_str()))
            && exclusivity.from.is_none_or(|from| from <= flight.end)
            && exclusivity.until.is_none_or(|until| until >= flight.start)
    })
}

fn tiers(context: &Context<'_>, campaign: &Campaign, division: &Division) -> Vec<Tier> {
    let asked = campaign.budget.as_ref().and_then(|budget| budget.creators_per_tier.as_ref());
    // Tiers that are told apart share all the money, so one that is not named has none.
    let unnamed = (!division.tiers.is_empty()).then_some(0);
    let of = |id: &str| {
        let range = asked.and_then(|tiers| tiers.get(id));
        let whole = |count: Option<saring_model::Count>| count.and_then(|count| i64::try_from(count.get()).ok());
        Tier {
            id: id.to_owned(),
            fees: division.tiers.iter().find(|tier| &*tier.id == id).map(|tier| tier.amount.minor()).or(unnamed),
            creators_min: whole(range.and_then(|range| range.min)).filter(|min| *min > 0),
            creators_max: whole(range.and_then(|range| range.max)),
        }
    };
    context.setting.pack.pack.tiers.iter().map(|tier| of(&tier.id)).collect()
}

fn exclusions(campaign: &Campaign) -> Vec<Vec<String>> {
    let groups = campaign.exclusions.as_deref().unwrap_or_default();
    groups.iter().map(|group| group.iter().map(ToString::to_string).collect()).collect()
}

fn posts_min(campaign: &Campaign) -> Vec<PostsMin> {
    campaign.budget.as_ref().and_then(|budget| budget.posts_min.as_deref()).unwrap_or_default().to_vec()
}

/// The audiences of the accounts that count, where the goal counts people.
fn pool(context: &Context<'_>, ranked: &Ranked) -> Option<crate::reach::Pool> {
    let goal = objective(&context.campaign.goal);
    let combine = saring_eval::worth::combine(&context.setting, goal)?;
    (combine == Combine::Reach).then(|| {
        let subjects = ranked.creators.iter().map(|decided| &decided.layered.checked.classified.subject);
        let facts = subjects.filter_map(|subject| {
            let account = subject.creator.accounts.get(subject.primary)?;
            Some(Facts { creator: &subject.creator, account, weight: 1.0 })
        });
        pool_of(&facts.collect::<Vec<_>>(), Some(context.campaign))
    })
}
