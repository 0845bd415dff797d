//! `saring plugin`: from an idea to a component in a pack. One file per command.

mod add;
mod bench;
mod build;
mod doctor;
mod fail;
mod inspect;
mod list;
mod new;
mod run;
mod test;
mod trial;
mod watch;

use std::path::Path;
use std::sync::Arc;

use clap::Subcommand;

use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::Source;
use crate::terminal::Terminal;

/// Write, try, measure and install plugins.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  saring plugin doctor --lang rust                  what is missing to write one in Rust
  saring plugin new hello --lang rust && cd hello   begin one
  saring plugin build && saring plugin test         build it and run its cases
  saring plugin run dist/hello.wasm --roster roster.json --campaign campaign.json
  saring plugin add dist/hello.wasm --pack ../packs/acme --check authenticity.hello
  saring plugin list --plugins ./plugins

Exit codes: 0 done · 1 a test failed, a plugin is broken or a tool is missing · 2 wrong usage or input")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin a plugin: a folder that builds and passes its tests.
    New(new::Args),
    /// Build a plugin's component, and look whether it would be installed.
    Build(build::Args),
    /// Run a plugin's cases, and ask everything in them alone, in 16, in 256 and shuffled.
    Test(test::Args),
    /// Run one plugin on given facts, without any pack.
    Run(run::Args),
    /// Measure time, fuel and memory by the size of the batch.
    Bench(bench::Args),
    /// Show what a component is, reads and imports, and what it lets packs set.
    Inspect(inspect::Args),
    /// Put a plugin into a pack: the component, the check that runs it, and its digest.
    Add(add::Args),
    /// Show the installed plugins, the rules that run them, and the files that are broken.
    List(list::Args),
    /// Tell which tool is missing, and the line that installs it.
    Doctor(doctor::Args),
}

/// Does what was asked with plugins.
pub fn plugin(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    match &args.command {
        Command::New(args) => new::new(args, terminal),
        Command::Build(args) => build::build(args, terminal),
        Command::Test(args) => test::test(args, terminal),
        Command::Run(args) => run::run(args, terminal),
        Command::Bench(args) => bench::bench(args, terminal),
        Command::Inspect(args) => inspect::inspect(args, terminal),
        Command::Add(args) => add::add(args, terminal),
        Command::List(args) => list::list(args, terminal),
        Command::Doctor(args) => doctor::doctor(args, terminal),
    }
}

/// The bytes of a component.
fn component(path: &Path) -> Result<Arc<[u8]>, Failure> {
    Ok(Source::read(path)?.bytes.into())
}

/// The language that a plugin is written in, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum LanguageArg {
    /// Small components, any creator in microseconds.
    Rust,
    /// JavaScript, by componentize-js: 12 MB.
    Js,
    /// Python, by componentize-py: 18 MB.
    Python,
}

impl From<LanguageArg> for saring_app::plugins::project::Language {
    fn from(language: LanguageArg) -> Self {
        match language {
            LanguageArg::Rust => Self::Rust,
            LanguageArg::Js => Self::Js,
            LanguageArg::Python => Self::Python,
        }
    }
}

/// What a rule decides, as it is typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum KindArg {
    /// How good is a creator?
    #[default]
    Check,
    /// Which tier is a creator in?
    Tier,
    /// How is the campaign's money divided?
    Budget,
    /// Does something call for action while the campaign runs?
    Trigger,
    /// What came of the campaign?
    Metric,
    /// Is the campaign itself ready?
    Preflight,
    /// What does a package add towards the goal?
    Worth,
}

impl From<KindArg> for saring_app::Kind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Check => Self::Check,
            KindArg::Tier => Self::Tier,
            KindArg::Budget => Self::Budget,
            KindArg::Trigger => Self::Trigger,
            KindArg::Metric => Self::Metric,
            KindArg::Preflight => Self::Preflight,
            KindArg::Worth => Self::Worth,
        }
    }
}

/// What commands that answer with one document write.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Table,
    /// One JSON document.
    Json,
}

/// Writes a document for programs.
fn json(value: &impl serde::Serialize) -> Result<(), Failure> {
    crate::output::data(None, |out| crate::command::schema::pretty(out, &serde_json::to_value(value)?))
}
