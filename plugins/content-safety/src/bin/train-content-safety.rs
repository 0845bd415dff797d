//! Trains the models of `content-safety` on labelled texts, and says how good they and the lexicon are.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use content_safety::category::Risk;
use content_safety::classify::{Classifier, Texts, Weights};
use content_safety::model::{Head, TAIL};
use content_safety::train::data::{self, Data, Label, Labelled};
use content_safety::train::figures::Figures;
use content_safety::train::fit::{self, Features, Fitted};
use content_safety::train::{Error, tables};
use saring_linear::text::Slang;
use saring_linear::train::{calibrate, folds, table};

/// One of so many parts is held out.
const HELD_OUT: usize = 5;

/// Trains the models of `content-safety` on labelled texts, and says how good they and the lexicon are.
#[derive(Debug, Parser)]
struct Args {
    /// CSV file with a column of texts and columns of labels.
    #[arg(long)]
    data: PathBuf,
    /// Column of the texts.
    #[arg(long, default_value = "Tweet")]
    text: String,
    /// A label: NAME=COLUMN:VALUE@CATEGORY. May be said several times.
    #[arg(long = "label", default_values = ["hate=HS:1@HxqYV1", "abusive=Abusive:1@j9PaO9"])]
    labels: Vec<Label>,
    /// Where the table goes; nothing is written without it.
    #[arg(long)]
    output: Option<PathBuf>,
    /// Where the texts come from, for the table's first line.
    #[arg(long, default_value = "trained on own data")]
    source: String,
    /// Licence of the texts, for the table.
    #[arg(long, default_value = "unsaid: not for publication")]
    licence: String,
    /// The table of terms.
    #[arg(long, default_value = "rules/standard/tables/safety_lexicon.csv")]
    lexicon: PathBuf,
    /// The table of slang.
    #[arg(long, default_value = "rules/standard/tables/sentiment_words.csv")]
    slang: PathBuf,
    /// Primary language of the texts.
    #[arg(long)]
    lang: Option<String>,
    /// Groups of the lexicon that open the model, parted by blanks, for the figures of both together.
    #[arg(long, default_value = "")]
    opens: String,
    /// The table has 2^BITS rows of weights.
    #[arg(long, default_value_t = 16)]
    bits: u32,
    /// Seed of the split, the folds and the resamples.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("error: {error}");
            let mut cause = std::error::Error::source(&error);
            while let Some(error) = cause {
                anstream::eprintln!("  because {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), Error> {
    let slang = tables::slang(&args.slang)?;
    let Data { texts, repeated } = data::read(&args.data, &args.text, &args.labels)?;
    let (held, known) = split(&texts, args.seed);
    anstream::println!(
        "{} texts, {repeated} more said again what one of them says; {} to train on, {} held out (seed {}, stratified)",
        texts.len(),
        known.len(),
        held.len(),
        args.seed
    );
    let features = |texts: &[&Labelled]| fit::features(texts.iter().map(|text| text.text.as_str()), &slang, args.bits);
    let (known_features, held_features) = (features(&known), features(&held));
    let mut columns: Vec<Fitted> = Vec::new();
    for (at, label) in args.labels.iter().enumerate() {
        let is = |text: &&Labelled| text.is.get(at).copied().unwrap_or_default();
        let samples: Vec<(&Features, bool)> = known_features.iter().zip(known.iter().map(is)).collect();
        let fitted = fit::fit(&label.name, &samples, args.bits, args.seed)?;
        tell(label, &fitted, &held_features, &held.iter().map(is).collect::<Vec<_>>(), args.seed);
        columns.push(fitted);
    }
    tell_plugin(args, &slang, &columns, &held)?;
    args.output.as_ref().map_or(Ok(()), |path| write(args, path, &columns, texts.len()))
}

/// A fifth of the texts with each combination of labels, and the rest.
fn split(texts: &[Labelled], seed: u64) -> (Vec<&Labelled>, Vec<&Labelled>) {
    let class = |text: &Labelled| text.is.iter().fold(0, |class, is| class * 2 + usize::from(*is));
    let fold_of = folds::stratified(&texts.iter().map(class).collect::<Vec<_>>(), HELD_OUT, seed);
    let (known, held) = folds::split(texts, &fold_of, 0);
    (held, known)
}

fn tell(label: &Label, fitted: &Fitted, held: &[Features], is: &[bool], seed: u64) {
    let threshold = fitted.verdict().threshold;
    let said: Vec<f64> = held.iter().map(|features| fitted.probability(features)).collect();
    let calls: Vec<(bool, bool)> = is.iter().copied().zip(said.iter().map(|said| *said >= threshold)).collect();
    let sure = |(said, is): (&f64, &bool)| if *said >= 0.5 { (*said, *is) } else { (1.0 - said, !is) };
    let error = calibrate::expected_error(&said.iter().zip(is).map(sure).collect::<Vec<_>>(), 10);
    anstream::println!("\n{} (penalty 1/{}, threshold {threshold:.2})", label.name, fitted.strength);
    anstream::println!("  cross-validated  {}", fitted.validated);
    anstream::println!("  held out         {}; calibration error {error:.3}", Figures::of(&calls, seed));
}

/// The columns as a plugin would read them from its table.
struct Columns<'a>(&'a Args, &'a [Fitted]);

impl Weights for Columns<'_> {
    fn rows(&self, _: &str) -> Option<u32> {
        self.1.first().map(|fitted| fitted.column.len() as u32)
    }

    fn gather(&self, _: &str, column: &str, rows: &[u32]) -> Vec<f64> {
        let at = self.0.labels.iter().position(|label| label.name == column);
        let column = at.and_then(|at| self.1.get(at)).map(|fitted| fitted.column.as_slice()).unwrap_or_default();
        rows.iter().map(|row| column.get(*row as usize).copied().unwrap_or_default()).collect()
    }
}

/// Figures of the lexicon alone, and of lexicon and models together, as the plugin runs them.
fn tell_plugin(args: &Args, slang: &Slang, columns: &[Fitted], held: &[&Labelled]) -> Result<(), Error> {
    let heads = args.labels.iter().zip(columns).map(|(label, fitted)| Head {
        table: String::new(),
        column: label.name.clone(),
        category: label.category.clone(),
        risk: Risk::Medium,
        lang: None,
        opens: args.opens.split_whitespace().map(str::to_owned).collect(),
        verdict: fitted.verdict(),
    });
    let parents = |category: &str| [(category.to_owned(), "HxqYV1".to_owned())];
    let parents: Vec<(String, String)> = ["ID.SARA.religion", "ID.SARA.ethnicity", "ID.SARA.race", "ID.SARA.group"]
        .into_iter()
        .flat_map(parents)
        .collect();
    let classifier = |heads: Vec<Head>| -> Result<_, Error> {
        let (lexicon, slang, parents) = (tables::lexicon(&args.lexicon)?, slang.clone(), parents.clone());
        Ok(Classifier { lexicon, heads, slang, parents, weights: Columns(args, columns) })
    };
    let (alone, together) = (classifier(Vec::new())?, classifier(heads.collect())?);
    anstream::println!();
    for (name, classifier) in [("lexicon alone", alone), ("lexicon and models", together)] {
        for (at, label) in args.labels.iter().enumerate() {
            let is_of = |category: &str| {
                category == label.category
                    || parents.iter().any(|(child, parent)| child == category && *parent == label.category)
            };
            let call = |text: &&Labelled| {
                let texts = Texts { caption: &text.text, hashtags: &[], lang: args.lang.as_deref() };
                let found = classifier.findings(texts);
                (text.is.get(at).copied().unwrap_or_default(), found.iter().any(|finding| is_of(&finding.category)))
            };
            let calls: Vec<(bool, bool)> = held.iter().map(call).collect();
            anstream::println!("{name}, {}: held out {}", label.name, Figures::of(&calls, args.seed));
        }
    }
    Ok(())
}

fn write(args: &Args, path: &std::path::Path, columns: &[Fitted], texts: usize) -> Result<(), Error> {
    let names: Vec<&str> = args.labels.iter().map(|label| label.name.as_str()).collect();
    let definition = format!(
        "Weights of hashed words and characters, 2^{} rows, learnt from four fifths of {texts} texts; then {}",
        args.bits,
        TAIL.join(", ")
    );
    let header =
        [("source", args.source.as_str()), ("definition", definition.as_str()), ("licence", args.licence.as_str())];
    let rows = columns.first().map_or(0, |fitted| fitted.column.len());
    let cell = |row: usize| move |fitted: &Fitted| fitted.column.get(row).copied().unwrap_or_default();
    table::write(path, &header, &names, (0..rows).map(|row| columns.iter().map(cell(row)).collect::<Vec<_>>()))?;
    anstream::println!("\nwritten to {}", path.display());
    Ok(())
}
