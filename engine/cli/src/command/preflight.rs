//! `saring preflight`: whether a campaign is ready, and what to ask before it is.

use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;
use saring_app::App;
use saring_app::preflight::{PreflightRequest, booked};
use saring_app::report::{PreflightReport, Status};
use saring_model::Campaign;
use saring_model::timeline::Timeline;

use super::running;
use crate::clock;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::{Source, check_stdin};
use crate::present::{self, rows};
use crate::request::{HowArgs, tell_notes};
use crate::showing::ShowArgs;
use crate::terminal::Terminal;

/// Check whether a campaign is ready: discovery, brief, workflow and the known causes of failure.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Facts that are missing leave a check unknown, and come as questions. With a roster the creators are
scored first, and those who are selected, or whom the campaign requires, are the selection that checks speak of; with a
plan, those who are booked. With a timeline the workflow, agreements and messages so far are checked too.

Examples:
  saring preflight --campaign campaign.json
  saring preflight --campaign campaign.json --lang id --fail-on warn
  saring preflight -c campaign.json --roster roster.ndjson --timeline timeline.json --as-of 2026-04-30
  saring preflight -c campaign.json --roster roster.ndjson --plan plan.json --format json

Exit codes: 0 no check is as bad as `--fail-on` says · 1 one is · 2 wrong usage or input"
)]
pub struct Args {
    /// The campaign, as JSON.
    #[arg(long, short, value_name = "FILE")]
    campaign: PathBuf,

    /// Creators who could be chosen: JSON or NDJSON, or other people's files, read as `saring import` reads them; may be
    /// given again.
    #[arg(long, value_name = "ROSTER[:MAPPING]")]
    roster: Vec<PathBuf>,

    /// A plan, as JSON: who is booked of the roster.
    #[arg(long, value_name = "FILE", requires = "roster")]
    plan: Option<PathBuf>,

    /// What happened so far, as JSON.
    #[arg(long, value_name = "FILE")]
    timeline: Option<PathBuf>,

    #[command(flatten)]
    how: HowArgs,

    /// From which status on a check makes the program end with 1.
    #[arg(long, value_name = "STATUS", value_enum, default_value_t)]
    fail_on: FailOn,

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
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum FailOn {
    /// A check failed.
    #[default]
    Fail,
    /// A check failed or warns.
    Warn,
    /// A check failed, warns, or cannot be told.
    Unknown,
}

/// Checks and shows the campaign.
pub fn preflight(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let (app, request, notes) = terminal.during("reading", || read(args))?;
    tell_notes(&notes, terminal);
    let now = clock::now()?;
    let report = terminal.during("checking", || app.preflight(&request, now))?;
    match args.show.format {
        Format::Table => args.show.text(&app, &args.how, terminal, |voice| present::preflight(voice, &report))?,
        Format::Json => args.show.data(|out| rows::json(&report, out))?,
    }
    args.show.tell("the report was", &report.invalid, terminal);
    Ok(if fails(&report, args.fail_on) { ExitCode::Negative } else { ExitCode::Done })
}

fn fails(report: &PreflightReport, fail_on: FailOn) -> bool {
    let bad: &[Status] = match fail_on {
        FailOn::Fail => &[Status::Fail],
        FailOn::Warn => &[Status::Fail, Status::Warn],
        FailOn::Unknown => &[Status::Fail, Status::Warn, Status::Unknown],
    };
    report.groups.iter().flat_map(|group| &group.checks).any(|check| bad.contains(&check.check.status))
}

fn read(args: &Args) -> Result<(App, PreflightRequest, Vec<String>), Failure> {
    check_stdin(args.roster.iter().chain([&args.campaign]).chain(&args.plan).chain(&args.timeline))?;
    let app = args.how.open()?;
    let campaign = Source::read(&args.campaign)?.decode::<Campaign>()?;
    let (roster, notes) = args.how.rosters(&args.roster)?;
    let plan = args.plan.as_ref().map(|path| running::plan(path, &campaign)).transpose()?;
    let chosen = plan.as_ref().map(booked);
    let timeline = args.timeline.as_ref().map(|path| Source::read(path)?.decode::<Timeline>()).transpose()?;
    let request = PreflightRequest {
        pack: Some(args.how.pack().to_owned()),
        creators: roster.creators,
        invalid: roster.invalid,
        chosen,
        timeline: timeline.map(Arc::new),
        as_of: args.how.as_of(),
        lang: Some(args.how.lang().to_owned()),
        ..PreflightRequest::new(Arc::new(campaign))
    };
    Ok((app, request, notes))
}
