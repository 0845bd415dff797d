//! `saring plan`: a roster and a campaign with a budget in, who is booked with what out.

use std::path::PathBuf;

use clap::ValueEnum;
use saring_app::Refusal;
use saring_app::plan::{GAP_TARGET, Pin, PlanRequest, Why, Wishes};
use saring_app::report::PlanReport;

use crate::command::score::{show, skipped};
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::present::{self, Voice, rows};
use crate::request::{DecisionArgs, tell_notes};
use crate::terminal::Terminal;
use crate::{clock, output};

/// Divide a campaign's budget, and choose who is booked with which package.
#[derive(Debug, clap::Args)]
#[command(after_help = "Formats:
  table    for people: the money, who is booked and why, who is not, and what another budget would buy
  json     the whole report, one line
  csv      a booking a line, for spreadsheets
  plan     the plan alone, as other commands and documents take it

Examples:
  saring plan roster.json --campaign campaign.json
  saring plan roster.json -c campaign.json --pin instagram:4815 --ban tiktok:2342
  saring plan roster.json -c campaign.json --pin instagram:4815=reel-2
  saring plan roster.json -c campaign.json --swap instagram:4815 instagram:1623
  saring plan roster.json -c campaign.json --gap 0 --format json --output plan-report.json

Exit codes: 0 planned · 1 no choice of creators holds every bound · 2 wrong usage or input")]
pub struct Args {
    #[command(flatten)]
    decision: DecisionArgs,

    /// A creator that must be booked, with any package or with the one that is named; may be given again.
    #[arg(long, value_name = "ID[=PACKAGE]", value_parser = pin)]
    pin: Vec<Pin>,

    /// A creator that must not be booked; may be given again.
    #[arg(long, value_name = "ID")]
    ban: Vec<String>,

    /// Book one creator instead of another; may be given again.
    #[arg(long, num_args = 2, value_names = ["OUT", "IN"])]
    swap: Vec<String>,

    /// How far the plan may be from the best one, as a fraction; 0 asks for a proof.
    #[arg(long, value_name = "FRACTION", default_value_t = GAP_TARGET, value_parser = fraction)]
    gap: f64,

    /// Do not ask what another budget would buy, what each bound costs and who stands by.
    #[arg(long)]
    no_what_if: bool,

    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,

    /// Write to a file instead of stdout.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Table,
    Json,
    Csv,
    Plan,
}

/// Plans and shows who is booked with what.
pub fn plan(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let decision = terminal.during("reading", || args.decision.read())?;
    tell_notes(&decision.notes, terminal);
    let request =
        PlanRequest { decide: decision.request, wishes: wishes(args), what_if: !args.no_what_if, gap: args.gap };
    let now = clock::now()?;
    let report = match terminal.during("planning", || decision.app.plan(&request, now)) {
        Ok(report) => report,
        // The question was right, and the answer is that there is no such plan.
        Err(Refusal::Unplanned(unplanned)) if unplanned.why() == Why::NoFeasiblePlan => {
            Failure::from(Refusal::Unplanned(unplanned)).tell(terminal);
            return Ok(ExitCode::Negative);
        }
        Err(refusal) => return Err(refusal.into()),
    };
    match args.format {
        Format::Table => {
            let pack = decision.app.pack(args.decision.how().pack())?;
            let voice = Voice::new(&pack.pack, args.decision.how().lang(), terminal);
            show(&present::plan(&voice, &report), args.output.as_ref(), terminal)?;
        }
        Format::Json => output::data(args.output.as_ref(), |out| rows::json(&report, out))?,
        Format::Csv => output::data(args.output.as_ref(), |out| rows::bookings_csv(&report, out))?,
        Format::Plan => output::data(args.output.as_ref(), |out| rows::json(&report.plan, out))?,
    }
    tell(&report, args, terminal);
    Ok(ExitCode::Done)
}

fn wishes(args: &Args) -> Wishes {
    let mut wishes = Wishes { pins: args.pin.clone(), bans: args.ban.clone() };
    for pair in args.swap.chunks(2) {
        if let [out, into] = pair {
            wishes.bans.push(out.clone());
            wishes.pins.push(Pin { creator: into.clone(), package: None });
        }
    }
    wishes
}

fn pin(text: &str) -> Result<Pin, String> {
    let (creator, package) = match text.rsplit_once('=') {
        Some((creator, package)) => (creator, Some(package.to_owned())),
        None => (text, None),
    };
    if creator.is_empty() || package.as_deref() == Some("") {
        return Err("write the id of a creator, or `id=package` with a package as reports name it".to_owned());
    }
    Ok(Pin { creator: creator.to_owned(), package })
}

fn fraction(text: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| "write a fraction such as 0.002".to_owned())?;
    if (0.0..=1.0).contains(&value) { Ok(value) } else { Err("a fraction is between 0 and 1".to_owned()) }
}

fn tell(report: &PlanReport, args: &Args, terminal: &Terminal) {
    if let Some(path) = &args.output {
        terminal.say(&format!("{} bookings written to {}", report.bookings.len(), path.display()));
    }
    skipped(&report.invalid, terminal);
}
