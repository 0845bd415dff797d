//! Developer tasks. `cargo xtask` lists them.

mod bench;
mod demo;
mod measure;
mod plugins;
mod run;
mod test;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Tasks of the project, the same on a laptop and in CI.
#[derive(Parser)]
#[command(name = "cargo xtask", version, about)]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build what is needed and show the main job on fictional data.
    Demo(demo::Args),
    /// Build the plugins into `target/plugins`.
    Plugins(plugins::Args),
    /// Run every test.
    Test(test::Args),
    /// Write the generated files: schemas, the OpenAPI document, the vocabulary.
    Schemas,
    /// Measure creators per second, and the ratio to hand-written Rust.
    Bench(bench::Args),
    /// Measure the rules on accounts that others published.
    Measure(measure::Args),
    /// Check format, lints and the dependency policy.
    Tidy,
}

fn main() -> ExitCode {
    let done = match Args::parse().task {
        Task::Demo(args) => demo::demo(&args),
        Task::Plugins(args) => plugins::plugins(&args),
        Task::Test(args) => test::test(&args),
        Task::Schemas => test::bless(),
        Task::Bench(args) => bench::bench(&args),
        Task::Measure(args) => measure::measure(&args),
        Task::Tidy => tidy::tidy(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            run::say(&format!("error: {failed}"));
            ExitCode::FAILURE
        }
    }
}
