//! What the author of a budget policy writes.

use serde::de::DeserializeOwned;

use crate::{About, BudgetAnswer, Setup};

/// A budget policy: how is the campaign's money divided? Made a plugin by [`export_budget!`](crate::export_budget).
///
/// The campaign is read in [`new`](Self::new), by [`Setup::campaign_as`]; the shares of [`divide`](Self::divide) become
/// money on the host's side, which sums to the total. [`measures::projection`](crate::measures::projection) finds the
/// shares that fit into bands.
pub trait BudgetPolicy: Sized {
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
    /// Says why nothing can be divided for lack of what the pack should give. Where the campaign asks for what cannot be,
    /// the answer is [`infeasible`](crate::infeasible).
    fn new(params: Self::Params, setup: &Setup<'_>) -> Result<Self, String>;

    /// Divides the money.
    fn divide(&self) -> BudgetAnswer;
}
