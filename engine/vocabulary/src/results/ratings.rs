//! What people think of the content and of working together, by ratings given in the campaign.

use std::collections::{BTreeMap, BTreeSet};

use saring_model::Id;
use saring_model::timeline::PostRating;

use super::comments::is_of;
use super::posts::Posts;
use super::{Known, Part};
use crate::Column;
use crate::statistics::share;
use crate::text::fold;

/// Several people's opinions on one question. Each person counts once, however often they rated.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Opinions {
    /// The mean of each person's ratings, 0 the worst, 1 the best.
    pub opinions: Column,
    /// How many posts were rated.
    pub posts: usize,
}

/// The ratings of a part by any of some criteria, without case.
pub fn opinions(known: &Known<'_>, posts: &Posts, part: &Part, criteria: &[&str]) -> Opinions {
    let criteria: Vec<String> = criteria.iter().map(|criterion| fold(criterion)).collect();
    let mut by_rater: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    let mut rated: BTreeSet<&Id> = BTreeSet::new();
    for seen in known.view.ratings(known.view.ever()) {
        let (event, rating) = (seen.event, seen.what);
        let is_own = is_of(part, posts, event.creator.as_ref(), event.post.as_ref());
        if let Some(value) = scaled(rating).filter(|_| is_own && criteria.contains(&fold(&rating.criterion))) {
            let (sum, n) = by_rater.entry(fold(&rating.rater)).or_default();
            *sum += value;
            *n += 1.0;
            rated.extend(&event.post);
        }
    }
    Opinions { opinions: by_rater.into_values().map(|(sum, n)| share(sum, n)).collect(), posts: rated.len() }
}

fn scaled(rating: &PostRating) -> Option<f64> {
    let (low, high) = (rating.scale.min.get(), rating.scale.max.get());
    share(rating.value.get() - low, high - low).map(|share| share.clamp(0.0, 1.0))
}

impl Opinions {
    /// The net promoter score, -1 to 1: the share of people at `promoter` or above less the share at `detractor` or below;
    /// none where nobody rated. Source: Reichheld (2003), Harvard Business Review 81.
    pub fn net_promoters(&self, promoter: f64, detractor: f64) -> Option<f64> {
        let all = self.opinions.sorted();
        let above = all.iter().filter(|opinion| **opinion >= promoter).count() as f64;
        let below = all.iter().filter(|opinion| **opinion <= detractor).count() as f64;
        share(above - below, all.len() as f64)
    }
}
