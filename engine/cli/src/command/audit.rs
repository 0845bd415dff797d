//! `saring audit`: all that is knowable of creators without a campaign.

use std::path::PathBuf;

use clap::ValueEnum;
use saring_app::App;
use saring_app::audit::AuditRequest;
use saring_app::report::AuditReport;

use crate::command::score::{show, skipped};
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::check_stdin;
use crate::present::{self, Voice, rows};
use crate::request::{HowArgs, tell_notes};
use crate::terminal::Terminal;
use crate::{clock, output};

/// Tell all that is knowable of creators without a campaign: tier, layers, gates, vetoes, and what is silent and why.
#[derive(Debug, clap::Args)]
#[command(after_help = "Formats:
  table    for people: one creator in full, or several in a table
  json     the whole report, one line
  ndjson   a creator a line, in the order of their ids, then a line {\"end\": …} with the summary

Examples:
  saring audit --creators creator.json
  saring audit @dapur.tiara --creators roster.json --lang id
  saring audit --creators export.csv --mapping template --format json
  saring audit instagram:4815 --creators roster.ndjson --as-of 2026-06-30

Exit codes: 0 no gate would fail and no veto stands · 1 one does · 2 wrong usage or input")]
pub struct Args {
    /// The creator's id, or its handle; everybody where not given.
    #[arg(value_name = "CREATOR_ID")]
    creator: Option<String>,

    /// Creators: JSON, NDJSON, or any file with `--mapping`; `-` is stdin; may be given again.
    #[arg(long, value_name = "FILE", required = true)]
    creators: Vec<PathBuf>,

    #[command(flatten)]
    how: HowArgs,

    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,

    /// Write to a file instead of stdout.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Table,
    Json,
    Ndjson,
}

/// Audits and shows one creator or several.
pub fn audit(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let (app, request, notes) = terminal.during("reading", || read(args))?;
    tell_notes(&notes, terminal);
    let now = clock::now()?;
    let report = terminal.during("auditing", || app.audit(&request, now))?;
    match args.format {
        Format::Table => {
            let pack = app.pack(args.how.pack())?;
            let voice = Voice::new(&pack.pack, args.how.lang(), terminal);
            show(&present::audit(&voice, &report), args.output.as_ref(), terminal)?;
        }
        Format::Json => output::data(args.output.as_ref(), |out| rows::json(&report, out))?,
        Format::Ndjson => output::data(args.output.as_ref(), |out| rows::audit_ndjson(&report, out))?,
    }
    tell(&report, args, terminal);
    Ok(if report.summary.would_fail > 0 { ExitCode::Negative } else { ExitCode::Done })
}

fn read(args: &Args) -> Result<(App, AuditRequest, Vec<String>), Failure> {
    check_stdin(&args.creators)?;
    let app = args.how.open()?;
    let (roster, notes) = args.how.rosters(&args.creators)?;
    let request = AuditRequest {
        pack: Some(args.how.pack().to_owned()),
        creators: roster.creators,
        invalid: roster.invalid,
        as_of: args.how.as_of(),
        lang: Some(args.how.lang().to_owned()),
    };
    let request = match &args.creator {
        Some(wanted) => request.only(wanted)?,
        None => request,
    };
    Ok((app, request, notes))
}

fn tell(report: &AuditReport, args: &Args, terminal: &Terminal) {
    if let Some(path) = &args.output {
        terminal.say(&format!("{} creators written to {}", report.creators.len(), path.display()));
    }
    skipped(&report.invalid, terminal);
}
