//! What a plugin is tried with: the arguments that several commands share.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use saring_app::plugins::TrialSetup;
use saring_app::roster::{OnInvalid, read};
use saring_model::plan::Plan;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, Creator, List};
use serde_json::Value;

use crate::command::running;
use crate::failure::Failure;
use crate::input::Source;
use crate::notice::Notice;

/// Params and tables.
#[derive(Debug, clap::Args)]
pub struct TrialArgs {
    /// A param that is other than its default; may be given again. The value is JSON, or else a text.
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = param)]
    params: Vec<(String, Value)>,

    /// A table that the plugin is given, as CSV; may be given again. Its name is that of the file.
    #[arg(long = "table", value_name = "FILE")]
    tables: Vec<PathBuf>,
}

impl TrialArgs {
    /// Reads everything that was named.
    pub fn read(&self) -> Result<TrialSetup, Failure> {
        let tables = self.tables.iter().map(|path| {
            let bytes: Arc<[u8]> = Source::read(path)?.bytes.into();
            Ok((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes))
        });
        Ok(TrialSetup {
            params: self.params.iter().cloned().collect(),
            tables: tables.collect::<Result<_, Failure>>()?,
        })
    }

    /// The files that are read.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.tables.iter().map(PathBuf::as_path)
    }
}

/// The facts of a trial.
#[derive(Debug, clap::Args)]
pub struct FactsArgs {
    /// The creators: JSON or NDJSON; `-` is stdin. To a check of the campaign they are those that are chosen.
    #[arg(long, value_name = "FILE")]
    roster: Option<PathBuf>,

    /// The campaign, as JSON.
    #[arg(long, short, value_name = "FILE")]
    campaign: Option<PathBuf>,

    /// What was planned, as JSON, for triggers and metrics.
    #[arg(long, value_name = "FILE", requires = "campaign")]
    plan: Option<PathBuf>,

    /// What happened, as JSON or NDJSON, for triggers, metrics and checks of the campaign.
    #[arg(long, value_name = "FILE", requires = "campaign")]
    timeline: Option<PathBuf>,
}

impl FactsArgs {
    /// The files that are read.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.roster.iter().chain(&self.campaign).chain(&self.plan).chain(&self.timeline)
    }

    /// The campaign, where it was named.
    pub fn campaign(&self) -> Result<Option<Campaign>, Failure> {
        self.campaign.as_deref().map(|path| Source::read(path)?.decode::<Campaign>()).transpose()
    }

    /// The plan of a campaign, where it was named.
    pub fn plan(&self, campaign: &Campaign) -> Result<Option<Plan>, Failure> {
        self.plan.as_deref().map(|path| running::plan(path, campaign)).transpose()
    }

    /// What happened, where it was named.
    pub fn timeline(&self) -> Result<Option<Timeline>, Failure> {
        let Some(path) = &self.timeline else { return Ok(None) };
        let too_many = |_| Failure::new("invalid-document", format!("`{}` has too many events", path.display()));
        Ok(Some(Timeline { events: List::new(running::events(path)?).map_err(too_many)? }))
    }

    /// The creators, where a roster was named.
    pub fn creators(&self) -> Result<Option<Vec<Arc<Creator>>>, Failure> {
        let Some(path) = &self.roster else { return Ok(None) };
        let source = Source::read(path)?;
        let roster = read(&source.bytes, OnInvalid::Reject)
            .map_err(|violations| source.invalid("roster").details(Notice::of_violations(&violations, &source)))?;
        Ok(Some(roster.creators))
    }
}

fn param(text: &str) -> Result<(String, Value), String> {
    let (name, value) = crate::request::choice(text).map_err(|_| "not a name and a value, such as `min_posts=6`")?;
    let value = serde_json::from_str(&value).unwrap_or(Value::String(value));
    Ok((name, value))
}
