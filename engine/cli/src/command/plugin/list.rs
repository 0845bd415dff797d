//! `saring plugin list`: what is installed, and what is broken.

use super::{Format, json};
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::present::plugin as present;
use crate::request::EngineArgs;
use crate::terminal::Terminal;

/// Show the installed plugins, the rules that run them, and the files that are broken.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  saring plugin list --plugins ./plugins
  saring plugin list --packs ./packs --format json | jq -r '.plugins[].id'

Exit codes: 0 shown · 1 a file is broken · 2 wrong usage or input")]
pub struct Args {
    #[command(flatten)]
    engine: EngineArgs,

    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

/// Lists the plugins.
pub fn list(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let app = args.engine.open(None)?;
    let list = app.plugins();
    match args.format {
        Format::Table => terminal.show(&present::list(&list, terminal.width()))?,
        Format::Json => json(&list)?,
    }
    Ok(if list.broken.is_empty() { ExitCode::Done } else { ExitCode::Negative })
}
