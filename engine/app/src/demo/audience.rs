//! Who follows, where a provider knows it.

use saring_model::creator::{Audience, AudienceOf, AudienceTypes, CountryShare, Gender, GenderAgeShare, LanguageShare};
use saring_model::limits::{AUDIENCES_MAX, CELLS_MAX};
use saring_model::{Age, Fraction, List, Method, Platform, Timestamp};

use super::dice::Dice;
use super::facts::{country, fraction, language, list, provenance};
use super::profile::{Profile, Story};
use super::words::ABROAD;

/// Age bands of the platforms, with the shares of a beauty creator's followers.
const BANDS: [(u64, Option<u64>, f64); 6] = [
    (13, Some(17), 0.09),
    (18, Some(24), 0.41),
    (25, Some(34), 0.33),
    (35, Some(44), 0.11),
    (45, Some(54), 0.04),
    (55, None, 0.02),
];

pub(super) fn audience(
    dice: &mut Dice,
    profile: &Profile,
    platform: Platform,
    as_of: Timestamp,
) -> Option<List<Audience, AUDIENCES_MAX>> {
    // Off target is off by country for some, by age and gender for the others.
    let off = profile.story == Story::OffTarget;
    let abroad = off && dice.chance(0.6);
    let typed = if platform == Platform::Instagram { 0.9 } else { 0.1 };
    let (types, credibility) = if dice.chance(typed) { types(dice, profile) } else { (None, None) };
    let sample = dice.chance(0.4).then(|| dice.log_normal(4_000.0, 0.9));
    list(vec![Audience {
        of: AudienceOf::Followers,
        countries: countries(dice, profile.story, abroad),
        cities: None,
        languages: if dice.chance(0.8) { languages(dice, abroad) } else { None },
        gender_age: if dice.chance(0.88) { gender_age(dice, profile.niche, off && !abroad) } else { None },
        types,
        credibility,
        reachability: None,
        interests: None,
        brand_affinity: None,
        sketch: None,
        provenance: provenance(dice, as_of, Method::Estimated, sample),
    }])
}

/// A share rounded down, so that the shares of one whole never exceed it.
fn share(part: f64, whole: f64) -> Option<Fraction> {
    fraction((part / whole * 10_000.0).floor() / 10_000.0)
}

fn countries(dice: &mut Dice, story: Story, abroad: bool) -> Option<List<CountryShare, CELLS_MAX>> {
    let home = match story {
        _ if abroad => dice.between(0.08, 0.3),
        Story::Bought => dice.between(0.3, 0.75),
        _ => dice.between(0.78, 0.96),
    };
    let mut cells = vec![("ID", home)];
    let mut left = (1.0 - home) * 0.9;
    for _ in 0..3 {
        let code = dice.pick(ABROAD);
        if cells.iter().all(|(known, _)| *known != code) {
            let part = left * dice.between(0.4, 0.8);
            left -= part;
            cells.push((code, part));
        }
    }
    list(
        cells
            .into_iter()
            .filter_map(|(code, part)| Some(CountryShare { code: country(code)?, share: share(part, 1.0)? }))
            .collect(),
    )
}

fn languages(dice: &mut Dice, abroad: bool) -> Option<List<LanguageShare, CELLS_MAX>> {
    let home = if abroad { dice.between(0.1, 0.3) } else { dice.between(0.75, 0.95) };
    let cells = [("id", home), ("en", (1.0 - home) * 0.7)];
    list(
        cells
            .into_iter()
            .filter_map(|(tag, part)| Some(LanguageShare { code: language(tag)?, share: share(part, 1.0)? }))
            .collect(),
    )
}

fn gender_age(dice: &mut Dice, niche: &str, off: bool) -> Option<List<GenderAgeShare, CELLS_MAX>> {
    let female = match niche {
        _ if off => dice.between(0.15, 0.35),
        "skincare" | "makeup" | "parenting" | "fashion" => dice.between(0.66, 0.9),
        "gaming" => dice.between(0.2, 0.45),
        _ => dice.between(0.42, 0.7),
    };
    let mut cells = Vec::new();
    for (min, max, usual) in BANDS {
        let older = if off && min >= 35 { 6.0 } else { 1.0 };
        let band = usual * older * dice.log_normal(1.0, 0.25);
        cells.push((Gender::Female, min, max, band * female));
        cells.push((Gender::Male, min, max, band * (1.0 - female)));
    }
    let whole: f64 = cells.iter().map(|(.., part)| part).sum();
    let cell = |(gender, min, max, part): (Gender, u64, Option<u64>, f64)| {
        let age_max = max.and_then(|max| Age::new(max).ok());
        Some(GenderAgeShare { gender, age_min: Age::new(min).ok()?, age_max, share: share(part, whole)? })
    };
    list(cells.into_iter().filter_map(cell).collect())
}

/// Kinds of followers, and the provider's credibility, which runs above real and influencer together.
fn types(dice: &mut Dice, profile: &Profile) -> (Option<AudienceTypes>, Option<Fraction>) {
    let (suspicious, mass) = match profile.story {
        Story::Bought => (dice.between(0.28, 0.5), dice.between(0.15, 0.3)),
        Story::Star => (dice.between(0.03, 0.09), dice.between(0.03, 0.1)),
        _ => (dice.between(0.05, 0.18), dice.between(0.06, 0.2)),
    };
    let influencer = dice.between(0.01, 0.07);
    let real = 1.0 - suspicious - mass - influencer;
    let types = AudienceTypes {
        real: share(real, 1.0),
        influencer: share(influencer, 1.0),
        mass: share(mass, 1.0),
        suspicious: share(suspicious, 1.0),
    };
    let credibility = if dice.chance(0.85) { fraction(real + influencer + dice.between(0.02, 0.07)) } else { None };
    (Some(types), credibility)
}
