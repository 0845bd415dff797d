//! What the author of a trigger writes.

use serde::de::DeserializeOwned;

use crate::{About, Part, Setup, TriggerAnswer};

/// A trigger: does something call for action while the campaign runs? Made a plugin by
/// [`export_trigger!`](crate::export_trigger).
///
/// It says whether the condition holds and what to do about it. When that becomes an action is the engine's matter: how
/// long a condition must hold, how long nothing is proposed again, and what a budget line has left.
pub trait Trigger: Sized {
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

    /// Prepares a look: everything that targets share is read here, by [`Setup::running`].
    ///
    /// # Errors
    ///
    /// Says why no target can be looked at.
    fn new(params: Self::Params, setup: &Setup<'_>) -> Result<Self, String>;

    /// Looks at one target. Nothing may be kept for the next one.
    fn watch(&self, target: &Part<'_>) -> TriggerAnswer;
}
