//! The commands, one file each.

pub mod audit;
pub mod campaign;
pub mod completions;
pub mod demo;
mod demo_running;
pub mod explain;
pub mod import;
pub mod measure;
pub mod pack;
pub mod plan;
pub mod plugin;
pub mod preflight;
pub mod replay;
mod running;
pub mod schema;
pub mod score;
pub mod serve;
pub mod sketch;
mod swap;
pub mod triggers;
pub mod validate;

use crate::args::{Cli, Command};
use crate::exit::ExitCode;

/// Runs the command that was typed, and tells what went wrong.
pub fn run(cli: Cli) -> ExitCode {
    let terminal = cli.terminal();
    let done = match &cli.command {
        Command::Score(args) => score::score(args, &terminal),
        Command::Explain(args) => explain::explain(args, &terminal),
        Command::Audit(args) => audit::audit(args, &terminal),
        Command::Plan(args) => plan::plan(args, &terminal),
        Command::Triggers(args) => triggers::triggers(args, &terminal),
        Command::Replay(args) => replay::replay(args, &terminal),
        Command::Measure(args) => measure::measure(args, &terminal),
        Command::Preflight(args) => preflight::preflight(args, &terminal),
        Command::Campaign(args) => campaign::campaign(args, &terminal),
        Command::Validate(args) => validate::validate(args, &terminal),
        Command::Import(args) => import::import(args, &terminal),
        Command::Sketch(args) => sketch::sketch(args, &terminal),
        Command::Serve(args) => serve::serve(args, &terminal),
        Command::Demo(args) => demo::demo(args, &terminal),
        Command::Pack(args) => pack::pack(args, &terminal),
        Command::Plugin(args) => plugin::plugin(args, &terminal),
        Command::Schema(args) => schema::schema(args, &terminal),
        Command::Completions(args) => completions::completions(args),
    };
    done.unwrap_or_else(|failure| failure.tell(&terminal))
}
