//! `saring score`: a roster and a campaign in, an explained ranking out.

use std::path::PathBuf;

use clap::ValueEnum;
use saring_app::report::{InvalidCreator, Report};
use saring_model::campaign::Verdict;

use crate::clock;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::output;
use crate::present::{self, Voice, rows};
use crate::request::{DecisionArgs, tell_notes};
use crate::terminal::Terminal;
use crate::visible::visible;

/// Decide on every creator of a roster for a campaign, and rank them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Formats:
  table    for people
  json     the whole report, one line
  ndjson   a creator a line, best first, then a line {\"end\": …} with the summary; without it the list was cut off
  csv      a creator a line, for spreadsheets; a cell that a spreadsheet would run as a formula begins with '

Examples:
  saring score roster.json --campaign campaign.json
  saring score roster.json -c campaign.json --as-of 2026-06-30 --lang id --top 20
  saring score creators.csv --mapping template -c campaign.json --format csv --output ranking.csv
  zcat roster.ndjson.gz | saring score - -c campaign.json --format ndjson | head -n 50
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
    Ndjson,
    Csv,
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
    let decision = terminal.during("reading", || args.decision.read())?;
    tell_notes(&decision.notes, terminal);
    let now = clock::now()?;
    let mut report = terminal.during("deciding", || decision.app.score(&decision.request, now))?;
    let rejected = report.summary.reject == report.summary.creators;
    if !args.verdict.is_empty() {
        report.creators.retain(|creator| args.verdict.iter().any(|wanted| wanted.is(creator.verdict)));
    }
    report.creators.truncate(args.top.unwrap_or(usize::MAX));
    match args.format {
        Format::Table => {
            let pack = decision.app.pack(args.decision.how().pack())?;
            let voice = Voice::new(&pack.pack, args.decision.how().lang(), terminal);
            show(&present::ranking(&voice, &report), args.output.as_ref(), terminal)?;
        }
        Format::Json => output::data(args.output.as_ref(), |out| rows::json(&report, out))?,
        Format::Ndjson => output::data(args.output.as_ref(), |out| rows::ndjson(&report, out))?,
        Format::Csv => output::data(args.output.as_ref(), |out| rows::csv(&report, out))?,
    }
    tell(&report, args.output.as_ref(), terminal);
    Ok(if rejected { ExitCode::Negative } else { ExitCode::Done })
}

/// Shows a text for people, or writes it without its colours.
pub fn show(text: &str, to: Option<&PathBuf>, terminal: &Terminal) -> Result<(), Failure> {
    match to {
        None => terminal.show(text),
        Some(_) => output::data(to, |out| write!(out, "{}", anstream::adapter::strip_str(text))),
    }
}

fn tell(report: &Report, to: Option<&PathBuf>, terminal: &Terminal) {
    if let Some(path) = to {
        terminal.say(&format!("{} creators written to {}", report.creators.len(), path.display()));
    }
    skipped(&report.invalid, terminal);
}

/// Tells who was skipped, and why.
pub fn skipped(invalid: &[InvalidCreator], terminal: &Terminal) {
    for creator in invalid {
        let who = creator.id.as_deref().map_or(String::new(), |id| format!(" ({id})"));
        let why = creator.violations.first().map(ToString::to_string).unwrap_or_default();
        terminal.say(&visible(&format!("skipped creator {}{who}: {why}", creator.index + 1)));
    }
}
