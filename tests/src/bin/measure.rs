//! `cargo xtask measure`: what the rules and the planner say of data that others published.

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use saring_model::Timestamp;
use saring_tests::{back_test, distributions, follower_rules, mentions, portfolio, reach};

/// Measures the rules and the planner on public data.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// The five rules for a follower's profile, against people's labels.
    FollowerRules {
        /// The folder of the InstaFake data.
        path: PathBuf,
    },
    /// The forecast of an account's next posts, against what they earned.
    Forecast {
        /// The folder of the InstaFake data.
        path: PathBuf,
    },
    /// What the checks of authenticity say of real accounts with posts.
    Distributions {
        /// The folder of the InstaFake data.
        path: PathBuf,
        /// The moment of the audit.
        #[arg(long, default_value = "2018-12-31T23:59:59Z")]
        as_of: String,
    },
    /// Deduplicated reach, against the unique neighbours in published graphs.
    Reach {
        /// The folder of the graphs.
        path: PathBuf,
    },
    /// The trigger on the volume of mentions, against what people marked.
    Mentions {
        /// The folder of the benchmark's data.
        path: PathBuf,
    },
    /// The portfolio, against proved optima.
    Portfolio {
        /// The folder that holds `orlib` and `twitch_graphs`.
        path: PathBuf,
    },
}

fn main() -> Result<(), Box<dyn Error>> {
    let told = match Args::parse().what {
        What::FollowerRules { path } => follower_rules::table(&path)?,
        What::Forecast { path } => back_test::table(&back_test::measure(&path)?),
        What::Distributions { path, as_of } => {
            let file = std::fs::read(path.join(distributions::FILE))?;
            distributions::table(&distributions::measure(&file, Timestamp::parse(&as_of)?)?)
        }
        What::Reach { path } => reach::table(&path)?,
        What::Mentions { path } => mentions::table(&path)?,
        What::Portfolio { path } => portfolio::table(&path)?,
    };
    io::stdout().lock().write_all(told.as_bytes())?;
    Ok(())
}
