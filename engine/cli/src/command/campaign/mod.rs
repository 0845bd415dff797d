//! `saring campaign`: writing campaigns.

mod draft;
mod new;
mod prompt;
mod questions;
mod texts;

use clap::Subcommand;

use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Write a campaign.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  saring campaign new --output campaign.json       asks, on a terminal
  saring campaign new --goal awareness --brand 'Lumina' --country ID > campaign.json")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Ask what the campaign is, and write it.
    New(new::Args),
}

/// Runs the command that was typed.
pub fn campaign(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    match &args.command {
        Command::New(args) => new::new(args, terminal),
    }
}
