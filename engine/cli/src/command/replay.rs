//! `saring replay`: when each trigger would have acted in a past campaign.

use clap::ValueEnum;

use super::running::RunningArgs;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::present::{self, rows, running_rows};
use crate::request::tell_notes;
use crate::showing::ShowArgs;
use crate::terminal::Terminal;

/// Run a past campaign event by event, and tell when each trigger would have acted, how often it held and what stopped it.
#[derive(Debug, clap::Args)]
#[command(after_help = "For tuning: change a threshold in a pack of your own, replay, and compare.

Examples:
  saring replay timeline.json --campaign campaign.json --plan plan.json --roster roster.ndjson
  saring replay timeline.json -c campaign.json --packs packs --pack acme --format csv > acme.csv

Exit codes: 0 done · 2 wrong usage or input")]
pub struct Args {
    #[command(flatten)]
    running: RunningArgs,

    #[command(flatten)]
    show: ShowArgs<Format>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Table,
    /// The whole report, one line.
    Json,
    /// An action a line.
    Ndjson,
    /// An action a row.
    Csv,
}

/// Replays and shows the actions.
pub fn replay(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let (app, request, notes) = terminal.during("reading", || args.running.read())?;
    tell_notes(&notes, terminal);
    let report = terminal.during("replaying", || app.triggers(&request))?;
    match args.show.format {
        Format::Table => args.show.text(&app, &args.running.how, terminal, |voice| present::replay(voice, &report))?,
        Format::Json => args.show.data(|out| rows::json(&report, out))?,
        Format::Ndjson => {
            args.show.data(|out| report.actions.iter().try_for_each(|action| rows::json(action, out)))?;
        }
        Format::Csv => args.show.data(|out| running_rows::actions_csv(&report, out))?,
    }
    args.show.tell("the report was", &report.invalid, terminal);
    Ok(ExitCode::Done)
}
