//! `saring plan`: a roster and a campaign with a budget in, who is booked with what out.

use clap::ValueEnum;
use saring_app::Refusal;
use saring_app::plan::{GAP_TARGET, Pin, PlanRequest, Swap, Why, Wishes};
use saring_app::reporting::Face;

use crate::clock;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::present::{self, rows};
use crate::publishing::PublishArgs;
use crate::request::{DecisionArgs, tell_notes};
use crate::showing::ShowArgs;
use crate::terminal::Terminal;

/// Divide a campaign's budget, and choose who is booked with which package.
#[derive(Debug, clap::Args)]
#[command(after_help = "Formats:
  table    for people: the money, who is booked and why, who is not, and what another budget would buy
  json     the whole report, one line
  csv      a booking a line, for spreadsheets
  plan     the plan alone, as other commands and documents take it
  html     a page to send or to print, with charts; it needs nothing from elsewhere
  md       the same as Markdown
  xlsx     the same as a workbook, a sheet per section

Examples:
  saring plan roster.json --campaign campaign.json
  saring plan roster.json -c campaign.json --pin instagram:4815 --ban tiktok:2342
  saring plan roster.json -c campaign.json --pin instagram:4815=reel-2
  saring plan roster.json -c campaign.json --swap instagram:4815 instagram:1623
  saring plan roster.json -c campaign.json --format html --edition client --output plan.html
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

    #[command(flatten)]
    show: ShowArgs<Format>,

    #[command(flatten)]
    publish: PublishArgs,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Table,
    Json,
    Csv,
    Plan,
    Html,
    Md,
    Xlsx,
}

impl Format {
    /// The form of a report that people send to each other.
    fn face(self) -> Option<Face> {
        match self {
            Self::Html => Some(Face::Html),
            Self::Md => Some(Face::Markdown),
            Self::Xlsx => Some(Face::Workbook),
            Self::Table | Self::Json | Self::Csv | Self::Plan => None,
        }
    }
}

/// Plans and shows who is booked with what.
pub fn plan(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let publication = args.publish.publication(args.show.format.face(), &args.show)?;
    let decision = terminal.during("reading", || args.decision.read())?;
    tell_notes(&decision.notes, terminal);
    let request = PlanRequest {
        wishes: Wishes { pins: args.pin.clone(), bans: args.ban.clone() },
        swaps: args.swap.chunks_exact(2).filter_map(swap).collect(),
        what_if: !args.no_what_if,
        gap: args.gap,
        decide: decision.request,
    };
    let now = clock::now()?;
    let report = match terminal.during("planning", || decision.app.plan(&request, now)) {
        Ok(report) => report,
        Err(Refusal::Unplanned(unplanned)) => {
            let (why, places) = (unplanned.why(), unplanned.places().to_vec());
            let failure = Failure::from(Refusal::Unplanned(unplanned)).of_campaign(&places, &decision.campaign);
            if why != Why::NoFeasiblePlan {
                return Err(failure);
            }
            // The question was right, and the answer is that there is no such plan.
            failure.tell(terminal);
            return Ok(ExitCode::Negative);
        }
        Err(refusal) => return Err(refusal.into()),
    };
    match args.show.format {
        Format::Table => {
            args.show.text(&decision.app, args.decision.how(), terminal, |voice| present::plan(voice, &report))?
        }
        Format::Json => args.show.data(|out| rows::json(&report, out))?,
        Format::Csv => args.show.data(|out| rows::bookings_csv(&report, out))?,
        Format::Plan => args.show.data(|out| rows::json(&report.plan, out))?,
        Format::Html | Format::Md | Format::Xlsx => {
            let published = publication.map(|how| decision.app.publish_plan(&request, &report, how)).transpose()?;
            args.show.data(|out| out.write_all(&published.unwrap_or_default()))?;
        }
    }
    let written = format!("{} bookings", report.bookings.len());
    args.show.tell(&written, &report.invalid, terminal);
    Ok(ExitCode::Done)
}

fn swap(pair: &[String]) -> Option<Swap> {
    let [out, into] = pair else { return None };
    Some(Swap { out: out.clone(), into: into.clone() })
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
