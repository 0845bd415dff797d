//! `saring plugin bench`: what a plugin costs.

use std::path::PathBuf;
use std::sync::Arc;

use saring_app::plugins::bench::{BenchRequest, bench as bench_plugin};
use saring_model::Timestamp;

use super::trial::{FactsArgs, TrialArgs};
use super::{Format, component, json};
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::check_stdin;
use crate::present::plugin as present;
use crate::request::as_of;
use crate::terminal::Terminal;

/// Measure time, fuel and memory by the size of the batch.
#[derive(Debug, clap::Args)]
#[command(after_help = "Times are medians on one thread, of this machine at this moment; fuel is the same everywhere.
What is not named is the demo's: its creators, its campaign, and for triggers, metrics and checks of the campaign the same
campaign as it ran.

Examples:
  saring plugin bench dist/hello.wasm
  saring plugin bench dist/hello.wasm --roster roster.ndjson --campaign campaign.json --format json

Exit codes: 0 measured · 2 wrong usage or input, or the plugin does not answer")]
pub struct Args {
    /// The component.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    facts: FactsArgs,

    #[command(flatten)]
    trial: TrialArgs,

    /// The moment of the decision: an instant, or a date, which means its end in UTC; that of the demo where not given.
    #[arg(long, value_name = "WHEN", value_parser = as_of)]
    as_of: Option<Timestamp>,

    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

/// Measures, and shows the figures.
pub fn bench(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    check_stdin([&args.file].into_iter().chain(args.facts.files()))?;
    let campaign = args.facts.campaign()?;
    let plan = campaign.as_ref().map(|campaign| args.facts.plan(campaign)).transpose()?.flatten();
    let request = BenchRequest {
        bytes: component(&args.file)?,
        setup: args.trial.read()?,
        campaign: campaign.map(Arc::new),
        plan: plan.map(Arc::new),
        timeline: args.facts.timeline()?.map(Arc::new),
        creators: args.facts.creators()?,
        as_of: args.as_of,
    };
    let report = terminal.during("measuring", || bench_plugin(&request))?;
    match args.format {
        Format::Table => terminal.show(&present::costs(&report, terminal.width()))?,
        Format::Json => json(&report)?,
    }
    Ok(ExitCode::Done)
}
