//! `cargo xtask bench`: creators per second on one core, and the ratio to hand-written Rust doing the same checks.
//!
//! Every round times every contestant once, one after the other on the same thread, so that a slow moment of the machine
//! hits all of them; the table shows medians over the rounds.

use std::error::Error;
use std::hint::black_box;
use std::io::Write;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Instant;

use clap::Parser;
use saring_app::roster::{OnInvalid, read};
use saring_app::score::ScoreRequest;
use saring_app::{App, Config};
use saring_eval::{Context, Decided, check, classify, decide};
use saring_model::{Campaign, Creator, Timestamp};
use saring_tests::handwritten::{Checks, primary};

/// The program's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Creators that are asked about at once, as the program does.
const BATCH_CREATORS: usize = 128;

/// Measures the engine against hand-written Rust.
#[derive(Parser)]
struct Args {
    /// How many fictional creators.
    #[arg(long, default_value_t = 2_000)]
    creators: usize,
    /// How many rounds; the table shows medians.
    #[arg(long, default_value_t = 11)]
    rounds: usize,
    /// Seed of the creators.
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

struct Work {
    app: App,
    campaign: Arc<Campaign>,
    as_of: Timestamp,
    bytes: Vec<u8>,
    creators: Vec<Arc<Creator>>,
    checks: Checks,
}

type Contestant = (&'static str, fn(&Work) -> usize);

/// What is measured. The first two are the limits that the others are compared with.
const CONTESTANTS: [Contestant; 7] = [
    ("by hand, evaluation alone", |work| by_hand(work, &work.creators)),
    ("by hand, bytes to scores", |work| decoded(work).map_or(0, |creators| by_hand(work, &creators))),
    ("decoding alone", |work| decoded(work).map_or(0, |creators| creators.len())),
    ("Saring, evaluation alone", |work| evaluated(work, SIX_CHECKS)),
    ("Saring, bytes to full report", |work| reported(work, SIX_CHECKS)),
    ("Saring, all twenty checks, evaluation alone", |work| evaluated(work, "standard")),
    ("Saring, all twenty checks, bytes to full report", |work| reported(work, "standard")),
];

/// The pack with the checks that are written by hand as well.
const SIX_CHECKS: &str = "six-checks";

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    let work = Work::new(&args)?;
    let mut times = vec![Vec::new(); CONTESTANTS.len()];
    for _ in 0..args.rounds.max(1) {
        for ((_, contestant), times) in CONTESTANTS.iter().zip(&mut times) {
            let start = Instant::now();
            black_box(contestant(black_box(&work)));
            times.push(start.elapsed().as_secs_f64() * 1e6 / work.creators.len() as f64);
        }
    }
    let medians: Vec<f64> = times.into_iter().map(median).collect();
    print(&work, &args, &medians)?;
    Ok(())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn print(work: &Work, args: &Args, medians: &[f64]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let kib = work.bytes.len() as f64 / work.creators.len() as f64 / 1024.0;
    writeln!(
        out,
        "{} creators of {kib:.1} KiB, six checks where nothing else is said, one thread, medians of {} rounds\n",
        args.creators, args.rounds
    )?;
    writeln!(out, "| | µs per creator | creators per second per core | ratio to by hand |")?;
    writeln!(out, "|---|---:|---:|---:|")?;
    for (at, ((name, _), micros)) in CONTESTANTS.iter().zip(medians).enumerate() {
        // Evaluation is compared with evaluation, and what starts from bytes with what starts from bytes.
        let limit = match at {
            0 | 3 => medians.first(),
            1 | 4 => medians.get(1),
            _ => None,
        };
        let ratio = limit.map_or_else(|| "–".to_owned(), |limit| format!("{:.1}×", micros / limit));
        writeln!(out, "| {name} | {micros:.2} | {:.0} | {ratio} |", 1e6 / micros)?;
    }
    Ok(())
}

impl Work {
    fn new(args: &Args) -> Result<Self, Box<dyn Error>> {
        let as_of = Timestamp::parse("2026-03-01T00:00:00Z")?;
        let packs = saring_tests::golden::repo().join("tests/data/packs");
        let app = App::open(&Config { threads: NonZeroUsize::new(1), pack_dirs: vec![packs], ..Config::default() })?;
        let creators = saring_app::demo::roster(args.seed, args.creators, as_of);
        let mut bytes = Vec::new();
        for creator in &creators {
            serde_json::to_writer(&mut bytes, creator)?;
            bytes.push(b'\n');
        }
        let checks = Checks::new(&*app.pack("standard")?);
        let campaign = Arc::new(saring_app::demo::campaign()?);
        Ok(Self { app, campaign, as_of, bytes, creators: creators.into_iter().map(Arc::new).collect(), checks })
    }
}

fn decoded(work: &Work) -> Option<Vec<Arc<Creator>>> {
    read(&work.bytes, OnInvalid::Reject).ok().map(|roster| roster.creators)
}

fn by_hand(work: &Work, creators: &[Arc<Creator>]) -> usize {
    let scored = creators.iter().map(|creator| {
        let primary = primary(creator, &work.campaign);
        work.checks.score(creator, primary, &work.campaign, work.as_of).iter().flatten().count()
    });
    scored.sum()
}

fn evaluated(work: &Work, pack: &str) -> usize {
    let Ok(pack) = work.app.pack(pack) else { return 0 };
    let Ok(context) = Context::new(&pack, &work.campaign, work.as_of) else { return 0 };
    let batches = work.creators.chunks(BATCH_CREATORS).map(|batch| {
        let checked = check(&context.setting, classify(&context.setting, batch));
        let decided: Vec<Decided> = checked.into_iter().map(|checked| decide(&context, checked)).collect();
        black_box(decided).len()
    });
    batches.sum()
}

fn reported(work: &Work, pack: &str) -> usize {
    let Some(creators) = decoded(work) else { return 0 };
    let request = ScoreRequest::new(Arc::clone(&work.campaign), creators).at(work.as_of);
    let request = ScoreRequest { pack: Some(pack.to_owned()), ..request };
    let report = work.app.score(&request, work.as_of).ok();
    report.and_then(|report| serde_json::to_vec(&report).ok()).map_or(0, |bytes| bytes.len())
}
