//! What people think of a creator, and how far they agree.

use std::collections::BTreeMap;

use saring_model::creator::Rating;
use saring_model::{Date, Id};

use crate::Column;
use crate::confidence::day_number;
use crate::statistics::share;
use crate::text::fold;

/// Variance of ratings that fall anywhere on a scale from 0 to 1 by chance.
const CHANCE_VARIANCE: f64 = 1.0 / 12.0;

/// Several people's opinions on one question. Each person counts once, however often they rated.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Panel {
    opinions: Column,
    newest: Option<Date>,
}

/// A rating on a scale from 0, the worst, to 1, the best; none where its scale has no length.
pub fn scaled(rating: &Rating) -> Option<f64> {
    let (low, high) = (rating.scale.min.get(), rating.scale.max.get());
    share(rating.value.get() - low, high - low).map(|share| share.clamp(0.0, 1.0))
}

/// The ratings of any of some criteria up to `as_of`, without case and diacritics.
pub fn panel(ratings: &[Rating], criteria: &[&str], as_of: Date) -> Panel {
    let criteria: Vec<String> = criteria.iter().map(|criterion| fold(criterion)).collect();
    let mut by_rater: BTreeMap<&Id, (f64, f64)> = BTreeMap::new();
    let mut newest = None;
    for rating in ratings.iter().filter(|rating| rating.at.is_none_or(|at| at <= as_of)) {
        if let Some(value) = scaled(rating).filter(|_| criteria.contains(&fold(&rating.criterion))) {
            let (sum, n) = by_rater.entry(&rating.rater).or_default();
            *sum += value;
            *n += 1.0;
            newest = newest.max(rating.at);
        }
    }
    Panel { opinions: by_rater.into_values().map(|(sum, n)| share(sum, n)).collect(), newest }
}

impl Panel {
    /// How many people rated.
    pub fn raters(&self) -> usize {
        self.opinions.known()
    }

    /// The mean of the people's mean ratings, 0 to 1; none where nobody rated.
    pub fn mean(&self) -> Option<f64> {
        self.opinions.mean()
    }

    /// How far the people agree, 0 (as by chance) to 1 (all the same); none below two people.
    ///
    /// The within-group agreement r_wg = 1 - s² / σ², with σ² the variance of ratings by chance. An intraclass
    /// correlation compares the spread between several rated creators, and a check sees one alone.
    /// Source: James, Demaree and Wolf (1984), Journal of Applied Psychology 69.
    pub fn agreement(&self) -> Option<f64> {
        let deviation = self.opinions.deviation()?;
        Some((1.0 - deviation * deviation / CHANCE_VARIANCE).clamp(0.0, 1.0))
    }

    /// Days from the newest rating to `as_of`; none where no rating has a date.
    pub fn age_days(&self, as_of: Date) -> Option<f64> {
        self.newest.map(|newest| (day_number(as_of) - day_number(newest)) as f64)
    }
}
