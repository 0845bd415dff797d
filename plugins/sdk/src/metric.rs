//! What the author of a metric writes.

use serde::de::DeserializeOwned;

use crate::{About, MetricAnswer, Part, Setup};

/// A metric: what came of the campaign? Made a plugin by [`export_metric!`](crate::export_metric).
pub trait Metric: Sized {
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

    /// Prepares a measurement: everything that scopes share is read here, by [`Setup::running`].
    ///
    /// # Errors
    ///
    /// Says why nothing can be measured.
    fn new(params: Self::Params, setup: &Setup<'_>) -> Result<Self, String>;

    /// Measures one scope. Nothing may be kept for the next one.
    fn measure(&self, scope: &Part<'_>) -> MetricAnswer;
}
