//! What the commands about running campaigns share: what they read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use saring_app::App;
use saring_app::preflight::other_campaign;
use saring_app::running::RunningRequest;
use saring_app::timeline;
use saring_model::plan::Plan;
use saring_model::timeline::Event;
use saring_model::{Campaign, Violation};

use crate::failure::Failure;
use crate::input::{Source, check_stdin};
use crate::notice::Notice;
use crate::request::HowArgs;

/// A campaign with what happened.
#[derive(Debug, clap::Args)]
pub struct RunningArgs {
    /// What happened, in any order: JSON (a timeline, or a list of events) or NDJSON (an event a line); `-` is stdin.
    /// `saring import --as events` makes them of exports.
    #[arg(value_name = "TIMELINE", required = true)]
    timelines: Vec<PathBuf>,

    /// The campaign, as JSON.
    #[arg(long, short, value_name = "FILE")]
    campaign: PathBuf,

    /// The plan, as JSON: the money of each line, and who is booked. `saring plan --format plan` writes it.
    #[arg(long, value_name = "FILE")]
    plan: Option<PathBuf>,

    /// The creators of the campaign, read as `saring import` reads them; may be given again.
    #[arg(long, value_name = "ROSTER[:MAPPING]")]
    roster: Vec<PathBuf>,

    #[command(flatten)]
    pub how: HowArgs,
}

impl RunningArgs {
    /// Reads everything that was named; with what a person should know about how.
    pub fn read(&self) -> Result<(App, RunningRequest, Vec<String>), Failure> {
        check_stdin(self.timelines.iter().chain(&self.roster).chain([&self.campaign]).chain(&self.plan))?;
        let app = self.how.open()?;
        let campaign = Source::read(&self.campaign)?.decode::<Campaign>()?;
        let plan = self.plan.as_ref().map(|path| plan(path, &campaign)).transpose()?;
        let (roster, notes) = self.how.rosters(&self.roster)?;
        let mut events: Vec<Event> = Vec::new();
        for path in &self.timelines {
            events.extend(self::events(path)?);
        }
        let request = RunningRequest {
            pack: Some(self.how.pack().to_owned()),
            plan: plan.map(Arc::new),
            creators: roster.creators,
            invalid: roster.invalid,
            events,
            as_of: self.how.as_of(),
            lang: Some(self.how.lang().to_owned()),
            ..RunningRequest::new(Arc::new(campaign))
        };
        Ok((app, request, notes))
    }
}

const EXPORT_HELP: &str = "a timeline is JSON, or NDJSON with an event a line; `saring import --as events` makes one of an \
                           export of another tool";

/// The events of a file.
pub fn events(path: &Path) -> Result<Vec<Event>, Failure> {
    let source = Source::read(path)?;
    timeline::read(&source.bytes).map_err(|violations| {
        let failure = source.invalid("timeline");
        // Exports are taken for timelines more often than timelines are broken.
        let is_json = matches!(source.bytes.trim_ascii_start().first(), Some(b'{' | b'['));
        let failure = if is_json { failure } else { failure.help(EXPORT_HELP) };
        failure.details(Notice::of_violations(&violations, &source))
    })
}

/// A plan of the campaign.
pub fn plan(path: &Path, campaign: &Campaign) -> Result<Plan, Failure> {
    let source = Source::read(path)?;
    let plan = source.decode::<Plan>()?;
    match other_campaign(&plan, campaign) {
        Some(Violation { pointer, message, help, .. }) => {
            let message = format!("`{}` is {message}", source.name);
            let failure = Failure::new("other-campaign", message).help(help.unwrap_or_default());
            Err(failure.at(&pointer, &source))
        }
        None => Ok(plan),
    }
}
