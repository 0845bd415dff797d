//! Prices, in the range of Indonesian rate cards.

use saring_model::creator::{Format, Includes, Rate, RateBasis};
use saring_model::limits::ENTRIES_MAX;
use saring_model::{Count, List, Method, Platform, Timestamp};

use super::dice::Dice;
use super::facts::{date, list, name, provenance, rupiah};
use super::profile::Profile;

/// Rupiah per follower of a small account's post; it falls with size.
const RUPIAH_PER_FOLLOWER: f64 = 130.0;

/// What a post of the creator usually costs, in rupiah.
pub(super) fn usual_price(profile: &Profile) -> f64 {
    let size = libm::pow(profile.followers.max(1_000.0) / 10_000.0, -0.15);
    (profile.followers * RUPIAH_PER_FOLLOWER * size).max(150_000.0)
}

pub(super) fn rates(dice: &mut Dice, profile: &Profile, as_of: Timestamp) -> Option<List<Rate, ENTRIES_MAX>> {
    let formats: &[(Format, f64)] = match profile.platform {
        Platform::Tiktok => &[(Format::Video, 1.0)],
        Platform::Youtube => &[(Format::Video, 2.0), (Format::Short, 0.8)],
        _ => &[(Format::Reel, 1.0), (Format::Carousel, 0.7), (Format::Story, 0.35)],
    };
    let asks = dice.log_normal(1.0, 0.35);
    let mut rates = Vec::new();
    for (format, factor) in formats {
        let rights = Includes { what: name("usage rights")?, days: Count::new(90).ok() };
        rates.push(Rate {
            platform: profile.platform,
            format: *format,
            quantity: None,
            price: rupiah(usual_price(profile) * asks * factor)?,
            basis: dice.chance(0.6).then_some(RateBasis::Net),
            valid_to: if dice.chance(0.5) { date(as_of, -dice.between(5.0, 200.0)) } else { None },
            includes: if dice.chance(0.2) { list(vec![rights]) } else { None },
            provenance: None,
        });
    }
    if let Some(first) = rates.first_mut() {
        first.provenance = provenance(dice, as_of, Method::Declared, None);
    }
    list(rates)
}
