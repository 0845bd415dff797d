//! `saring explain`: one creator, with everything that its verdict rests on.

use std::path::PathBuf;

use clap::ValueEnum;
use saring_model::campaign::Verdict;

use crate::command::score::show;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::present::{self, Voice, rows};
use crate::request::{DecisionArgs, tell_notes};
use crate::terminal::Terminal;
use crate::{clock, output};

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

    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,

    /// Write to a file instead of stdout.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
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
    match args.format {
        Format::Text => {
            let pack = decision.app.pack(args.decision.how().pack())?;
            let voice = Voice::new(&pack.pack, args.decision.how().lang(), terminal);
            show(&present::explanation(&voice, &report), args.output.as_ref(), terminal)?;
        }
        Format::Json => output::data(args.output.as_ref(), |out| rows::json(&report, out))?,
    }
    let rejected = report.creators.iter().any(|creator| creator.verdict == Verdict::Reject);
    Ok(if rejected { ExitCode::Negative } else { ExitCode::Done })
}
