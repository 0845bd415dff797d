//! `cargo xtask tidy`: format, lints, dependency policy.

use crate::run::{Failed, cargo, run, say};

/// The version of the policy checker that CI uses.
const DENY_VERSION: &str = "0.20.2";

/// Checks everything about the sources that is not a test.
pub fn tidy() -> Result<(), Failed> {
    run(&mut cargo(&["fmt", "--all", "--check"]))?;
    run(&mut cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "--deny", "warnings"]))?;
    if cargo(&["deny", "--version"]).output().is_ok_and(|output| output.status.success()) {
        return run(&mut cargo(&["deny", "--all-features", "check", "bans", "licenses", "sources"]));
    }
    say(&format!("cargo-deny is not installed: `cargo install --locked cargo-deny@{DENY_VERSION}` installs it"));
    match std::env::var_os("CI") {
        Some(_) => Err(Failed::Rule("the dependency policy was not checked".to_owned())),
        None => Ok(()),
    }
}
