//! What a campaign was worth beside its revenue, and what its customers are worth.

use std::collections::BTreeSet;

use saring_model::Positive;
use saring_model::campaign::{ActionRate, PricedAction, RateCard};
use saring_model::timeline::PostMetrics;

use super::posts::{Told, number};
use super::{Known, Part, Total};
use crate::forecast::Metric;

/// Earned media value: what the posts' actions cost by a declared rate card. It is never revenue.
///
/// Of several rates for an action the one that names the post's platform holds. A post of which a priced action is not known
/// does not tell its value. None where the card prices no action of a post.
pub fn earned_media(posts: &[&Told], card: &RateCard) -> Option<Total> {
    let actions: BTreeSet<PricedAction> =
        card.rates.iter().map(|rate| rate.action).filter(|action| metric_of(*action).is_some()).collect();
    let value = |post: &&Told| actions.iter().map(|action| worth(post, *action, card)).sum::<Option<f64>>();
    (!actions.is_empty()).then(|| posts.iter().map(value).collect())
}

/// What one action of a post is worth: nothing where the card has no price for its platform; none where its number is not
/// known.
fn worth(post: &Told, action: PricedAction, card: &RateCard) -> Option<f64> {
    let rates = || card.rates.iter().filter(|rate| rate.action == action);
    let own = rates().find(|rate| rate.platform.is_some() && rate.platform == post.platform);
    let rate = own.or_else(|| rates().find(|rate| rate.platform.is_none()));
    let price = |rate: &ActionRate| rate.price.get();
    match rate.map(price) {
        None | Some(0.0) => Some(0.0),
        Some(price) => Some(price * count(&post.metrics, action)?),
    }
}

fn count(metrics: &PostMetrics, action: PricedAction) -> Option<f64> {
    number(metrics, metric_of(action)?)
}

fn metric_of(action: PricedAction) -> Option<Metric> {
    Some(match action {
        PricedAction::Like => Metric::Likes,
        PricedAction::Comment => Metric::Comments,
        PricedAction::Share => Metric::Shares,
        PricedAction::Save => Metric::Saves,
        PricedAction::View => Metric::Views,
        PricedAction::Reach => Metric::Reach,
        PricedAction::Impression => Metric::Impressions,
        PricedAction::Click => Metric::Clicks,
        PricedAction::PressMention => return None,
    })
}

/// What using content again saved.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Reused {
    /// Of each piece the smaller of a licence's price and the cost of producing such content anew; a piece of which one of
    /// them is missing, or in another currency, does not tell.
    pub value: Total,
    /// The most that the pieces can be worth of which one of the two is known; infinite where of one neither is.
    pub most: f64,
}

/// The value of content that is used again; none where the campaign does not say what is.
pub fn reused(known: &Known<'_>, part: &Part) -> Option<Reused> {
    let pieces = known.campaign.measurement.as_ref()?.reuse.as_ref()?;
    let mut reused = Reused::default();
    for piece in pieces.iter().filter(|piece| part.has(Some(&piece.creator))) {
        let prices = [piece.licence_price, piece.replacement_cost].map(|price| price.and_then(|it| known.major(it)));
        let (least, value) = match prices {
            [Some(licence), Some(anew)] => (licence.min(anew), Some(licence.min(anew))),
            [Some(one), None] | [None, Some(one)] => (one, None),
            [None, None] => (f64::INFINITY, None),
        };
        reused.value = reused.value.with(value);
        reused.most += least;
    }
    Some(reused)
}

/// Revenue beyond what would have come without the campaign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Incremental {
    /// The change where it ran less the change where it did not (Ashenfelter and Card 1985): right where both are of about
    /// one size.
    pub difference: f64,
    /// What was sold where it ran less what would have been had it grown at the control's rate: right for sizes that differ.
    /// None where the control sold nothing before.
    pub scaled: Option<f64>,
}

/// Incremental revenue by the campaign's control; none where there is none, or it is in another currency.
pub fn incremental(known: &Known<'_>) -> Option<Incremental> {
    let control = known.campaign.measurement.as_ref()?.control.as_ref()?;
    let before = known.major(control.exposed_before)?;
    let during = known.major(control.exposed_during)?;
    let (without_before, without) = (known.major(control.control_before)?, known.major(control.control_during)?);
    let difference = (during - before) - (without - without_before);
    let scaled = (without_before > 0.0).then(|| during - before * (without / without_before));
    Some(Incremental { difference, scaled })
}

/// What a customer is worth: `Σ margin·retention^t / (1 + discount)^t` over the periods t = 0, 1, … `periods` - 1, the first
/// of which begins with the first order (Gupta and Lehmann 2003, J. Interactive Marketing 17).
pub fn lifetime(margin: f64, retention: f64, discount: f64, periods: f64) -> f64 {
    let (kept, n) = (retention / (1.0 + discount), libm::floor(periods.max(0.0)));
    if kept >= 1.0 { margin * n } else { margin * (1.0 - libm::pow(kept, n)) / (1.0 - kept) }
}

/// The brand's share of its segment's sales, before and after; none where it is not declared or the segment sold nothing.
pub fn market_shares(known: &Known<'_>) -> [Option<f64>; 2] {
    let market = known.campaign.measurement.as_ref().and_then(|measurement| measurement.market.as_ref());
    let share = |own: Positive, total: Positive| crate::statistics::share(own.get(), total.get());
    market.map_or([None, None], |market| {
        [share(market.before.own, market.before.total), share(market.after.own, market.after.total)]
    })
}
