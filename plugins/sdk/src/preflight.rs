//! What the author of a check of the campaign itself writes.

use serde::de::DeserializeOwned;

use crate::{About, Answer, Part, Setup};

/// A check of the campaign itself: is it ready? Made a plugin by [`export_preflight!`](crate::export_preflight).
///
/// [`Setup::running`] tells who was chosen, with their scores, and what happened so far.
pub trait Preflight: Sized {
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

    /// Reads the campaign and opens tables.
    ///
    /// # Errors
    ///
    /// Says why the campaign cannot be looked at.
    fn new(params: Self::Params, setup: &Setup<'_>) -> Result<Self, String>;

    /// Judges the campaign.
    fn inspect(&self, campaign: &Part<'_>) -> Answer;
}
