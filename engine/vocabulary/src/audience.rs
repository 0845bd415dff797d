//! How much of an audience a campaign wants to reach.

use saring_model::Fraction;
use saring_model::campaign::{GenderAgeWeight, Target};
use saring_model::creator::{Audience, GenderAgeShare};

use crate::text::fold;

/// Oldest age that an open band is taken to reach, in years.
pub const OPEN_BAND_AGE_MAX: f64 = 80.0;
/// How far a sum of shares may lie below what it stands for.
const SHARE_ROUNDING: f64 = 1e-9;

/// Share of an audience inside a target, by breakdown.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Mass {
    /// Share in the wanted countries, or regions where the target names any.
    pub geography: Wanted,
    /// Share of the wanted genders and ages.
    pub gender_age: Wanted,
    /// Share that speaks a wanted language.
    pub language: Wanted,
    /// Share with a wanted interest.
    pub interest: Wanted,
}

/// One breakdown of a target.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Wanted {
    /// The target says nothing of it.
    #[default]
    Open,
    /// It is wanted, and the audience says nothing of it.
    Missing,
    /// It is wanted, and so little of the audience is listed that its share is only known to be at most this, 0 to 1.
    AtMost(f64),
    /// It is wanted, and this share of the audience is listed as having it, 0 to 1.
    Share(f64),
}

impl Mass {
    fn breakdowns(&self) -> [Wanted; 4] {
        [self.geography, self.gender_age, self.language, self.interest]
    }

    /// The product of the shares, with the most that each can be where it is unknown: the mass inside the target where
    /// breakdowns are known and independent, else an upper bound of it. None where nothing is wanted.
    pub fn upper(&self) -> Option<f64> {
        self.breakdowns().into_iter().fold(None, |mass, wanted| match wanted {
            Wanted::Share(share) | Wanted::AtMost(share) => Some(mass.unwrap_or(1.0) * share),
            Wanted::Missing => mass.or(Some(1.0)),
            Wanted::Open => mass,
        })
    }

    /// The mass inside the target; none where a wanted breakdown is unknown or nothing is wanted.
    pub fn share(&self) -> Option<f64> {
        let known = |wanted: &Wanted| matches!(wanted, Wanted::Open | Wanted::Share(_));
        self.upper().filter(|_| self.breakdowns().iter().all(known))
    }

    /// Whether the mass is a product of marginals, which holds only as far as they are independent.
    pub fn is_product(&self) -> bool {
        self.breakdowns().iter().filter(|wanted| matches!(wanted, Wanted::Share(_))).count() > 1
    }
}

/// The share of an audience inside a target. Cells of one breakdown add up, each by its weight.
///
/// A breakdown is known where its cells list at least the share `listed_min` of the audience. Providers list the
/// largest cells alone: where less is listed, what was not found may well be among the rest.
pub fn mass_in(audience: &Audience, target: &Target, listed_min: f64) -> Mass {
    let gender_age = audience.gender_age.as_deref();
    let (languages, interests) = (audience.languages.as_deref(), audience.interests.as_deref());
    Mass {
        geography: geography(audience, target, listed_min),
        gender_age: wanted(target.gender_age.as_deref(), gender_age, listed_min, |wishes, cell| {
            Some((cell.share, best_overlap(cell, wishes)))
        }),
        language: wanted(target.languages.as_deref(), languages, listed_min, |wishes, cell| {
            let code = &cell.code;
            let wish = wishes.iter().find(|wish| wish.code == *code || wish.code.as_str() == code.primary());
            Some((cell.share, wish.map_or(0.0, |wish| weight(wish.weight))))
        }),
        interest: wanted(target.interests.as_deref(), interests, listed_min, |wishes, cell| {
            let wish = wishes.iter().find(|wish| fold(&wish.label) == fold(&cell.label));
            Some((cell.share, wish.map_or(0.0, |wish| weight(wish.weight))))
        }),
    }
}

fn geography(audience: &Audience, target: &Target, listed_min: f64) -> Wanted {
    let regions = target.regions.as_deref().filter(|regions| !regions.is_empty());
    if regions.is_some() {
        // A city that does not say its region lies nobody knows where.
        return wanted(regions, audience.cities.as_deref(), listed_min, |wishes, cell| {
            let region = fold(cell.region.as_deref()?);
            let wish = wishes.iter().find(|wish| fold(&wish.code) == region);
            Some((cell.share, wish.map_or(0.0, |wish| weight(wish.weight))))
        });
    }
    wanted(target.countries.as_deref(), audience.countries.as_deref(), listed_min, |wishes, cell| {
        let wish = wishes.iter().find(|wish| wish.code == cell.code);
        Some((cell.share, wish.map_or(0.0, |wish| weight(wish.weight))))
    })
}

/// `part` gives the share of a cell and the part of it that is wanted; none where the cell does not say what it is.
fn wanted<W, C>(
    wishes: Option<&[W]>,
    cells: Option<&[C]>,
    listed_min: f64,
    part: impl Fn(&[W], &C) -> Option<(Fraction, f64)>,
) -> Wanted {
    let wishes = wishes.unwrap_or_default();
    if wishes.is_empty() {
        return Wanted::Open;
    }
    let told = cells.unwrap_or_default().iter().filter_map(|cell| part(wishes, cell));
    let (listed, inside) =
        told.fold((0.0, 0.0), |(listed, inside), (share, part)| (listed + share.get(), inside + share.get() * part));
    match listed {
        0.0 => Wanted::Missing,
        // Shares are rounded where they come from, so that they may sum to a little less than they stand for.
        listed if listed + SHARE_ROUNDING < listed_min => Wanted::AtMost((inside + 1.0 - listed).clamp(0.0, 1.0)),
        _ => Wanted::Share(inside.clamp(0.0, 1.0)),
    }
}

fn weight(weight: Option<Fraction>) -> f64 {
    weight.map_or(1.0, Fraction::get)
}

/// The part of a cell that the wishes want, 0 to 1: years of age that they share, evenly spread over the band. Wishes
/// of one target do not overlap; where they do, the sum stops at the whole cell.
fn best_overlap(cell: &GenderAgeShare, wishes: &[GenderAgeWeight]) -> f64 {
    let end = |max: Option<saring_model::Age>| max.map_or(OPEN_BAND_AGE_MAX, |age| age.as_f64()) + 1.0;
    let (from, to) = (cell.age_min.as_f64(), end(cell.age_max).max(cell.age_min.as_f64() + 1.0));
    let wanted = wishes.iter().filter(|wish| wish.gender.is_none_or(|gender| gender == cell.gender));
    let shares = wanted.map(|wish| {
        let upper = wish.age_max.map_or(to, |_| end(wish.age_max)).min(to);
        let years = (upper - wish.age_min.as_f64().max(from)).max(0.0);
        years / (to - from) * weight(wish.weight)
    });
    shares.sum::<f64>().min(1.0)
}
