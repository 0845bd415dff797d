//! `saring triggers`: what to do now in a running campaign.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use saring_app::report::WatchReport;
use saring_model::trigger_state::TriggerState;

use super::running::RunningArgs;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::Source;
use crate::output;
use crate::present::{self, rows};
use crate::request::tell_notes;
use crate::showing::ShowArgs;
use crate::terminal::Terminal;

/// Let the triggers of a running campaign look at what happened, and propose the next moves.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Give all events every time, or keep a state: then only new events are needed, events that come twice
count once, and late ones change what they must. Actions are proposals; nothing is done. What is spent comes back as an
event `spend`, which may name its action.

Examples:
  saring triggers timeline.json --campaign campaign.json --plan plan.json --roster roster.ndjson
  saring triggers today.ndjson -c campaign.json --plan plan.json --state triggers.state.json
  saring import mentions.csv --as events | saring triggers - -c campaign.json --state s.json --format ndjson

Exit codes: 0 done · 1 an action is as urgent as `--fail-on` says · 2 wrong usage or input"
)]
pub struct Args {
    #[command(flatten)]
    running: RunningArgs,

    /// What the triggers remember: read where the file is there, and written anew.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,

    /// Leave the file of `--state` as it is.
    #[arg(long, requires = "state")]
    dry_run: bool,

    /// From which urgency on a new action makes the program end with 1.
    #[arg(long, value_name = "URGENCY", value_enum)]
    fail_on: Option<UrgencyArg>,

    #[command(flatten)]
    show: ShowArgs<Format>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Table,
    /// The whole report with the state, one line.
    Json,
    /// An action a line.
    Ndjson,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum UrgencyArg {
    /// Within the week.
    Low,
    /// Within a day.
    Medium,
    /// Within hours.
    High,
    /// At once.
    Now,
}

impl UrgencyArg {
    fn urgency(self) -> saring_model::action::Urgency {
        use saring_model::action::Urgency;
        match self {
            Self::Low => Urgency::Low,
            Self::Medium => Urgency::Medium,
            Self::High => Urgency::High,
            Self::Now => Urgency::Now,
        }
    }
}

/// Looks, shows the actions, and keeps the state.
pub fn triggers(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let (app, mut request, notes) = terminal.during("reading", || args.running.read())?;
    tell_notes(&notes, terminal);
    request.state = args.state.as_deref().map(state).transpose()?.flatten();
    let report = terminal.during("looking", || app.triggers(&request))?;
    match args.show.format {
        Format::Table => args.show.text(&app, &args.running.how, terminal, |voice| present::watch(voice, &report))?,
        Format::Json => args.show.data(|out| rows::json(&report, out))?,
        Format::Ndjson => {
            args.show.data(|out| report.actions.iter().try_for_each(|action| rows::json(action, out)))?;
        }
    }
    args.show.tell("the report was", &report.invalid, terminal);
    if let Some(path) = args.state.as_ref().filter(|_| !args.dry_run) {
        output::data(Some(path), |out| rows::json(&report.state, out))?;
    }
    Ok(if is_urgent(&report, args.fail_on) { ExitCode::Negative } else { ExitCode::Done })
}

fn is_urgent(report: &WatchReport, fail_on: Option<UrgencyArg>) -> bool {
    fail_on.is_some_and(|from| report.actions.iter().any(|action| action.action.urgency >= from.urgency()))
}

/// What the triggers remember; nothing where the file is not there yet.
fn state(path: &Path) -> Result<Option<TriggerState>, Failure> {
    if !path.exists() {
        return Ok(None);
    }
    Source::read(path)?.decode::<TriggerState>().map(Some)
}
