//! `saring explain`: one creator, with everything that its verdict rests on.

use clap::ValueEnum;
use saring_model::campaign::Verdict;

use crate::clock;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::present::{self, rows};
use crate::request::{DecisionArgs, tell_notes};
use crate::showing::ShowArgs;
use crate::terminal::Terminal;

/// Show everything that one creator's verdict rests on.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  saring explain instagram:4815 roster.json --campaign campaign.json
  saring explain instagram:4815 roster.json -c campaign.json --lang id
  saring explain instagram:4815 roster.json -c campaign.json --format json

Exit codes: 0 selected or for review · 1 the creator is rejected · 2 wrong usage or input")]
pub struct Args {
    /// The creator's id.
    #[arg(value_name = "CREATOR_ID")]
    creator: String,

    #[command(flatten)]
    decision: DecisionArgs,

    #[command(flatten)]
    show: ShowArgs<Format>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// The report with this creator alone.
    Json,
}

/// Decides, and shows one creator.
pub fn explain(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let decision = terminal.during("reading", || args.decision.read())?;
    tell_notes(&decision.notes, terminal);
    let now = clock::now()?;
    let report = terminal.during("deciding", || decision.app.explain(&decision.request, &args.creator, now))?;
    match args.show.format {
        Format::Text => args
            .show
            .text(&decision.app, args.decision.how(), terminal, |voice| present::explanation(voice, &report))?,
        Format::Json => args.show.data(|out| rows::json(&report, out))?,
    }
    let rejected = report.creators.iter().any(|creator| creator.verdict == Verdict::Reject);
    Ok(if rejected { ExitCode::Negative } else { ExitCode::Done })
}
