//! What the author of a plugin writes.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::facts::Instant;
use crate::source::Question;
use crate::{About, Answer, Creator, Running, Table, TierAnswer};

/// A check of creators: how good is each? Made a plugin by [`export_check!`](crate::export_check).
pub trait Check: Sized {
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
    /// Says why no creator can be judged.
    fn new(params: Self::Params, setup: &Setup<'_>) -> Result<Self, String>;

    /// Judges one creator. Nothing may be kept for the next one.
    fn check(&self, creator: &Creator<'_>) -> Answer;
}

/// A tier rule: which tier is each creator in? Made a plugin by [`export_tier!`](crate::export_tier).
pub trait Tier: Sized {
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
    /// Says why no creator can be judged.
    fn new(params: Self::Params, setup: &Setup<'_>) -> Result<Self, String>;

    /// Names the tier of one creator. Nothing may be kept for the next one.
    fn classify(&self, creator: &Creator<'_>) -> TierAnswer;
}

/// What a batch is asked with, besides its creators.
#[derive(Debug, Clone, Copy)]
pub struct Setup<'a> {
    as_of: Instant,
    question: Question<'a>,
}

impl<'a> Setup<'a> {
    pub(crate) fn new(as_of: Instant, question: Question<'a>) -> Self {
        Self { as_of, question }
    }

    /// The moment of the decision. Ages are counted to it.
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// The campaign as JSON, in the form of `campaign.schema.json`; none in an audit of creators alone.
    ///
    /// # Errors
    ///
    /// Where it is no JSON, which no host sends.
    pub fn campaign(&self) -> Result<Option<Value>, String> {
        self.campaign_as()
    }

    /// The campaign, or the part of it that the author's own struct names. It is pulled from the host at each call, and
    /// costs nothing where nobody asks.
    ///
    /// # Errors
    ///
    /// Where it does not have that form, with the path of the field.
    pub fn campaign_as<T: DeserializeOwned>(&self) -> Result<Option<T>, String> {
        let campaign = self.question.campaign().as_deref().map(crate::json::read).transpose();
        campaign.map_err(|error| format!("the campaign cannot be read: {error}"))
    }

    /// The campaign as it runs; for triggers and metrics alone.
    pub fn running(&self) -> Running<'a> {
        Running::new(self.question)
    }

    /// The table of a name among those that the pack gives this rule.
    ///
    /// # Errors
    ///
    /// Where it gives no such table.
    pub fn table(&self, name: &str) -> Result<Table, String> {
        Table::open(name).ok_or_else(|| format!("the pack gives this rule no table `{name}`; name it in `tables`"))
    }
}
