//! `cargo xtask measure`: what the rules say of accounts that others published.

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};
use saring_model::Timestamp;
use saring_tests::back_test::{self, Account, Settings};
use saring_tests::distributions::{self, Answers};
use saring_tests::follower_rules::{self, Confusion, FILES, Labelled};
use saring_vocabulary::Column;

/// The file of accounts with posts, as InstaFake names it.
const ACCOUNTS: &str = "nonautomatedAccountData.json";
/// Reasons that are shown of each check.
const REASONS_MAX: usize = 3;

/// Measures the rules on public data.
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
    /// The forecast of the next posts, against what they earned.
    Forecast {
        /// The folder of the InstaFake data, or its file of accounts with posts.
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
}

/// Posts that are ordered at a time, of which the forecast is measured.
const ORDERED: [usize; 4] = [1, 2, 3, 5];

fn main() -> Result<(), Box<dyn Error>> {
    match Args::parse().what {
        What::FollowerRules { path } => follower_rules(&path),
        What::Forecast { path } => forecast(&path),
        What::Distributions { path, as_of } => {
            let answers = distributions::measure(&std::fs::read(path.join(ACCOUNTS))?, Timestamp::parse(&as_of)?)?;
            Ok(table(&answers)?)
        }
    }
}

fn follower_rules(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    writeln!(out, "| profiles | n | accuracy | precision | recall | fake: found, missed | real: found, missed |")?;
    writeln!(out, "|---|---:|---:|---:|---:|---:|---:|")?;
    let mut line = |name: &str, found: Confusion| {
        let shown = |share: f64| if share.is_nan() { "–".to_owned() } else { format!("{share:.4}") };
        let (fake, real) = (found.fake_found + found.fake_missed, found.real_found + found.real_missed);
        // Precision and recall say nothing of profiles that are all of one kind.
        let both = |share: f64| if fake * real == 0 { "–".to_owned() } else { shown(share) };
        let Confusion { fake_found, fake_missed, real_found, real_missed } = found;
        writeln!(
            out,
            "| {name} | {} | {} | {} | {} | {fake_found}, {fake_missed} | {real_found}, {real_missed} |",
            found.profiles(),
            shown(found.accuracy()),
            both(found.precision()),
            both(found.recall()),
        )
    };
    let mut all: Vec<Labelled> = Vec::new();
    for file in FILES {
        let profiles = follower_rules::read(&folder.join(file))?;
        line(&format!("`{file}`"), Confusion::of(&profiles))?;
        all.extend(profiles);
    }
    line("both", Confusion::of(&all))?;
    Ok(())
}

fn forecast(path: &Path) -> Result<(), Box<dyn Error>> {
    let file = if path.is_dir() { path.join(ACCOUNTS) } else { path.to_owned() };
    let accounts: Vec<Account> = serde_json::from_slice(&std::fs::read(file)?)?;
    let settings = Settings::standard()?;
    let mut out = io::stdout().lock();
    writeln!(out, "| posts | accounts | orders | in the 80 % interval | Brier | climatology | better by |")?;
    writeln!(out, "|---:|---:|---:|---:|---:|---:|---:|")?;
    for posts in ORDERED {
        let score = back_test::score(&accounts, posts, &settings);
        writeln!(
            out,
            "| {posts} | {} | {} | {:.1} % | {:.4} | {:.4} | {:.0} % |",
            score.accounts,
            score.orders,
            100.0 * score.coverage,
            score.brier,
            score.climatology,
            100.0 * (1.0 - score.brier / score.climatology),
        )?;
    }
    Ok(())
}

fn table(answers: &[Answers]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "| check | measured | accounts | p5 | p25 | p50 | p75 | p95 |")?;
    writeln!(out, "|---|---|---:|---:|---:|---:|---:|---:|")?;
    for answer in answers {
        row(&mut out, &answer.check, "score", &answer.scores)?;
        for (name, quantity) in &answer.quantities {
            row(&mut out, "", name, quantity)?;
        }
    }
    writeln!(out, "\n| check | statuses | most frequent reasons |\n|---|---|---|")?;
    for answer in answers {
        let statuses: Vec<String> = answer.statuses.iter().map(|(status, n)| format!("{status} {n}")).collect();
        let reasons = answer.reasons.iter().take(REASONS_MAX).map(|(code, n)| format!("`{code}` {n}"));
        writeln!(out, "| `{}` | {} | {} |", answer.check, statuses.join(", "), reasons.collect::<Vec<_>>().join(", "))?;
    }
    Ok(())
}

/// Of a column of which nothing is known only that is said.
fn row(out: &mut impl Write, check: &str, measured: &str, column: &Column) -> io::Result<()> {
    let check = if check.is_empty() { String::new() } else { format!("`{check}`") };
    write!(out, "| {check} | {measured} | {} of {} |", column.known(), column.len())?;
    for q in [0.05, 0.25, 0.5, 0.75, 0.95] {
        let shown = column.quantile(q).map_or_else(|| "–".to_owned(), |value| shown(value));
        write!(out, " {shown} |")?;
    }
    writeln!(out)
}

fn shown(value: f64) -> String {
    if value >= 10.0 { format!("{value:.1}") } else { format!("{value:.3}") }
}
