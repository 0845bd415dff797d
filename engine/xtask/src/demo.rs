//! `cargo xtask demo`: the main job, from a fresh clone.

use crate::plugins;
use crate::run::{Failed, run, saring};

/// Arguments of the demo.
#[derive(clap::Args)]
pub struct Args {
    /// Arguments for `saring demo`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// Builds the program and the plugins of the standard pack, and runs the demo with them.
pub fn demo(args: &Args) -> Result<(), Failed> {
    let folder = plugins::standard()?;
    run(saring()?.arg("demo").arg("--plugins").arg(folder).args(&args.rest))
}
