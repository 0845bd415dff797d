//! The demo: a fictional campaign, and as many fictional creators as wanted.
//!
//! The creators are made up from a seed, realistic in how facts are spread and in
//! which are missing: few accounts are measured in full, likes are hidden, audiences
//! are known for some, terms for fewer. The same seed gives the same creators on
//! every machine.

mod account;
mod audience;
mod commercial;
mod dice;
mod facts;
mod labels;
mod posts;
mod profile;
mod raw;
mod relationship;
pub mod running;
mod words;

use saring_model::creator::Location;
use saring_model::{Attributes, Campaign, Creator, Id, TimeZone, Timestamp, Violations, decode};

use dice::Dice;
use facts::{country, language, list, name};
use profile::{Profile, Story};

/// The demo's campaign as a file: a fictional Indonesian skin-care brand.
pub const CAMPAIGN_JSON: &str = include_str!("campaign.json");

/// A second campaign of the same brand as a file: its brief was written in haste, and preflight finds what is wrong.
pub const BAD_CAMPAIGN_JSON: &str = include_str!("campaign-bad.json");

/// The demo's campaign.
///
/// # Errors
/// What is wrong with [`CAMPAIGN_JSON`]; a test keeps it right.
pub fn campaign() -> Result<Campaign, Violations> {
    decode(CAMPAIGN_JSON.as_bytes())
}

/// The demo's second campaign, with the flaws that were planted in it.
///
/// # Errors
/// What is wrong with [`BAD_CAMPAIGN_JSON`]; a test keeps it right.
pub fn bad_campaign() -> Result<Campaign, Violations> {
    decode(BAD_CAMPAIGN_JSON.as_bytes())
}

/// Fictional creators as they are known at an instant. A longer roster of a seed begins with a shorter one.
pub fn roster(seed: u64, creators: usize, as_of: Timestamp) -> Vec<Creator> {
    let zone = TimeZone::new("Asia/Jakarta").ok();
    (1..=creators as u64).filter_map(|number| creator(seed, number, as_of, zone.as_ref())).collect()
}

fn creator(seed: u64, number: u64, as_of: Timestamp, zone: Option<&TimeZone>) -> Option<Creator> {
    let mut dice = Dice::new(seed, number);
    let dice = &mut dice;
    let profile = Profile::new(dice, number);
    let mut accounts = account::accounts(dice, &profile, as_of);
    if let Some(first) = accounts.first_mut() {
        raw::lay(&mut Dice::of_raw_facts(seed, number), &profile, first, as_of);
    }
    let (city, region) = words::CITIES.get(dice.whole(0, words::CITIES.len() as u64 - 1) as usize)?;
    let place = Location { country: country("ID"), region: name(*region), city: name(*city) };
    let mut languages = vec![language("id")?];
    if dice.chance(0.3) {
        languages.push(language("en")?);
    }
    let known = |dice: &mut Dice, share: f64| dice.chance(share) && profile.story != Story::Sparse;
    let mut attributes = Attributes::default();
    attributes.insert("fictional".to_owned(), true.into());
    attributes.insert("niche".to_owned(), profile.niche.into());
    Some(Creator {
        id: Id::new(format!("demo:{number:05}")).ok()?,
        name: name(profile.name.as_str()),
        accounts: list(accounts)?,
        location: dice.chance(0.9).then_some(place),
        languages: if dice.chance(0.9) { list(languages) } else { None },
        tz: if dice.chance(0.8) { zone.cloned() } else { None },
        style_tags: if dice.chance(0.5) { profile::styles(dice) } else { None },
        rates: if known(dice, 0.45) { commercial::rates(dice, &profile, as_of) } else { None },
        ratings: if known(dice, 0.3) { relationship::ratings(dice, as_of) } else { None },
        campaign_history: if known(dice, 0.4) { relationship::campaigns(dice, &profile, as_of) } else { None },
        relationship: relationship::relationship(dice, &profile, as_of),
        overlap: None,
        last_tier: None,
        attributes: Some(attributes),
    })
}
