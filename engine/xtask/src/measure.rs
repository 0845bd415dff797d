//! `cargo xtask measure`: what the rules and the planner say of data that others published.

use std::path::PathBuf;

use crate::run::{Failed, cargo, run};

/// Arguments of the measurement.
#[derive(clap::Args)]
pub struct Args {
    /// What to measure.
    what: What,
    /// The folder with the data, which is no part of the project: InstaFake (github.com/fcakyon/instafake-dataset), or for
    /// `reach` the Twitch graphs of MUSAE (github.com/benedekrozemberczki/MUSAE).
    path: PathBuf,
    /// Arguments for the measurement itself, such as `--as-of 2018-12-31T23:59:59Z`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum What {
    /// The five rules for a follower's profile, against people's labels: accuracy, precision, recall.
    FollowerRules,
    /// The forecast of an account's next posts, against what they earned.
    Forecast,
    /// What the checks of authenticity say of 415 real accounts with posts.
    Distributions,
    /// Deduplicated reach, against the unique neighbours in published graphs.
    Reach,
    /// The trigger on the volume of mentions, against windows that people marked in series of the Numenta Anomaly Benchmark
    /// (github.com/numenta/NAB).
    Mentions,
    /// The portfolio, against proved optima of OR-Library and of published graphs. The folder holds `orlib` and
    /// `twitch_graphs`.
    Portfolio,
}

/// Builds the measurement and runs it.
pub fn measure(args: &Args) -> Result<(), Failed> {
    let what = match args.what {
        What::FollowerRules => "follower-rules",
        What::Forecast => "forecast",
        What::Distributions => "distributions",
        What::Reach => "reach",
        What::Mentions => "mentions",
        What::Portfolio => "portfolio",
    };
    // The measurement runs at the root of the workspace, wherever the path was typed.
    let path = std::path::absolute(&args.path).unwrap_or_else(|_| args.path.clone());
    let mut command = cargo(&["run", "--quiet", "--locked", "--package", "saring-tests", "--bin", "measure"]);
    // Its times are part of what is measured.
    if matches!(args.what, What::Portfolio) {
        command.arg("--release");
    }
    run(command.arg("--").arg(what).arg(path).args(&args.rest))
}
