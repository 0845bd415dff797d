//! `saring score`: a roster and a campaign in, an explained ranking out.

use clap::ValueEnum;
use saring_app::reporting::Face;
use saring_model::campaign::Verdict;

use crate::clock;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::present::{self, rows};
use crate::publishing::PublishArgs;
use crate::request::{DecisionArgs, tell_notes};
use crate::showing::ShowArgs;
use crate::terminal::Terminal;

/// Decide on every creator of a roster for a campaign, and rank them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Formats:
  table    for people
  json     the whole report, one line
  ndjson   a creator a line, best first, then a line {\"end\": …} with the summary; without it the list was cut off
  csv      a creator a line, for spreadsheets; a cell that a spreadsheet would run as a formula begins with '
  html     a page to send or to print, with charts; it needs nothing from elsewhere
  md       the same as Markdown
  xlsx     the same as a workbook, a sheet per section

Examples:
  saring score roster.json --campaign campaign.json
  saring score roster.json -c campaign.json --as-of 2026-06-30 --lang id --top 20
  saring score creators.csv --mapping template -c campaign.json --format csv --output ranking.csv
  zcat roster.ndjson.gz | saring score - -c campaign.json --format ndjson | head -n 50
  saring score roster.json -c campaign.json --format html --edition client --lang id --output shortlist.html
  saring score roster.json -c campaign.json --pack acme-beauty@1 --packs ./packs --verdict select,review

Exit codes: 0 decided · 1 every creator is rejected · 2 wrong usage or input")]
pub struct Args {
    #[command(flatten)]
    decision: DecisionArgs,

    /// List only the best so many; the summary counts all.
    #[arg(long, value_name = "N")]
    top: Option<usize>,

    /// List only these verdicts; the summary counts all.
    #[arg(long, value_name = "VERDICT", value_enum, value_delimiter = ',')]
    verdict: Vec<VerdictArg>,

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
    Ndjson,
    Csv,
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
            Self::Table | Self::Json | Self::Ndjson | Self::Csv => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
enum VerdictArg {
    Select,
    Review,
    Reject,
}

impl VerdictArg {
    fn is(self, verdict: Verdict) -> bool {
        match self {
            Self::Select => verdict == Verdict::Select,
            Self::Review => verdict == Verdict::Review,
            Self::Reject => verdict == Verdict::Reject,
        }
    }
}

/// Decides and shows the ranking.
pub fn score(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let publication = args.publish.publication(args.show.format.face(), &args.show)?;
    let decision = terminal.during("reading", || args.decision.read())?;
    tell_notes(&decision.notes, terminal);
    let now = clock::now()?;
    let mut report = terminal.during("deciding", || decision.app.score(&decision.request, now))?;
    let rejected = report.summary.reject == report.summary.creators;
    if !args.verdict.is_empty() {
        report.creators.retain(|creator| args.verdict.iter().any(|wanted| wanted.is(creator.verdict)));
    }
    report.creators.truncate(args.top.unwrap_or(usize::MAX));
    match args.show.format {
        Format::Table => {
            args.show.text(&decision.app, args.decision.how(), terminal, |voice| present::ranking(voice, &report))?
        }
        Format::Json => args.show.data(|out| rows::json(&report, out))?,
        Format::Ndjson => args.show.data(|out| rows::ndjson(&report, out))?,
        Format::Csv => args.show.data(|out| rows::csv(&report, out))?,
        Format::Html | Format::Md | Format::Xlsx => {
            let published =
                publication.map(|how| decision.app.publish_score(&decision.request, &report, how)).transpose()?;
            args.show.data(|out| out.write_all(&published.unwrap_or_default()))?;
        }
    }
    let written = format!("{} creators", report.creators.len());
    args.show.tell(&written, &report.invalid, terminal);
    Ok(if rejected { ExitCode::Negative } else { ExitCode::Done })
}
