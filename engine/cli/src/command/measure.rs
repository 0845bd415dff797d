//! `saring measure`: what a campaign was worth.

use std::collections::BTreeMap;

use clap::ValueEnum;
use saring_app::reporting::Face;
use saring_model::Timestamp;
use saring_model::timeline::Event;

use super::running::RunningArgs;
use crate::clock;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::present::{self, rows, running_rows};
use crate::publishing::PublishArgs;
use crate::request::tell_notes;
use crate::showing::ShowArgs;
use crate::terminal::Terminal;
use crate::visible::visible;

/// Measure what a campaign was worth: targets, four dimensions, by tier, platform and creator, against the plan.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What is not known is unknown with its reason, never zero; a sum over posts of which some lack the number is
unknown too, with what is known as its lower bound.

Examples:
  saring measure timeline.json --campaign campaign.json --plan plan.json --roster roster.ndjson
  saring measure timeline.json -c campaign.json --lang id
  saring measure timeline.json -c campaign.json --as-of 2026-06-30 --format json
  saring measure timeline.json -c campaign.json --format html --edition client --output scorecard.html

Exit codes: 0 done · 1 a target was missed, with `--fail-on-missed` · 2 wrong usage or input"
)]
pub struct Args {
    #[command(flatten)]
    running: RunningArgs,

    /// End with 1 where a target of the campaign was missed.
    #[arg(long)]
    fail_on_missed: bool,

    #[command(flatten)]
    show: ShowArgs<Format>,

    #[command(flatten)]
    publish: PublishArgs,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Table,
    /// The whole report, one line.
    Json,
    /// A figure a row.
    Csv,
    /// A page to send or to print, with charts; it needs nothing from elsewhere.
    Html,
    /// The same as Markdown.
    Md,
    /// The same as a workbook, a sheet per section.
    Xlsx,
}

impl Format {
    /// The form of a report that people send to each other.
    fn face(self) -> Option<Face> {
        match self {
            Self::Html => Some(Face::Html),
            Self::Md => Some(Face::Markdown),
            Self::Xlsx => Some(Face::Workbook),
            Self::Table | Self::Json | Self::Csv => None,
        }
    }
}

/// Measures and shows the scorecard.
pub fn measure(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let publication = args.publish.publication(args.show.format.face(), &args.show)?;
    let (app, request, notes) = terminal.during("reading", || args.running.read())?;
    tell_notes(&notes, terminal);
    let now = clock::now()?;
    let report = terminal.during("measuring", || app.measure(&request, now))?;
    match args.show.format {
        Format::Table => {
            args.show.text(&app, &args.running.how, terminal, |voice| present::scorecard(voice, &report))?;
        }
        Format::Json => args.show.data(|out| rows::json(&report, out))?,
        Format::Csv => args.show.data(|out| running_rows::figures_csv(&report, out))?,
        Format::Html | Format::Md | Format::Xlsx => {
            let published = publication.map(|how| app.publish_measure(&request, &report, how)).transpose()?;
            args.show.data(|out| out.write_all(&published.unwrap_or_default()))?;
        }
    }
    args.show.tell("the scorecard was", &report.invalid, terminal);
    uncounted(&request.events, report.as_of).iter().for_each(|line| terminal.say(&visible(line)));
    let is_missed = args.fail_on_missed && report.summary.targets_missed > 0;
    Ok(if is_missed { ExitCode::Negative } else { ExitCode::Done })
}

/// Which of the events do not count, and why.
fn uncounted(events: &[Event], as_of: Timestamp) -> Vec<String> {
    let mut lines = Vec::new();
    let ahead = events.iter().filter(|event| event.received_at.unwrap_or(event.at) > as_of).count();
    if ahead > 0 {
        lines.push(format!("{ahead} of {} events lie ahead of {as_of}, and do not count yet", events.len()));
    }
    let mut first: BTreeMap<&str, &Event> = BTreeMap::new();
    let mut otherwise: Vec<&str> = Vec::new();
    for event in events {
        let kept = *first.entry(event.id.as_str()).or_insert(event);
        otherwise.extend((kept != event).then_some(event.id.as_str()));
    }
    let again = events.len() - first.len();
    if again > 0 {
        lines.push(format!("{again} events came again, and count once"));
    }
    if let Some(id) = otherwise.first() {
        let count = otherwise.len();
        lines
            .push(format!("warning: {count} of them say something else, as `{id}` does: what was known first is kept"));
    }
    lines
}
