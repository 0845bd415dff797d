//! `train-audience-quality`: a table of weights for the check `audience-quality` from labelled profiles, and how good it
//! is on profiles that it has not seen.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use audience_quality::model::{COLUMNS, Model, Row};
use audience_quality::train::{Labelled, Labels, Settings, fit, read, report, rows, validate};
use clap::Parser;
use saring_linear::train::table;

/// Trains a model of inauthentic followers' profiles, and measures it by cross-validation.
///
/// Files are JSON lists of objects or CSV with a header. Fields: followers, following, posts_total, has_picture, bio_length,
/// username_length, username_digits, or InstaFake's names of them; what is absent, null or empty is unknown. The label is
/// is_fake, fake, inauthentic or label: 1 or 0, true or false, fake or real.
#[derive(Parser)]
#[command(version)]
struct Args {
    /// Profiles that are all fake. Can be given several times.
    #[arg(long, value_name = "FILE", required_unless_present = "data", requires = "real")]
    fake: Vec<PathBuf>,
    /// Profiles that are all real. Can be given several times.
    #[arg(long, value_name = "FILE", requires = "fake")]
    real: Vec<PathBuf>,
    /// Profiles with a label each. Can be given several times.
    #[arg(long, value_name = "FILE")]
    data: Vec<PathBuf>,
    /// Parts that the profiles are dealt to; each is tried on a model of the others.
    #[arg(long, default_value_t = 10)]
    folds: usize,
    /// How many times they are dealt anew.
    #[arg(long, default_value_t = 5)]
    seeds: u64,
    /// Where the profiles come from, as the table's source; the names of the files where nothing is given.
    #[arg(long)]
    source: Option<String>,
    /// Under which licence the table may be used: that of the profiles.
    #[arg(long)]
    licence: Option<String>,
    /// The table to write.
    #[arg(long, value_name = "TABLE.csv")]
    output: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let mut told = format!("error: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                told += &format!(": {error}");
                cause = error.source();
            }
            // Where standard error is closed there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "{told}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let kinds = [
        (&args.fake, Labels::All { fake: true }),
        (&args.real, Labels::All { fake: false }),
        (&args.data, Labels::Column),
    ];
    let mut profiles: Vec<Labelled> = Vec::new();
    for (files, labels) in kinds {
        for file in files {
            profiles.extend(read(file, labels)?);
        }
    }
    let found = validate(&profiles, Settings { folds: args.folds, seeds: args.seeds })?;
    let mut out = std::io::stdout().lock();
    write!(out, "{}", report(&profiles, &found))?;

    let everyone: Vec<&Labelled> = profiles.iter().collect();
    let rows = rows(fit(&everyone)?, &found.model.sure_accuracy());
    Model::read(&rows)?;
    if let Some(path) = &args.output {
        write_table(path, args, profiles.len(), &rows)?;
        writeln!(
            out,
            "\nwritten       {}: {} rows, fitted to all {} profiles",
            path.display(),
            rows.len(),
            profiles.len()
        )?;
    }
    Ok(())
}

fn write_table(path: &Path, args: &Args, profiles: usize, rows: &[Row]) -> Result<(), Box<dyn Error>> {
    let names = args.fake.iter().chain(&args.real).chain(&args.data);
    let names: Vec<_> = names.filter_map(|path| path.file_name()).map(|name| name.to_string_lossy()).collect();
    let trained = format!("train-audience-quality on {profiles} labelled profiles: {}", names.join(", "));
    let definition = "log odds that a follower's profile is inauthentic: the intercept, and for each row its value times how \
        far the term is from `from` to `to` on the scale ln(1 + x); `usual` is that place for the mean profile; the last rows \
        are numbers of profiles in cross-validation";
    let mut header = vec![("source", args.source.as_deref().unwrap_or(&trained)), ("definition", definition)];
    header.extend(args.licence.as_deref().map(|licence| ("licence", licence)));
    let cell = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let cells =
        rows.iter().map(|row| [row.term.clone(), cell(row.from), cell(row.to), cell(row.value), cell(row.usual)]);
    Ok(table::write(path, &header, &COLUMNS, cells)?)
}
