//! A test kit: the same check runs as plain Rust under `cargo test`, on facts from JSON.
//!
//! ```
//! use saring_plugin::testing::{Case, Outcome};
//! # use saring_plugin::prelude::*;
//! # struct Hello;
//! # impl Check for Hello {
//! #     type Params = Value;
//! #     fn about() -> About {
//! #         About::new("hello", "x").param(Param::number("followers_enough", 10_000.0).doc("So many have all points."))
//! #     }
//! #     fn new(_: Value, _: &Setup) -> Result<Self, String> {
//! #         Ok(Self)
//! #     }
//! #     fn check(&self, creator: &Creator<'_>) -> Answer {
//! #         answer(1.0).part("followers", creator.followers(), ramp(0.0, 1_000.0), 1.0)
//! #     }
//! # }
//! use serde_json::json;
//!
//! let finding = Case::account(json!({ "followers": 500 })).param("followers_enough", 1_000.0).check::<Hello>();
//! assert_eq!(finding.score(), Some(50.0));
//! assert_eq!(finding.outcome(), Outcome::Warn);
//! ```

mod appraisal;
mod division;
mod facts;
mod finding;
mod proof;
mod run;
mod story;
mod table;
mod told;

use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

pub use appraisal::Appraisal;
pub use division::Division;
pub(crate) use facts::Facts;
pub use finding::{Finding, Outcome, Placement};
pub use run::{Measured, Run, Watched};
pub use story::Aim;
pub(crate) use story::{Scored, Story};
pub(crate) use table::TextTable;

use crate::dates::parse_instant;
use crate::json::read_params;
use crate::source::{Question, Source, WORLD, World};
use crate::{About, Check, Creator, Setup, Tier};

/// The moment at which a case is asked that names none.
const AS_OF: &str = "2026-03-01T00:00:00Z";

/// One question: facts, params, tables, a campaign and a moment.
#[derive(Debug, Clone)]
pub struct Case {
    creator: Value,
    account: usize,
    tier: Option<String>,
    params: Map<String, Value>,
    campaign: Option<Value>,
    tables: Vec<Rc<TextTable>>,
    tiers: Vec<(String, u64, Option<u64>)>,
    as_of: String,
    cuts: (f64, f64),
}

impl Case {
    /// A creator as a document in the form of `creator.schema.json`.
    pub fn creator(document: Value) -> Self {
        Self {
            creator: document,
            account: 0,
            tier: None,
            params: Map::new(),
            campaign: None,
            tables: Vec::new(),
            tiers: Vec::new(),
            as_of: AS_OF.to_owned(),
            cuts: (70.0, 40.0),
        }
    }

    /// A creator with one account, which is on Instagram unless it says otherwise.
    pub fn account(mut account: Value) -> Self {
        if let Value::Object(account) = &mut account {
            account.entry("platform").or_insert_with(|| json!("instagram"));
        }
        Self::creator(json!({ "id": "instagram:1", "accounts": [account] }))
    }

    /// Which of the creator's accounts counts, from 0; the first unless said.
    #[must_use]
    pub fn counting(self, account: usize) -> Self {
        Self { account, ..self }
    }

    /// The tier that the pack's tier rule gave.
    #[must_use]
    pub fn in_tier(self, tier: &str) -> Self {
        Self { tier: Some(tier.to_owned()), ..self }
    }

