//! How much of an audience a campaign wants to reach.

use saring_model::Fraction;
use saring_model::campaign::{GenderAgeWeight, Target};
use saring_model::creator::{Audience, GenderAgeShare};

use crate::text::fold;

/// Oldest age that an open band is taken to reach, in years.
pub const OPEN_BAND_AGE_MAX: f64 = 80.0;

/// Share of an audience inside a target, by breakdown. None where the target wants a breakdown that is unknown.
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
    /// It is wanted, and this share of the audience has it, 0 to 1.
    Share(f64),
}

impl Mass {
    fn breakdowns(&self) -> [Wanted; 4] {
        [self.geography, self.gender_age, self.language, self.interest]
    }

    /// The product of the known shares: the mass inside the target where breakdowns are independent, and an upper bound
    /// where one is missing. None where no wanted breakdown is known.
    pub fn upper(&self) -> Option<f64> {
        self.breakdowns().into_iter().fold(None, |mass, wanted| match wanted {
            Wanted::Share(share) => Some(mass.unwrap_or(1.0) * share),
            Wanted::Open | Wanted::Missing => mass,
        })
    }

    /// The mass inside the target; none where a wanted breakdown is missing or nothing is wanted.
    pub fn share(&self) -> Option<f64> {
        self.upper().filter(|_| !self.breakdowns().contains(&Wanted::Missing))
    }

    /// Whether the mass is a product of marginals, which holds only as far as they are independent.
    pub fn is_product(&self) -> bool {
        self.breakdowns().iter().filter(|wanted| matches!(wanted, Wanted::Share(_))).count() > 1
    }
}

/// The share of an audience inside a target. Cells of one breakdown add up, each by its weight.
pub fn mass_in(audience: &Audience, target: &Target) -> Mass {
    Mass {
        geography: geography(audience, target),
        gender_age: wanted(target.gender_age.as_deref(), audience.gender_age.as_deref(), |wanted, cells| {
            cells.iter().map(|cell| cell.share.get() * best_overlap(cell, wanted)).sum()
        }),
        language: wanted(target.languages.as_deref(), audience.languages.as_deref(), |wanted, cells| {
            let speaks = |code: &saring_model::Language| {
                wanted.iter().find(|wish| wish.code == *code || wish.code.as_str() == code.primary())
            };
            cells.iter().filter_map(|cell| Some(cell.share.get() * weight(speaks(&cell.code)?.weight))).sum()
        }),
        interest: wanted(target.interests.as_deref(), audience.interests.as_deref(), |wanted, cells| {
            let wish = |label: &str| wanted.iter().find(|wish| fold(&wish.label) == fold(label));
            cells.iter().filter_map(|cell| Some(cell.share.get() * weight(wish(&cell.label)?.weight))).sum()
        }),
    }
}

fn geography(audience: &Audience, target: &Target) -> Wanted {
    if target.regions.as_deref().is_some_and(|regions| !regions.is_empty()) {
        return wanted(target.regions.as_deref(), audience.cities.as_deref(), |wanted, cells| {
            let wish = |region: &str| wanted.iter().find(|wish| fold(&wish.code) == fold(region));
            let known = cells.iter().filter_map(|cell| Some((cell.share.get(), cell.region.as_deref()?)));
            known.filter_map(|(share, region)| Some(share * weight(wish(region)?.weight))).sum()
        });
    }
    wanted(target.countries.as_deref(), audience.countries.as_deref(), |wanted, cells| {
        let known = cells
            .iter()
            .filter_map(|cell| Some((cell.share.get(), wanted.iter().find(|wish| wish.code == cell.code)?.weight)));
        known.map(|(share, wish)| share * weight(wish)).sum()
    })
}

fn wanted<W, C>(wishes: Option<&[W]>, cells: Option<&[C]>, sum: impl Fn(&[W], &[C]) -> f64) -> Wanted {
    match (wishes.unwrap_or_default(), cells) {
        ([], _) => Wanted::Open,
        (_, None) => Wanted::Missing,
        (wishes, Some(cells)) => Wanted::Share(sum(wishes, cells).clamp(0.0, 1.0)),
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
