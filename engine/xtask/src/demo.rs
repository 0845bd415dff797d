//! `cargo xtask demo`: the main job, from a fresh clone.

use crate::run::{Failed, cargo, run};

/// Arguments of the demo.
#[derive(clap::Args)]
pub struct Args {
    /// Arguments for `saring demo`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// Builds the program and runs its demo.
pub fn demo(args: &Args) -> Result<(), Failed> {
    let mut command = cargo(&["run", "--quiet", "--locked", "--release", "--package", "saring-cli", "--", "demo"]);
    run(command.args(&args.rest))
}