    /// Sets a param other than its default.
    #[must_use]
    pub fn param(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// The campaign, in the form of `campaign.schema.json`; none unless said.
    #[must_use]
    pub fn campaign(self, document: Value) -> Self {
        Self { campaign: Some(document), ..self }
    }

    /// Gives the rule a table, as the text of a CSV file.
    ///
    /// # Panics
    ///
    /// Where it is no CSV with a header.
    #[must_use]
    #[track_caller]
    pub fn table(mut self, name: &str, csv: &str) -> Self {
        self.tables.push(Rc::new(TextTable::read(name, csv).unwrap_or_else(|error| refuse(&error))));
        self
    }

    /// Gives the pack a tier, the smallest first.
    #[must_use]
    pub fn tier(mut self, id: &str, from: u64, below: Option<u64>) -> Self {
        self.tiers.push((id.to_owned(), from, below));
        self
    }

    /// The moment of the decision; `2026-03-01T00:00:00Z` unless said.
    #[must_use]
    pub fn as_of(self, instant: &str) -> Self {
        Self { as_of: instant.to_owned(), ..self }
    }

    /// The scores from which a check passes and warns; 70 and 40 unless said, as in the standard pack.
    #[must_use]
    pub fn cuts(self, pass: f64, warn: f64) -> Self {
        Self { cuts: (pass, warn), ..self }
    }

    /// Asks a check.
    ///
    /// # Panics
    ///
    /// Where the case or the check is wrong: see [`try_check`](Self::try_check).
    #[track_caller]
    pub fn check<T: Check>(&self) -> Finding {
        self.try_check::<T>().unwrap_or_else(|error| refuse(&error))
    }

    /// Asks a check.
    ///
    /// # Errors
    ///
    /// Where the case is wrong, the check refuses its params, or its answer is one that the host would refuse.
    pub fn try_check<T: Check>(&self) -> Result<Finding, String> {
        let about = T::about();
        proof::about(&about)?;
        let (setup, facts) = self.prepare()?;
        let check = T::new(self.read_params(&about, T::validate)?, &setup)?;
        let ask = || check.check(&Creator::new(Source(&facts), setup.as_of()));
        let first = ask();
        let lines = WORLD.take().lines;
        self.enter();
        let again = format!("{:?}", ask());
        if format!("{first:?}") != again {
            return Err(format!("asked twice, the check answers twice: {first:?}, then {again}"));
        }
        proof::check(&first, &about)?;
        Ok(Finding::new(first, self.cuts, lines))
    }

    /// Asks a tier rule.
    ///
    /// # Panics
    ///
    /// Where the case or the rule is wrong: see [`try_classify`](Self::try_classify).
    #[track_caller]
    pub fn classify<T: Tier>(&self) -> Placement {
        self.try_classify::<T>().unwrap_or_else(|error| refuse(&error))
    }

    /// Asks a tier rule.
    ///
    /// # Errors
    ///
    /// Where the case is wrong, the rule refuses its params, or its answer is one that the host would refuse.
    pub fn try_classify<T: Tier>(&self) -> Result<Placement, String> {
        let about = T::about();
        proof::about(&about)?;
        let (setup, facts) = self.prepare()?;
        let rule = T::new(self.read_params(&about, T::validate)?, &setup)?;
        let answer = rule.classify(&Creator::new(Source(&facts), setup.as_of()));
        proof::tier(&answer, &about)?;
        Ok(Placement::new(answer, WORLD.take().lines))
    }

    fn prepare(&self) -> Result<(Setup<'_>, Facts), String> {
        let as_of =
            parse_instant(&self.as_of).ok_or_else(|| format!("`{}` is no instant such as `{AS_OF}`", self.as_of))?;
        self.enter();
        let facts = Facts::read(&self.creator, self.account, self.tier.as_deref())?;
        Ok((Setup::new(as_of, Question { campaign: self.campaign.as_ref(), story: None }), facts))
    }

    /// Makes this case's tables the ones of this thread.
    fn enter(&self) {
        WORLD.set(World { tables: self.tables.clone(), tiers: self.tiers.clone(), lines: Vec::new() });
    }

    /// The defaults that the plugin declares, with what the case sets, as the plugin reads and accepts them.
    fn read_params<P: DeserializeOwned>(
        &self,
        about: &About,
        validate: impl FnOnce(&P) -> Result<(), String>,
    ) -> Result<P, String> {
        let mut params = about.defaults();
        for (name, value) in &self.params {
            match params.get_mut(name) {
                Some(declared) => *declared = value.clone(),
                None => return Err(format!("the plugin declares no param `{name}`")),
            }
        }
        let params: P = read_params(&params.to_string())?;
        validate(&params)?;
        Ok(params)
    }
}

#[track_caller]
#[expect(clippy::panic, reason = "a test that asks a wrong question fails where it asks")]
fn refuse<T>(error: &str) -> T {
    panic!("{error}")
}
