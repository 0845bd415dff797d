//! `saring plugin run`: one plugin on given facts, without any pack.

use std::path::PathBuf;
use std::sync::Arc;

use saring_app::plugins::run::{RunReport, RunRequest, run as run_plugin};
use saring_model::Timestamp;

use super::trial::{FactsArgs, TrialArgs};
use super::watch::watched;
use super::{Format, component, json};
use crate::clock;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::check_stdin;
use crate::present::{self, Voice};
use crate::request::{as_of, plugin_cache};
use crate::terminal::Terminal;

/// Run one plugin on given facts, without any pack.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A check or a tier rule is asked about every creator; a rule of worth about every package of each; a check of the \
campaign or a budget policy about the campaign; a trigger about the campaign, its creators and its posts; a metric about the \
campaign, its tiers, platforms and creators. Scores are the engine's, with the thresholds and tiers of the standard pack. \
One answer is told in full, several in a table.

Examples:
  saring plugin run dist/hello.wasm --roster roster.json --campaign campaign.json
  saring plugin run dist/hello.wasm --roster roster.json --creator instagram:4815
  saring plugin run dist/hello.wasm --roster roster.json --param followers_min=5000 --table weights.csv --format json
  saring plugin run dist/my-budget.wasm --campaign campaign.json      a budget policy
  saring plugin run dist/my-trigger.wasm --campaign campaign.json --timeline timeline.json --plan plan.json

Exit codes: 0 everything was answered · 1 the plugin faulted · 2 wrong usage or input"
)]
pub struct Args {
    /// The component.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    facts: FactsArgs,

    /// Only what is about this creator.
    #[arg(long, value_name = "ID")]
    creator: Option<String>,

    #[command(flatten)]
    trial: TrialArgs,

    /// The moment of the decision: an instant, or a date, which means its end in UTC; now where not given.
    #[arg(long, value_name = "WHEN", value_parser = as_of)]
    as_of: Option<Timestamp>,

    /// Language of the texts, such as `en` or `id`.
    #[arg(long, value_name = "LANG", default_value = saring_app::score::DEFAULT_LANG)]
    lang: String,

    /// Run again whenever a file changes.
    #[arg(long)]
    watch: bool,

    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

/// Runs once, or whenever a file changes.
pub fn run(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let given = || [&args.file].into_iter().chain(args.facts.files());
    check_stdin(given())?;
    let files = || given().cloned().chain(args.trial.files().map(PathBuf::from)).collect();
    watched(args.watch, terminal, files, || once(args, terminal))
}

fn once(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let campaign = args.facts.campaign()?;
    let plan = campaign.as_ref().map(|campaign| args.facts.plan(campaign)).transpose()?.flatten();
    let request = RunRequest {
        bytes: component(&args.file)?,
        setup: args.trial.read()?,
        campaign: campaign.map(Arc::new),
        plan: plan.map(Arc::new),
        timeline: args.facts.timeline()?.map(Arc::new),
        creators: args.facts.creators()?.unwrap_or_default(),
        only: args.creator.clone(),
        as_of: args.as_of.map_or_else(clock::now, Ok)?,
        lang: args.lang.clone(),
        cache: plugin_cache(),
    };
    let report = terminal.during("running", || run_plugin(&request))?;
    if let Some(wanted) = args.creator.as_ref().filter(|_| report.answers.is_empty()) {
        let message = format!("the plugin was asked about no creator `{wanted}`");
        return Err(Failure::new("unknown-creator", message).help("name one of the facts that are given, by its id"));
    }
    match args.format {
        Format::Table => terminal.show(&shown(&report, args, terminal))?,
        Format::Json => json(&report)?,
    }
    let faulted = report.answers.iter().any(|answer| answer.answer.is_none());
    Ok(if faulted { ExitCode::Negative } else { ExitCode::Done })
}

fn shown(report: &RunReport, args: &Args, terminal: &Terminal) -> String {
    present::answers(&Voice::new(&report.pack, &args.lang, terminal), report)
}
