//! Trains the tables of `comment-sentiment` on labelled comments, and says how well they do on others.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use comment_sentiment::model::{KNOWN, SENTIMENTS, WEIGHTS};
use comment_sentiment::train::data::{self, Labelled};
use comment_sentiment::train::fit::{self, CLASSES, Judged, Prepared, Table};
use comment_sentiment::train::quantify::{self, Matrix};
use saring_linear::train::measure::Confusion;
use saring_linear::train::{bootstrap, calibrate, table};

/// Resamples behind an interval.
const RESAMPLES: usize = 1_000;
/// Share of the resamples within an interval.
const LEVEL: f64 = 0.95;
/// Bins of the calibration error.
const BINS: usize = 15;
/// Samples of comments that quantification is tried on, and the comments of each.
const SAMPLES: (usize, usize) = (1_000, 100);

/// Train the model of `comment-sentiment` on labelled comments.
///
/// Files of comments have a row each: the comment, then `positive`, `neutral` or `negative`. `.csv` has commas and
/// quotes, anything else tabs and none.
#[derive(Debug, Parser)]
#[command(name = "train-comment-sentiment")]
struct Args {
    /// Comments to learn from; may be given more than once
    #[arg(long, value_name = "FILE", required = true)]
    data: Vec<PathBuf>,
    /// Comments to be judged by: nothing is learnt from them; may be given more than once
    #[arg(long = "try", value_name = "FILE")]
    held_out: Vec<PathBuf>,
    /// What slang, English words and emoji mean: the pack's `sentiment_words.csv`
    #[arg(long, value_name = "FILE")]
    words: Option<PathBuf>,
    /// Where the weights go
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Where the confusion matrix goes
    #[arg(long, value_name = "FILE")]
    confusion: Option<PathBuf>,
    /// Where the comments are from, for the tables' first lines
    #[arg(long, default_value = "own labelled comments")]
    source: String,
    /// Licence of the comments, for the tables' first lines
    #[arg(long, default_value = "not stated")]
    licence: String,
    /// L2 penalty on the mean log loss; of several, the one with the best macro-F1 across the folds
    #[arg(long, value_delimiter = ',', default_value = "1e-4")]
    penalty: Vec<f64>,
    /// Weights smaller than this, in units of log odds, become 0
    #[arg(long, default_value_t = 0.0)]
    prune: f64,
    /// Parts that the comments are cut into, each held out once
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(2..=50))]
    folds: u16,
    /// Seed of the parts and resamples
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run(&Args::parse(), &mut std::io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let mut cause = Some(failure.as_ref() as &dyn std::error::Error);
            while let Some(error) = cause {
                // Nothing is left to do where even the error cannot be written.
                let _ = writeln!(std::io::stderr(), "error: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let meanings = args.words.as_deref().map(data::meanings).transpose()?.unwrap_or_default();
    let comments = data::labelled(&args.data)?;
    writeln!(out, "{} different comments: {}", comments.len(), by_class(&comments))?;
    let prepared = fit::prepared(&comments, &meanings);

    let mut best: Option<(f64, f64, Vec<Judged>)> = None;
    for penalty in &args.penalty {
        let judged = fit::held_out(&prepared, usize::from(args.folds), args.seed, *penalty)?;
        let figure = macro_f1(&judged);
        writeln!(out, "penalty {penalty:e}: macro-F1 {figure:.4} across {} folds", args.folds)?;
        if best.as_ref().is_none_or(|(_, most, _)| figure > *most) {
            best = Some((*penalty, figure, judged));
        }
    }
    let (penalty, _, judged) = best.ok_or("no penalty was given")?;
    let temperature = fit::temperature(&judged);
    let cooled = fit::cooled(&judged, temperature);
    writeln!(out, "\nheld out within the data, penalty {penalty:e}, temperature {temperature:.3}")?;
    figures(&cooled, args.seed, out)?;
    let (hard, soft) = (quantify::hard(&cooled), quantify::soft(&cooled));

    let learnt: Vec<&Prepared> = prepared.iter().collect();
    let trained = fit::train(&learnt, penalty, temperature, args.prune)?;
    for path in &args.held_out {
        try_on(&trained, &data::labelled(&[path])?, &comments, &meanings, (hard, soft), args.seed, out)?;
    }
    write_tables(args, &trained, hard, penalty)?;
    Ok(())
}

/// Judges comments that nothing was learnt from, but for those that also stand in the data.
fn try_on(
    trained: &Table,
    comments: &[Labelled],
    learnt: &[Labelled],
    meanings: &comment_sentiment::words::Meanings,
    (hard, soft): (Matrix, Matrix),
    seed: u64,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let seen: std::collections::BTreeSet<&str> = learnt.iter().map(|comment| comment.text.as_str()).collect();
    let judge = |comments: &[Labelled]| -> Vec<Judged> {
        fit::prepared(comments, meanings).iter().map(|comment| Judged::by(trained, comment)).collect()
    };
    let judged = judge(comments);
    writeln!(out, "\ntried on {} other comments: {}", comments.len(), by_class(comments))?;
    figures(&judged, seed, out)?;
    let new: Vec<Labelled> = comments.iter().filter(|one| !seen.contains(one.text.as_str())).cloned().collect();
    let figure = macro_f1(&judge(&new));
    writeln!(out, "macro-F1 {figure:.4} without the {} that stand in the data too", comments.len() - new.len())?;
    quantification(&judged, hard, soft, seed, out)
}

/// The mean distance of the told net, positive less negative share, from the true one.
fn quantification(
    judged: &[Judged],
    hard: Matrix,
    soft: Matrix,
    seed: u64,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let (samples, size) = SAMPLES;
    let net = |[positive, _, negative]: [f64; CLASSES]| positive - negative;
    let mut errors = [0.0; 4];
    for sample in quantify::samples(judged, samples, size, seed) {
        let own = |test: &dyn Fn(&Judged) -> usize| {
            let mut shares = [0.0; CLASSES];
            for one in &sample {
                if let Some(share) = shares.get_mut(test(one)) {
                    *share += 1.0 / size as f64;
                }
            }
            shares
        };
        let truth = net(own(&|one| one.class));
        let (called, meant) = (own(&Judged::called), quantify::mean(&sample));
        let corrected =
            |shares, matrix| saring_plugin::measures::shares::corrected(shares, matrix).map_or(f64::NAN, |s| net(s.of));
        let told = [net(called), net(meant), corrected(called, hard), corrected(meant, soft)];
        for (error, told) in errors.iter_mut().zip(told) {
            *error += (told - truth).abs() / samples as f64;
        }
    }
    let ways = ["calls counted", "probabilities summed", "calls corrected", "probabilities corrected"];
    writeln!(out, "mean error of the net share in {samples} samples of {size} comments of any mix:")?;
    for (way, error) in ways.iter().zip(errors) {
        writeln!(out, "  {way}: {error:.4}")?;
    }
    Ok(())
}

fn figures(judged: &[Judged], seed: u64, out: &mut impl Write) -> Result<(), Failure> {
    let confusion = confusion(judged);
    write!(out, "macro-F1 {:.4}", confusion.macro_f1())?;
    if let Some(interval) = bootstrap::interval(judged, macro_f1, RESAMPLES, LEVEL, seed) {
        write!(out, " [{:.4}, {:.4}]", interval.low, interval.high)?;
    }
    let calls: Vec<(f64, bool)> = judged.iter().map(|one| (largest(one), one.called() == one.class)).collect();
    let error = calibrate::expected_error(&calls, BINS);
    writeln!(out, ", accuracy {:.4}, calibration error {error:.4}", confusion.accuracy())?;
    for (class, (name, counts)) in SENTIMENTS.iter().zip(&confusion.counts).enumerate() {
        let (precision, recall) = (confusion.precision(class), confusion.recall(class));
        let f1 = confusion.f1(class);
        writeln!(out, "  {name}: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}; called {counts:?}")?;
    }
    Ok(())
}

fn write_tables(args: &Args, trained: &Table, hard: Matrix, penalty: f64) -> Result<(), Failure> {
    let recipe = format!(
        "logistic regression over words, pairs of words, runs of 3 and 4 letters and negated words in {} buckets, L2 penalty {penalty:e}",
        trained.rows.len() - 1,
    );
    if let Some(path) = &args.output {
        let definition = format!(
            "weight of a bucket of features in fiftieths of log odds against neutral, and whether a known word falls into it; the last row has the biases; {recipe}"
        );
        let header = [("source", args.source.as_str()), ("definition", &definition), ("licence", &args.licence)];
        let [positive, negative] = WEIGHTS;
        table::write(path, &header, &[positive, negative, KNOWN], &trained.rows)?;
    }
    if let Some(path) = &args.confusion {
        let definition = format!(
            "share of truly positive, neutral and negative comments that the model calls each, held out in {} folds; {recipe}",
            args.folds
        );
        let header = [("source", args.source.as_str()), ("definition", &definition), ("licence", &args.licence)];
        let row = |(name, shares): (&&str, [f64; CLASSES])| {
            std::iter::once((*name).to_owned()).chain(shares.map(|share| format!("{share:.4}"))).collect::<Vec<_>>()
        };
        let columns: Vec<&str> = std::iter::once("truth").chain(SENTIMENTS).collect();
        table::write(path, &header, &columns, SENTIMENTS.iter().zip(hard).map(row))?;
    }
    Ok(())
}

fn largest(judged: &Judged) -> f64 {
    judged.said.iter().copied().fold(0.0, f64::max)
}

fn macro_f1(judged: &[Judged]) -> f64 {
    confusion(judged).macro_f1()
}

fn confusion(judged: &[Judged]) -> Confusion {
    Confusion::of(CLASSES, judged.iter().map(|one| (one.class, one.called())))
}

fn by_class(comments: &[Labelled]) -> String {
    let count = |class| comments.iter().filter(|comment| comment.class == class).count();
    let parts: Vec<String> =
        SENTIMENTS.iter().enumerate().map(|(class, name)| format!("{} {name}", count(class))).collect();
    parts.join(", ")
}
