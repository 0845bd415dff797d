//! `cargo xtask bench`: runs the measurement as released.

use crate::run::{Failed, cargo, run};

/// Arguments of the measurement.
#[derive(clap::Args)]
pub struct Args {
    /// Arguments for the measurement itself, such as `--creators 5000`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// Builds the measurement as released and runs it.
pub fn bench(args: &Args) -> Result<(), Failed> {
    let mut command =
        cargo(&["run", "--quiet", "--locked", "--release", "--package", "saring-tests", "--bin", "bench", "--"]);
    run(command.args(&args.rest))
}
