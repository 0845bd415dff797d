//! `saring plugin bench`: what a plugin costs.

use std::path::PathBuf;
use std::sync::Arc;

use saring_app::demo;
use saring_app::plugins::bench::{BenchRequest, bench as bench_plugin};
use saring_app::roster::{OnInvalid, read};
use saring_model::{Campaign, Creator, Timestamp};

use super::trial::TrialArgs;
use super::{Format, component, json};
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::Source;
use crate::notice::Notice;
use crate::present::plugin as present;
use crate::request::as_of;
use crate::terminal::Terminal;

/// Creators of the demo that a plugin is measured with, where no roster is named.
const CREATORS: usize = 256;
/// What they are made from.
const SEED: u64 = 7;

/// Measure time, fuel and memory by the size of the batch.
#[derive(Debug, clap::Args)]
#[command(after_help = "Times are medians on one thread, of this machine at this moment; fuel is the same everywhere.

Examples:
  saring plugin bench dist/hello.wasm
  saring plugin bench dist/hello.wasm --roster roster.ndjson --campaign campaign.json --format json

Exit codes: 0 measured · 2 wrong usage or input, or the plugin does not answer")]
pub struct Args {
    /// The component.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The creators: JSON or NDJSON; those of the demo where not given.
    #[arg(long, value_name = "FILE")]
    roster: Option<PathBuf>,

    /// The campaign, as JSON; that of the demo where not given.
    #[arg(long, short, value_name = "FILE")]
    campaign: Option<PathBuf>,

    #[command(flatten)]
    trial: TrialArgs,

    /// The moment of the decision: an instant, or a date, which means its end in UTC.
    #[arg(long, value_name = "WHEN", default_value = crate::command::demo::AS_OF, value_parser = as_of)]
    as_of: Timestamp,

    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

/// Measures, and shows the figures.
pub fn bench(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let campaign = match &args.campaign {
        Some(path) => Source::read(path)?.decode::<Campaign>()?,
        None => demo::campaign().map_err(|found| Failure::new("demo-invalid", found.to_string()))?,
    };
    let request = BenchRequest {
        bytes: component(&args.file)?,
        setup: args.trial.read()?,
        campaign: Some(Arc::new(campaign)),
        creators: creators(args)?,
        as_of: args.as_of,
    };
    let report = terminal.during("measuring", || bench_plugin(&request))?;
    match args.format {
        Format::Table => terminal.show(&present::costs(&report, terminal.width()))?,
        Format::Json => json(&report)?,
    }
    Ok(ExitCode::Done)
}

fn creators(args: &Args) -> Result<Vec<Arc<Creator>>, Failure> {
    let Some(path) = &args.roster else {
        return Ok(demo::roster(SEED, CREATORS, args.as_of).into_iter().map(Arc::new).collect());
    };
    let source = Source::read(path)?;
    let roster = read(&source.bytes, OnInvalid::Reject);
    let roster =
        roster.map_err(|violations| source.invalid("roster").details(Notice::of_violations(&violations, &source)))?;
    Ok(roster.creators)
}
