//! `saring completions`: what a shell needs to complete commands.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Cli;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::output;

/// Print the completions of a shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  saring completions bash > ~/.local/share/bash-completion/completions/saring
  saring completions fish > ~/.config/fish/completions/saring.fish")]
pub struct Args {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the completions.
pub fn completions(args: &Args) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "saring", &mut script);
    output::data(None, |out| out.write_all(&script))?;
    Ok(ExitCode::Done)
}
