//! `saring plugin run`: one plugin on a roster, without any pack.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use saring_app::plugins::run::{RunReport, RunRequest, run as run_plugin};
use saring_app::roster::{OnInvalid, read};
use saring_model::{Campaign, Creator, Timestamp};

use super::trial::TrialArgs;
use super::watch::watched;
use super::{Format, component, json};
use crate::clock;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::{Source, check_stdin};
use crate::notice::Notice;
use crate::present::{Voice, plugin as present};
use crate::request::{as_of, plugin_cache};
use crate::terminal::Terminal;

/// Run one plugin on a roster, without any pack.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The answers are scored by the engine with the thresholds and tiers of the standard pack. One creator \
is told in full, several in a table.

Examples:
  saring plugin run dist/hello.wasm --roster roster.json --campaign campaign.json
  saring plugin run dist/hello.wasm --roster roster.json --creator instagram:4815
  saring plugin run dist/hello.wasm --roster roster.json --param followers_min=5000 --table weights.csv --format json
  saring plugin run dist/my-budget.wasm --campaign campaign.json      a budget policy

Exit codes: 0 everybody was answered · 1 the plugin faulted · 2 wrong usage or input"
)]
pub struct Args {
    /// The component.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The creators: JSON or NDJSON; `-` is stdin. A budget policy takes none.
    #[arg(long, value_name = "FILE")]
    roster: Option<PathBuf>,

    /// The campaign, as JSON; an audit without one where not given.
    #[arg(long, short, value_name = "FILE")]
    campaign: Option<PathBuf>,

    /// Only this creator.
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
    check_stdin([&args.file].into_iter().chain(&args.roster).chain(&args.campaign))?;
    let files = || {
        let given = [&args.file].into_iter().chain(&args.roster).chain(&args.campaign).cloned();
        given.chain(args.trial.files().map(PathBuf::from)).collect()
    };
    watched(args.watch, terminal, files, || once(args, terminal))
}

fn once(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let campaign = args.campaign.as_deref().map(|path| Source::read(path)?.decode::<Campaign>()).transpose()?;
    let creators = args.roster.as_deref().map_or_else(|| Ok(Vec::new()), |path| creators(args, path))?;
    let request = RunRequest {
        bytes: component(&args.file)?,
        setup: args.trial.read()?,
        campaign: campaign.map(Arc::new),
        creators,
        as_of: args.as_of.map_or_else(clock::now, Ok)?,
        lang: args.lang.clone(),
        cache: plugin_cache(),
    };
    let report = terminal.during("running", || run_plugin(&request))?;
    match args.format {
        Format::Table => terminal.show(&shown(&report, args, terminal))?,
        Format::Json => json(&report)?,
    }
    let faulted = report.answers.iter().any(|answer| answer.answer.is_none());
    Ok(if faulted { ExitCode::Negative } else { ExitCode::Done })
}

/// The creators of a roster that are asked about.
fn creators(args: &Args, path: &Path) -> Result<Vec<Arc<Creator>>, Failure> {
    let source = Source::read(path)?;
    let roster = read(&source.bytes, OnInvalid::Reject)
        .map_err(|violations| source.invalid("roster").details(Notice::of_violations(&violations, &source)))?;
    let wanted = |id: &str| args.creator.as_deref().is_none_or(|wanted| wanted == id);
    let creators: Vec<_> = roster.creators.into_iter().filter(|creator| wanted(creator.id.as_str())).collect();
    if creators.is_empty() {
        let who = args.creator.as_deref().map_or("is nobody".to_owned(), |id| format!("is no creator `{id}`"));
        return Err(
            Failure::new("unknown-creator", format!("there {who} in `{}`", source.name)).help("name one by its id")
        );
    }
    Ok(creators)
}

fn shown(report: &RunReport, args: &Args, terminal: &Terminal) -> String {
    present::answers(&Voice::new(&report.pack, &args.lang, terminal), report)
}
