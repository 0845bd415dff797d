//! What the author of a rule of worth writes.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::facts::{Format, Includes, Money, Platform, RateBasis};
use crate::{About, Creator, Setup, WorthAnswer};

/// A rule of worth: what does a creator's package add towards the campaign's goal? Made a plugin by
/// [`export_worth!`](crate::export_worth).
pub trait Worth: Sized {
    /// What a pack may set, in the form that [`About::param`] declares.
    type Params: DeserializeOwned;

    /// What the plugin is and says.
    fn about() -> About;

    /// Whether the params make sense together. The host has checked each against its declaration.
    ///
    /// # Errors
    ///
    /// Says what does not, for the author of the pack.
    fn validate(_params: &Self::Params) -> Result<(), String> {
        Ok(())
    }

    /// Prepares a batch: everything that creators share is built here, tables are opened here.
    ///
    /// # Errors
    ///
    /// Says why no package can be appraised.
    fn new(params: Self::Params, setup: &Setup<'_>) -> Result<Self, String>;

    /// Appraises the package of one creator. Nothing may be kept for the next one.
    fn appraise(&self, creator: &Creator<'_>, offer: &Offer) -> WorthAnswer;
}

/// What a creator offers for one fee.
#[derive(Debug, Clone, Deserialize)]
pub struct Offer {
    /// Its name among the creator's packages: `reel-1+story-2`.
    pub id: String,
    /// What is to be published.
    pub deliverables: Vec<Deliverable>,
    /// What the fee includes besides the posts.
    #[serde(default)]
    pub includes: Vec<Includes>,
    /// The fee that is asked, in the campaign's currency; none where the creator names no price.
    #[serde(default)]
    pub ask: Option<Money>,
    /// Whether the fee has tax in it, where that is known.
    #[serde(default)]
    pub basis: Option<RateBasis>,
}

/// Something to be published.
#[derive(Debug, Clone, Deserialize)]
pub struct Deliverable {
    /// The platform.
    pub platform: Platform,
    /// The format.
    pub format: Format,
    /// How many; absent means one.
    #[serde(default)]
    pub quantity: Option<u64>,
}
