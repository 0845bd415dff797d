//! `saring plugin inspect`: what a component is.

use std::path::PathBuf;

use saring_app::plugins::TrialError;
use saring_app::plugins::inspect::inspect as inspect_plugin;

use super::{Format, component, json};
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::present::plugin as present;
use crate::request::plugin_cache;
use crate::terminal::Terminal;

/// Show what a component is, reads and imports, and what it lets packs set.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  saring plugin inspect dist/hello.wasm
  saring plugin inspect dist/hello.wasm --format json | jq -r .digest

Exit codes: 0 it would be installed · 1 it would be refused · 2 wrong usage or input")]
pub struct Args {
    /// The component.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

/// Looks at a component as if it were installed.
pub fn inspect(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let bytes = component(&args.file)?;
    match terminal.during("looking at it", || inspect_plugin(&bytes, plugin_cache())) {
        Ok(inspected) => match args.format {
            Format::Table => terminal.show(&present::inspection(&inspected, terminal.width()))?,
            Format::Json => json(&inspected)?,
        },
        // What is wrong with a component is the answer here, not a wrong question.
        Err(error @ TrialError::Refused(_)) => {
            Failure::from(error).tell(terminal);
            return Ok(ExitCode::Negative);
        }
        Err(error) => return Err(error.into()),
    }
    Ok(ExitCode::Done)
}
