//! `saring audit`: all that is knowable of creators without a campaign.

use std::path::PathBuf;

use clap::ValueEnum;
use saring_app::App;
use saring_app::audit::AuditRequest;

use crate::clock;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::check_stdin;
use crate::present::{self, rows};
use crate::request::{HowArgs, tell_notes};
use crate::showing::ShowArgs;
use crate::terminal::Terminal;

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

    #[command(flatten)]
    show: ShowArgs<Format>,
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
    match args.show.format {
        Format::Table => args.show.text(&app, &args.how, terminal, |voice| present::audit(voice, &report))?,
        Format::Json => args.show.data(|out| rows::json(&report, out))?,
        Format::Ndjson => args.show.data(|out| rows::audit_ndjson(&report, out))?,
    }
    let written = format!("{} creators", report.creators.len());
    args.show.tell(&written, &report.invalid, terminal);
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
