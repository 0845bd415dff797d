//! `saring pack`: the rules, and where each of their numbers comes from.

mod test;

use std::path::Path;

use clap::{Subcommand, ValueEnum};
use saring_app::packs::PackSummary;
use saring_app::{App, Refusal};

use crate::command::schema::pretty;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::output;
use crate::present::{grid, pack as present};
use crate::request::EngineArgs;
use crate::terminal::Terminal;

/// Look at the packs: the rules, their weights, params and sources.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  saring pack list
  saring pack show standard
  saring pack show ./packs/acme-beauty --format json
  saring pack test ./packs/acme-beauty

Exit codes: 0 shown · 1 the pack is not valid, or a case did not pass · 2 wrong usage or input")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Every pack that can be named.
    #[command(after_help = "Examples:\n  saring pack list\n  saring pack list --packs ./packs --format json")]
    List {
        #[command(flatten)]
        engine: EngineArgs,
        /// What to write.
        #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
        format: Format,
    },
    /// Everything in a pack, each number with the file and line that says it.
    #[command(after_help = "Examples:\n  saring pack show standard\n  saring pack show ./packs/acme-beauty")]
    Show {
        /// A name, `name@version`, `sha256:…` digest, or the pack's folder.
        #[arg(value_name = "PACK")]
        pack: String,
        #[command(flatten)]
        engine: EngineArgs,
        /// What to write.
        #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
        format: Format,
    },
    /// Run a pack's cases: given facts, and what its rules must say of them.
    Test(test::Args),
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Table,
    /// One JSON document.
    Json,
}

/// Lists or shows packs.
pub fn pack(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    match &args.command {
        Command::List { engine, format } => list(&engine.open(None)?, *format, terminal),
        Command::Show { pack, engine, format } => show(pack, engine, *format, terminal),
        Command::Test(args) => test::test(args, terminal),
    }
}

fn list(app: &App, format: Format, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let packs = app.packs();
    match format {
        Format::Json => output::data(None, |out| pretty(out, &serde_json::to_value(&packs)?))?,
        Format::Table => {
            let rows = packs.iter().map(|pack| {
                let state = pack.digest.clone().unwrap_or_else(|| format!("not valid: {} errors", pack.errors));
                vec![format!("{}@{}", pack.name, pack.version), pack.from.clone(), state]
            });
            terminal.show(&grid::plain(&["Pack", "From", "Digest"], rows.collect(), terminal.width()))?;
        }
    }
    Ok(if packs.iter().all(|pack| pack.errors == 0) { ExitCode::Done } else { ExitCode::Negative })
}

fn show(reference: &str, engine: &EngineArgs, format: Format, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let (app, reference) = open(reference, engine)?;
    match app.pack_detail(&reference) {
        Ok(detail) => match format {
            Format::Json => output::data(None, |out| pretty(out, &serde_json::to_value(&detail)?))?,
            Format::Table => terminal.show(&present::detail(&detail, terminal.width()))?,
        },
        // What is wrong with a pack is the answer here, not a wrong question.
        Err(refusal @ Refusal::PackInvalid(_)) => {
            Failure::from(refusal).tell(terminal);
            return Ok(ExitCode::Negative);
        }
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(ExitCode::Done)
}

/// The engine with a pack that is named by its name or its folder, and what it is called there.
fn open(reference: &str, engine: &EngineArgs) -> Result<(App, String), Failure> {
    let folder = Path::new(reference);
    let is_folder = folder.join("pack.toml").is_file();
    let app = engine.open(is_folder.then_some(folder))?;
    let reference = if is_folder { named(&app, reference) } else { reference.to_owned() };
    Ok((app, reference))
}

/// The pack that was read from a folder, by its name and version.
fn named(app: &App, folder: &str) -> String {
    let from = Path::new(folder);
    let found: Option<PackSummary> = app.packs().into_iter().find(|pack| Path::new(&pack.from) == from);
    found.map_or_else(|| folder.to_owned(), |pack| format!("{}@={}", pack.name, pack.version))
}
