//! `cargo xtask test` and `cargo xtask schemas`.

use crate::run::{Failed, cargo, run};

/// Arguments of the tests.
#[derive(clap::Args)]
pub struct Args {
    /// Only tests whose name contains this.
    filter: Option<String>,
}

/// Runs every test: all of them unoptimised, and those of determinism once more as released.
pub fn test(args: &Args) -> Result<(), Failed> {
    run(&mut cargo(&["build", "--locked", "--workspace", "--bin", "saring"]))?;
    let mut all = cargo(&["test", "--locked", "--workspace"]);
    if let Some(filter) = &args.filter {
        return run(all.args(["--", filter]));
    }
    run(&mut all)?;
    run(&mut cargo(&["test", "--locked", "--release", "--workspace", "--test", "it", "--", "golden::"]))
}

/// Writes the generated files again: the tests that compare them write them instead.
pub fn bless() -> Result<(), Failed> {
    let mut tests = cargo(&["test", "--locked", "--workspace", "--test", "it", "--", "committed", "vocabulary_page"]);
    run(tests.env("SARING_BLESS", "1"))
}
